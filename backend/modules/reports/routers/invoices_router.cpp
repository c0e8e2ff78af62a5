#include "routers/invoices_router.hpp"

#include "core/result.hpp"
#include "core/task.hpp"

#include "cache/cached.hpp"
#include "schemas/invoices_schemas.hpp"

namespace roa2web::reports {

using core::Result;
using core::Task;

http::Router create_invoices_router(InvoicesService& service, ReportCache& cache) {
    http::Router router;
    router.get(
        "",
        {.access = http::needs(core::Permission::ReportsView),
         .company = true,
         .summary =
             "Invoices to clients or from suppliers, with the totals of the whole selection"},
        cached(cache,
               "invoices",
               [&service](const http::Call<InvoiceQuery>& call) -> Task<Result<InvoicePage>> {
                   co_return co_await service.list_invoices(
                       call.company, call.query, call.request.id);
               }));
    router.get("/{id}",
               {.access = http::needs(core::Permission::ReportsView),
                .company = true,
                .summary = "One invoice with its lines, payments and journal entries"},
               cached(cache,
                      "invoice",
                      [&service](const http::Call<http::NoQuery, http::NoBody, InvoicePath>& call)
                          -> Task<Result<InvoiceDetail>> {
                          co_return co_await service.find_invoice(call.company, call.path.id);
                      }));
    return router;
}

}  // namespace roa2web::reports
