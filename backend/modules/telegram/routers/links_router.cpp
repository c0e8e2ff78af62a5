#include "routers/links_router.hpp"

#include "core/result.hpp"
#include "core/task.hpp"

namespace roa2web::telegram {

namespace {

template <class T>
using Answer = core::Task<core::Result<T>>;

using LinkCall = http::Call<http::NoQuery, http::NoBody, TelegramLinkPath>;

}  // namespace

http::Router create_links_router(LinkingService& service) {
    http::Router router;
    router.get(
        "",
        {.access = http::kSignedIn, .summary = "The user's Telegram chats, last linked first"},
        [&service](const http::Call<>& call) -> Answer<TelegramLinkList> {
            co_return co_await service.list_links(call.principal.user);
        });
    router.del("/{telegram_id}",
               {.access = http::kSignedIn, .summary = "Unlink one of the user's Telegram chats"},
               [&service](const LinkCall& call) -> Answer<http::NoContent> {
                   const auto done =
                       co_await service.unlink(call.principal.user, call.path.telegram_id);
                   if (!done) {
                       co_return tl::unexpected(done.error());
                   }
                   co_return http::NoContent{};
               });
    return router;
}

}  // namespace roa2web::telegram
