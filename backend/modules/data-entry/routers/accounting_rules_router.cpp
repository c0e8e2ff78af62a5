#include "routers/accounting_rules_router.hpp"

#include "core/permissions.hpp"
#include "core/result.hpp"
#include "core/task.hpp"

#include "routers/actor.hpp"
#include "schemas/accounting_schemas.hpp"

namespace roa2web::data_entry {

namespace {

template <class T>
using Answer = core::Task<core::Result<T>>;

}  // namespace

http::Router create_accounting_rules_router(AccountingRulesService& service) {
    http::Router router;
    router.get("",
               {.access = http::needs(core::Permission::ReceiptsApprove),
                .company = true,
                .summary = "How receipts are booked: by expense type and by payment"},
               [&service](const http::Call<>& call) -> Answer<AccountingRules> {
                   return service.find(call.company);
               });
    // system.view is what administrators alone have.
    router.put("",
               {.access = http::needs(core::Permission::SystemView),
                .company = true,
                .summary = "The company's own rules anew; what is not named follows the default",
                .conflict = "Another has changed them since"},
               [&service](const http::Call<http::NoQuery, AccountingRulesBody>& call)
                   -> Answer<AccountingRules> {
                   return service.update(call.company, call.body, actor_of(call));
               });
    router.get(
        "/history",
        {.access = http::needs(core::Permission::SystemView),
         .company = true,
         .summary = "Who changed which rule, from what to what; newest first"},
        [&service](const http::Call<RuleHistoryQuery>& call) -> Answer<AccountingRuleHistory> {
            return service.history(call.company, call.query);
        });
    return router;
}

}  // namespace roa2web::data_entry
