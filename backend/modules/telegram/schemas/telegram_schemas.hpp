// Answers of /api/telegram. The names begin with Telegram because all modules share one OpenAPI
// document.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "core/date.hpp"
#include "core/ids.hpp"

namespace roa2web::telegram {

/// A Telegram user, which is also their private chat with the bot. Has at most 52 significant bits
/// (Bot API, "User").
using TelegramId = core::Id<struct TelegramUserTag>;

struct TelegramLinkCode {
    std::string code;
    std::optional<std::string> deep_link;  // null while the bot's name is not known
    std::int64_t expires_in{0};            // seconds
};
BOOST_DESCRIBE_STRUCT(TelegramLinkCode, (), (code, deep_link, expires_in))

struct TelegramLink {
    TelegramId telegram_id;
    std::string name;  // as the person calls themselves on Telegram
    core::Timestamp linked_at{};
};
BOOST_DESCRIBE_STRUCT(TelegramLink, (), (telegram_id, name, linked_at))

struct TelegramLinkList {
    std::vector<TelegramLink> items;
};
BOOST_DESCRIBE_STRUCT(TelegramLinkList, (), (items))

struct TelegramLinkPath {
    TelegramId telegram_id;
};
BOOST_DESCRIBE_STRUCT(TelegramLinkPath, (), (telegram_id))

/// The words of /health.
enum class TelegramBotState { Disabled, Starting, Ok, Degraded };
BOOST_DESCRIBE_ENUM(TelegramBotState, Disabled, Starting, Ok, Degraded)

struct TelegramStatus {
    bool enabled{false};  // the bot is configured
    TelegramBotState state{TelegramBotState::Disabled};
    std::optional<std::string> username;  // without @; null until Telegram has told it
};
BOOST_DESCRIBE_STRUCT(TelegramStatus, (), (enabled, state, username))

}  // namespace roa2web::telegram
