#include "routers/status_router.hpp"

#include "core/result.hpp"
#include "core/task.hpp"

namespace roa2web::telegram {

http::Router create_status_router(const TelegramBot& bot) {
    http::Router router;
    router.get("",
               {.access = http::kSignedIn, .summary = "Whether there is a bot, and how it is"},
               [&bot](const http::Call<>&) -> core::Task<core::Result<TelegramStatus>> {
                   co_return bot.status();
               });
    return router;
}

}  // namespace roa2web::telegram
