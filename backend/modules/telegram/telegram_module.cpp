#include "telegram_module.hpp"

#include "bot/telegram_bot.hpp"
#include "bot/telegram_client.hpp"
#include "db/link_store.hpp"
#include "db/telegram_store.hpp"
#include "routers/auth_router.hpp"
#include "routers/links_router.hpp"
#include "routers/status_router.hpp"
#include "services/linking_service.hpp"

namespace roa2web::telegram {

struct TelegramModule::Impl {
    Impl(const TelegramSettings& settings, core::BlockingPool& pool, const core::Clock& clock)
        : store(settings.enabled, settings.store_file),
          links(store),
          client({.api_url = settings.api_url,
                  .bot_token = settings.bot_token,
                  .connect_timeout = settings.connect_timeout,
                  .total_timeout = settings.total_timeout}),
          bot(client, settings.enabled && !settings.bot_token.empty(), settings.check_interval),
          linking(links, bot, pool, clock, settings.code_lifetime) {}

    TelegramStore store;
    LinkStore links;
    TelegramClient client;
    TelegramBot bot;
    LinkingService linking;
};

TelegramModule::TelegramModule(const TelegramSettings& settings,
                               core::BlockingPool& store_pool,
                               const core::Clock& clock)
    : impl_(std::make_unique<Impl>(settings, store_pool, clock)) {}

TelegramModule::~TelegramModule() = default;

lifecycle::Component& TelegramModule::store() {
    return impl_->store;
}

lifecycle::Component& TelegramModule::bot() {
    return impl_->bot;
}

http::Router TelegramModule::create_telegram_router() {
    http::Router router;
    router.include("/auth", create_auth_router(impl_->linking));
    router.include("/links", create_links_router(impl_->linking));
    router.include("/status", create_status_router(impl_->bot));
    return router;
}

}  // namespace roa2web::telegram
