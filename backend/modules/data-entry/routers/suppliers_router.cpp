#include "routers/suppliers_router.hpp"

#include "core/permissions.hpp"
#include "core/result.hpp"
#include "core/task.hpp"

#include "schemas/accounting_schemas.hpp"

namespace roa2web::data_entry {

http::Router create_suppliers_router(AccountingRulesService& service) {
    http::Router router;
    router.get("/{cui}/suggestion",
               {.access = http::needs(core::Permission::ReceiptsCreate),
                .company = true,
                .summary = "What was chosen for a supplier the last time"},
               [&service](const http::Call<http::NoQuery, http::NoBody, SupplierPath>& call)
                   -> core::Task<core::Result<SupplierSuggestion>> {
                   return service.suggest(call.company, call.path.cui.value);
               });
    return router;
}

}  // namespace roa2web::data_entry
