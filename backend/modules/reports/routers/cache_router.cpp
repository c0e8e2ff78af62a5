#include "routers/cache_router.hpp"

#include "core/result.hpp"
#include "core/task.hpp"

#include "schemas/cache_schemas.hpp"

namespace roa2web::reports {

using core::Result;
using core::Task;

http::Router create_cache_router(CacheService& service) {
    constexpr auto kAccess = http::needs(core::Permission::CacheManage);
    http::Router router;
    router.get("/stats",
               {.access = kAccess, .summary = "What the cache holds and how often it helped"},
               [&service](const http::Call<>&) -> Task<Result<CacheStats>> {
                   co_return co_await service.stats();
               });
    router.post(
        "/clear",
        {.access = kAccess, .summary = "Forgets answers: of a company, of a report, or all"},
        [&service](const http::Call<http::NoQuery, CacheClearBody>& call)
            -> Task<Result<CacheClearAnswer>> {
            co_return co_await service.clear(call.body, call.principal.username);
        });
    router.put("/settings",
               {.access = kAccess, .summary = "Changes the cache while the program runs"},
               [&service](const http::Call<http::NoQuery, CacheSettingsBody>& call)
                   -> Task<Result<CacheSettingsAnswer>> {
                   co_return co_await service.change_settings(call.body, call.principal.username);
               });
    return router;
}

}  // namespace roa2web::reports
