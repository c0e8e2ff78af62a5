#include "routers/auth_router.hpp"

#include "core/result.hpp"
#include "core/task.hpp"

namespace roa2web::telegram {

http::Router create_auth_router(LinkingService& service) {
    http::Router router;
    router.post("/code",
                {.access = http::kSignedIn,
                 .summary = "A code that links one Telegram chat to the user; good for one use"},
                [&service](const http::Call<>& call) -> core::Task<core::Result<TelegramLinkCode>> {
                    co_return co_await service.issue_code(call.principal.user);
                });
    return router;
}

}  // namespace roa2web::telegram
