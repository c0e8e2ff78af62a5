#pragma once

#include "http/router.hpp"

#include "bot/telegram_bot.hpp"

namespace roa2web::telegram {

/// To be included under /status. The bot must live longer than the router.
[[nodiscard]] http::Router create_status_router(const TelegramBot& bot);

}  // namespace roa2web::telegram
