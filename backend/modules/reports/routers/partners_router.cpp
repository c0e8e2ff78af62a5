#include "routers/partners_router.hpp"

#include "core/result.hpp"
#include "core/task.hpp"

#include "cache/cached.hpp"
#include "schemas/partners_schemas.hpp"

namespace roa2web::reports {

using core::Result;
using core::Task;

http::Router create_partners_router(PartnersService& service, ReportCache& cache) {
    http::Router router;
    router.get("",
               {.access = http::needs(core::Permission::ReportsView),
                .company = true,
                .summary = "Partners by part of their name or tax number"},
               [&service](const http::Call<PartnersQuery>& call) -> Task<Result<PartnerList>> {
                   co_return co_await service.search(call.company, call.query);
               });
    router.get("/{id}/statement",
               {.access = http::needs(core::Permission::ReportsView),
                .company = true,
                .summary = "Partner statement: the operations on all accounts of a partner"},
               cached(cache,
                      "partner_statement",
                      [&service](const http::Call<LedgerQuery, http::NoBody, PartnerPath>& call)
                          -> Task<Result<PartnerStatement>> {
                          co_return co_await service.find_statement(
                              call.company, call.path.id, call.query);
                      }));
    return router;
}

}  // namespace roa2web::reports
