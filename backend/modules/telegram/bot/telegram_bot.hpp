// The bot as a component of the process.
//
// start() asks Telegram who the bot is, and throws when it does not say: the supervisor tries
// again. From then on a thread of its own asks again every minute, so that health() and status()
// never wait for a network.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>

#include "core/result.hpp"
#include "lifecycle/component.hpp"
#include "logging/logger.hpp"

#include "bot/bot_api.hpp"
#include "schemas/telegram_schemas.hpp"

namespace roa2web::telegram {

class TelegramBot final : public lifecycle::Component {
  public:
    /// @param api must live longer.
    /// @param configured false: there is no token, and Telegram is never asked.
    TelegramBot(BotApi& api, bool configured, std::chrono::milliseconds check_interval)
        : api_(api), configured_(configured), check_interval_(check_interval) {}

    ~TelegramBot() override;
    TelegramBot(const TelegramBot&) = delete;
    TelegramBot& operator=(const TelegramBot&) = delete;
    TelegramBot(TelegramBot&&) = delete;
    TelegramBot& operator=(TelegramBot&&) = delete;

    // lifecycle::Component
    [[nodiscard]] std::string_view name() const override { return "telegram_bot"; }

    /// Throws core::UnavailableError: Telegram is away, or refuses the token.
    void start() override;
    void stop() noexcept override;
    [[nodiscard]] lifecycle::Health health() override;

    /// How it is now, for people. Safe from every thread; does not block.
    [[nodiscard]] TelegramStatus status() const;

  private:
    void watch(const std::stop_token& stop);
    core::Result<void> check(const std::stop_token& stop);
    void note_failure(const std::string& reason);

    BotApi& api_;
    bool configured_;
    std::chrono::milliseconds check_interval_;
    logging::Logger log_{"TELEGRAM"};
    mutable std::mutex mutex_;  // guards what follows
    std::condition_variable_any wake_;
    std::optional<BotUser> user_;
    std::string failure_;        // empty when the last answer was good
    std::jthread watch_thread_;  // last: it uses all of the above
};

}  // namespace roa2web::telegram
