#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "http/router.hpp"
#include "lifecycle/component.hpp"

namespace roa2web::telegram {

struct TelegramSettings {
    bool enabled{true};
    std::string bot_token;  // from @BotFather; empty: no bot
    std::string api_url{"https://api.telegram.org"};
    std::filesystem::path store_file;  // DATA_DIR/telegram/telegram.db
    std::chrono::seconds code_lifetime{std::chrono::minutes{15}};
    std::chrono::milliseconds connect_timeout{3000};
    std::chrono::milliseconds total_timeout{5000};                       // of one call
    std::chrono::milliseconds check_interval{std::chrono::seconds{60}};  // of the bot's health
};

/// The telegram module: its store and its bot as components of the process, and its routes.
class TelegramModule {
  public:
    /// Pool and clock must live longer. Opens nothing yet.
    /// @param store_pool where queries of the store run.
    TelegramModule(const TelegramSettings& settings,
                   core::BlockingPool& store_pool,
                   const core::Clock& clock);
    ~TelegramModule();
    TelegramModule(const TelegramModule&) = delete;
    TelegramModule& operator=(const TelegramModule&) = delete;
    TelegramModule(TelegramModule&&) = delete;
    TelegramModule& operator=(TelegramModule&&) = delete;

    /// "telegram_db". Until it has started, the routes of codes and links throw
    /// core::UnavailableError.
    [[nodiscard]] lifecycle::Component& store();

    /// "telegram_bot". Its start asks Telegram, and takes up to `total_timeout`.
    [[nodiscard]] lifecycle::Component& bot();

    /// To be included under /api/telegram. The module must live longer than the router.
    [[nodiscard]] http::Router create_telegram_router();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace roa2web::telegram
