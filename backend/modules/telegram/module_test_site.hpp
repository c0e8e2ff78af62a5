// For the tests of this module's routes: a site of its own, and two people who call it.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "database/test_folder.hpp"
#include "http/dispatcher.hpp"
#include "http/test_client.hpp"

#include "bot/fake_bot_api.hpp"
#include "bot/telegram_bot.hpp"
#include "db/link_store.hpp"
#include "db/telegram_store.hpp"
#include "routers/auth_router.hpp"
#include "routers/links_router.hpp"
#include "routers/status_router.hpp"
#include "services/linking_service.hpp"

namespace roa2web::telegram {

constexpr core::UserId kAna{7};
constexpr core::UserId kBob{8};

/// The tokens are "ana" and "bob".
class NameAuthenticator final : public http::Authenticator {
  public:
    core::Task<core::Result<http::Principal>> authenticate(std::string_view token) override {
        http::Principal principal;
        principal.username = token;
        if (token == "ana") {
            principal.user = kAna;
        } else if (token == "bob") {
            principal.user = kBob;
        } else {
            co_return core::fail(
                core::ErrorCode::Unauthenticated, "The token is not valid", "invalid_token");
        }
        co_return principal;
    }

    core::Task<core::Result<void>> check_company(const http::Principal&, core::CompanyId) override {
        co_return core::fail(core::ErrorCode::Forbidden, "No company here");
    }
};

class ModuleTestSite {
  public:
    /// The store is open, the bot has not started.
    explicit ModuleTestSite(bool configured = true)
        : bot(api, configured, std::chrono::hours{1}),
          dispatcher({}, make_routes(), authenticator, http::StaticFiles({})),
          client(dispatcher) {
        store.start();
    }

    /// A chat of the user, as if they had sent a code.
    void link(core::UserId user, std::int64_t telegram_id, const std::string& name) {
        links.put_code(user, "test", clock.now(), clock.now() + std::chrono::seconds{1});
        (void)links.redeem_code(
            "test",
            TelegramLink{
                .telegram_id = TelegramId{telegram_id}, .name = name, .linked_at = clock.now()});
    }

    database::TestFolder folder;
    core::BlockingPool pool{"test-store", 2, 100};
    core::FixedClock clock{core::Timestamp{std::chrono::seconds{1763937000}}};
    TelegramStore store{true, folder / "telegram/telegram.db"};
    LinkStore links{store};
    FakeBotApi api;
    TelegramBot bot;
    LinkingService linking{links, bot, pool, clock, std::chrono::minutes{15}};
    NameAuthenticator authenticator;
    http::Dispatcher dispatcher;
    http::TestClient client;

  private:
    http::Router make_routes() {
        http::Router router;
        router.include("/api/telegram/auth", create_auth_router(linking));
        router.include("/api/telegram/links", create_links_router(linking));
        router.include("/api/telegram/status", create_status_router(bot));
        return router;
    }
};

struct Scenario {
    std::string name;
    std::string token;
    http::Method method;
    std::string url;
    int status;
    std::string holds;
    std::string lacks;
};

}  // namespace roa2web::telegram
