// Telegram's Bot API as the module sees it: one function that calls a method. The outermost edge:
// tests put their own in its place.
#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "json/node.hpp"

namespace roa2web::telegram {

/// Source: https://core.telegram.org/bots/api#making-requests
class BotApi {
  public:
    BotApi() = default;
    BotApi(const BotApi&) = delete;
    BotApi& operator=(const BotApi&) = delete;
    BotApi(BotApi&&) = delete;
    BotApi& operator=(BotApi&&) = delete;
    virtual ~BotApi() = default;

    /// Calls a method and gives its answer, whose root has `result`. Blocks; ends early, with
    /// Unavailable, when `stop` is requested. Safe from every thread.
    /// @param parameters a JSON object.
    /// Errors: Unauthenticated (the token is refused), Forbidden (the user has blocked the bot),
    /// Conflict (another poller, or a webhook), TooManyRequests with retry_after, InvalidInput (the
    /// call is wrong), Unavailable (no connection, time-out, 5xx, an answer that cannot be read).
    /// No message holds the token.
    [[nodiscard]] virtual core::Result<json::Document> call(std::string_view method,
                                                            std::string_view parameters,
                                                            const std::stop_token& stop) = 0;
};

/// The bot itself. Source: https://core.telegram.org/bots/api#user
struct BotUser {
    std::int64_t id{0};
    std::string username;  // without @
};

/// Who the token belongs to. Errors: those of BotApi::call.
[[nodiscard]] core::Result<BotUser> get_me(BotApi& api, const std::stop_token& stop);

}  // namespace roa2web::telegram
