#include "bot/telegram_bot.hpp"

#include <exception>
#include <utility>

#include "core/exceptions.hpp"

namespace roa2web::telegram {

TelegramBot::~TelegramBot() {
    stop();
}

void TelegramBot::start() {
    if (!configured_ || watch_thread_.joinable()) {
        return;
    }
    if (const auto known = check({}); !known) {
        throw core::UnavailableError(known.error().message);
    }
    watch_thread_ = std::jthread([this](const std::stop_token& stop) { watch(stop); });
}

void TelegramBot::stop() noexcept {
    watch_thread_.request_stop();
    if (watch_thread_.joinable()) {
        watch_thread_.join();
    }
}

lifecycle::Health TelegramBot::health() {
    if (!configured_) {
        return {
            lifecycle::Status::Disabled, "no TELEGRAM_BOT_TOKEN, or TELEGRAM_ENABLED is off", {}};
    }
    const std::lock_guard lock(mutex_);
    lifecycle::Health health;
    if (!failure_.empty()) {
        health.status = lifecycle::Status::Degraded;
        health.detail = failure_;
    } else if (!user_) {
        health.status = lifecycle::Status::Starting;
    }
    if (user_) {
        health.facts.emplace_back("username", user_->username);
    }
    return health;
}

TelegramStatus TelegramBot::status() const {
    TelegramStatus status;
    status.enabled = configured_;
    if (!configured_) {
        return status;
    }
    const std::lock_guard lock(mutex_);
    if (user_) {
        status.username = user_->username;
    }
    status.state = !failure_.empty() ? TelegramBotState::Degraded
                   : user_           ? TelegramBotState::Ok
                                     : TelegramBotState::Starting;
    return status;
}

void TelegramBot::watch(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(mutex_);
            wake_.wait_for(lock, stop, check_interval_, [] { return false; });
        }
        if (stop.stop_requested()) {
            return;
        }
        try {
            (void)check(stop);  // what went wrong is kept for health()
        } catch (const std::exception& error) {
            note_failure(error.what());
        }
    }
}

core::Result<void> TelegramBot::check(const std::stop_token& stop) {
    auto user = get_me(api_, stop);
    if (!user) {
        note_failure(user.error().message);
        return tl::unexpected(user.error());
    }
    const std::lock_guard lock(mutex_);
    if (!user_ || !failure_.empty()) {
        log_.info("bot answers", {{"username", user->username}, {"bot_id", user->id}});
    }
    failure_.clear();
    user_ = std::move(*user);
    return {};
}

void TelegramBot::note_failure(const std::string& reason) {
    const std::lock_guard lock(mutex_);
    // Before the first success the supervisor writes the line, when start() throws.
    if (user_ && failure_.empty()) {
        log_.warn("bot does not answer", {{"reason", reason}});
    }
    failure_ = reason;
}

}  // namespace roa2web::telegram
