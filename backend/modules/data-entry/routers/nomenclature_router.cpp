#include "routers/nomenclature_router.hpp"

#include <string>

#include "core/permissions.hpp"
#include "core/result.hpp"
#include "core/task.hpp"

#include "schemas/nomenclature_schemas.hpp"

namespace roa2web::data_entry {

namespace {

template <class T>
using Answer = core::Task<core::Result<T>>;

}  // namespace

http::Router create_nomenclature_router(NomenclatureService& service) {
    http::Router router;
    router.get("/vat-rates",
               {.access = http::needs(core::Permission::ReceiptsCreate),
                .company = true,
                .summary = "The VAT rates in force on a day, highest first"},
               [&service](const http::Call<VatRateQuery>& call) -> Answer<VatRateList> {
                   co_return co_await service.list_vat_rates(call.query.date);
               });
    router.get("/expense-types",
               {.access = http::needs(core::Permission::ReceiptsCreate),
                .company = true,
                .summary = "What a receipt may have been for, with account and deductible VAT"},
               [&service](const http::Call<ExpenseTypeQuery>& call) -> Answer<ExpenseTypeList> {
                   std::string search;
                   if (call.query.search) {
                       search = call.query.search->value;
                   }
                   co_return co_await service.list_expense_types(search, call.query.limit.value);
               });
    return router;
}

}  // namespace roa2web::data_entry
