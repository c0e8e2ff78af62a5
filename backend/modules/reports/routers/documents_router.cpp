#include "routers/documents_router.hpp"

#include "core/result.hpp"
#include "core/task.hpp"

#include "cache/cached.hpp"
#include "schemas/documents_schemas.hpp"

namespace roa2web::reports {

using core::Result;
using core::Task;

http::Router create_documents_router(DocumentsService& service, ReportCache& cache) {
    http::Router router;
    router.get("/{id}",
               {.access = http::needs(core::Permission::ReportsView),
                .company = true,
                .summary = "One accounting note with all its lines"},
               cached(cache,
                      "document",
                      [&service](const http::Call<http::NoQuery, http::NoBody, DocumentPath>& call)
                          -> Task<Result<AccountingNote>> {
                          co_return co_await service.find_note(call.company, call.path.id.value);
                      }));
    return router;
}

}  // namespace roa2web::reports
