#include "routers/treasury_router.hpp"

#include "core/result.hpp"
#include "core/task.hpp"

#include "cache/cached.hpp"
#include "schemas/treasury_schemas.hpp"

namespace roa2web::reports {

using core::Result;
using core::Task;

http::Router create_treasury_router(TreasuryService& service, ReportCache& cache) {
    http::Router router;
    router.get("/accounts",
               {.access = http::needs(core::Permission::ReportsView),
                .company = true,
                .summary = "Bank accounts and cash desks with what came in and went out"},
               cached(cache,
                      "treasury_accounts",
                      [&service](const http::Call<TreasuryAccountsQuery>& call)
                          -> Task<Result<TreasuryAccounts>> {
                          co_return co_await service.list_accounts(call.company, call.query);
                      }));
    router.get(
        "/register",
        {.access = http::needs(core::Permission::ReportsView),
         .company = true,
         .summary = "Treasury register: the operations of one account with a running balance"},
        cached(cache,
               "treasury_register",
               [&service](const http::Call<TreasuryRegisterQuery>& call)
                   -> Task<Result<TreasuryRegister>> {
                   co_return co_await service.find_register(call.company, call.query);
               }));
    return router;
}

}  // namespace roa2web::reports
