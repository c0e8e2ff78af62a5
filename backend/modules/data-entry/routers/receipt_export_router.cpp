#include "routers/receipt_export_router.hpp"

#include <memory>
#include <string>
#include <utility>

#include "core/permissions.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "http/file_response.hpp"

#include "export/table_writer.hpp"
#include "routers/actor.hpp"
#include "schemas/export_schemas.hpp"

namespace roa2web::data_entry {

namespace {

using core::Permission;
using core::Result;
using core::Task;

http::RouteOptions of_batches(Permission permission, std::string summary) {
    return {.access = http::needs(permission), .company = true, .summary = std::move(summary)};
}

http::RouteOptions of_files(std::string summary, std::string conflict) {
    auto options = of_batches(Permission::ReceiptsApprove, std::move(summary));
    options.conflict = std::move(conflict);
    options.media_types = {std::string(exports::kXlsxContentType),
                           std::string(exports::kCsvContentType)};
    return options;
}

/// The file is removed when its answer ends.
http::Response answer_file(NoteFile file, core::BlockingPool& pool) {
    const auto made = std::make_shared<const NoteFile>(std::move(file));
    const auto type =
        made->format == NoteFormat::Csv ? exports::kCsvContentType : exports::kXlsxContentType;
    return http::file_response({made->file.path(), made->name, std::string(type), made}, pool);
}

template <class Call>
NoteRequest request_of(const Call& call) {
    return {.company = call.company,
            .format = call.query.format.value,
            .client_has_gone = call.request.client_has_gone};
}

}  // namespace

http::Router create_receipt_export_router(ReceiptExportService& service,
                                          core::BlockingPool& file_pool) {
    http::Router router;
    router.get(
        "/export",
        of_files(
            "All approved receipts as accounting notes for ROA, XLSX or CSV; makes a batch and "
            "marks them exported",
            "Asked for with HEAD"),
        [&service,
         &file_pool](const http::Call<ExportQuery>& call) -> Task<Result<http::Response>> {
            // HEAD goes where GET goes, and its file would reach nobody.
            if (call.request.method == http::Method::Head) {
                co_return core::fail(core::ErrorCode::Conflict,
                                     "An export marks receipts as exported: ask for it with GET",
                                     "export_needs_get");
            }
            auto request = request_of(call);
            auto actor = actor_of(call);
            auto file = co_await service.export_approved(std::move(request), std::move(actor));
            if (!file) {
                co_return tl::unexpected(std::move(file.error()));
            }
            co_return answer_file(std::move(*file), file_pool);
        });
    router.get("/export-batches",
               of_batches(Permission::ReceiptsApprove, "What was exported, the newest batch first"),
               [&service](const http::Call<BatchQuery>& call) -> Task<Result<ExportBatchPage>> {
                   return service.list(call.company, call.query);
               });
    router.get("/export-batches/{id}/file",
               of_files("The file of a batch once more", "The batch was undone"),
               [&service, &file_pool](const http::Call<ExportQuery, http::NoBody, BatchPath>& call)
                   -> Task<Result<http::Response>> {
                   auto request = request_of(call);
                   auto file = co_await service.make_file(std::move(request), call.path.id);
                   if (!file) {
                       co_return tl::unexpected(std::move(file.error()));
                   }
                   co_return answer_file(std::move(*file), file_pool);
               });
    router.post("/export-batches/{id}/undo",
                of_batches(Permission::SystemView,
                           "Makes the receipts of a batch approved ones again, once"),
                [&service](const http::Call<http::NoQuery, http::NoBody, BatchPath>& call)
                    -> Task<Result<ExportBatch>> {
                    return service.undo(call.company, call.path.id, actor_of(call));
                });
    return router;
}

}  // namespace roa2web::data_entry
