#include "routers/trial_balance_router.hpp"

#include "core/result.hpp"
#include "core/task.hpp"

#include "cache/cached.hpp"
#include "schemas/trial_balance_schemas.hpp"

namespace roa2web::reports {

using core::Result;
using core::Task;

http::Router create_trial_balance_router(TrialBalanceService& service, ReportCache& cache) {
    http::Router router;
    router.get(
        "",
        {.access = http::needs(core::Permission::ReportsView),
         .company = true,
         .summary = "Trial balance of one month: opening, period, total, closing"},
        cached(cache,
               "trial_balance",
               [&service](const http::Call<TrialBalanceQuery>& call) -> Task<Result<TrialBalance>> {
                   co_return co_await service.find_trial_balance(call.company, call.query);
               }));
    router.get("/accounts/{account}",
               {.access = http::needs(core::Permission::ReportsView),
                .company = true,
                .summary = "Account ledger: the operations of an account with a running balance"},
               cached(cache,
                      "account_ledger",
                      [&service](const http::Call<LedgerQuery, http::NoBody, AccountPath>& call)
                          -> Task<Result<AccountLedger>> {
                          co_return co_await service.find_account_ledger(
                              call.company, call.path.account.value, call.query);
                      }));
    return router;
}

}  // namespace roa2web::reports
