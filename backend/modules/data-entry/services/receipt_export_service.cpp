#include "services/receipt_export_service.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/enum_names.hpp"
#include "core/exceptions.hpp"

#include "db/export_batches.hpp"
#include "db/receipt_history.hpp"

namespace roa2web::data_entry {

namespace {

using core::Result;
using core::Task;

core::Error make_batch_not_found_error() {
    return {.code = core::ErrorCode::NotFound,
            .message = "There is no such export batch in this company",
            .id = "batch_not_found",
            .retry_after = {},
            .fields = {}};
}

core::Error make_undone_error(const StoredBatch& batch) {
    return {.code = core::ErrorCode::Conflict,
            .message = "Batch " + std::to_string(batch.id.value) + " was undone by " +
                       batch.undone_by_name.value_or("an administrator") +
                       "; its receipts are not in it any more",
            .id = "batch_undone",
            .retry_after = {},
            .fields = {}};
}

core::Error make_cancelled_error() {
    return {.code = core::ErrorCode::Unavailable,
            .message = "The export was cancelled",
            .id = "cancelled",
            .retry_after = {},
            .fields = {}};
}

ExportBatch to_batch(StoredBatch batch) {
    return {.id = batch.id,
            .created_at = core::format_timestamp(batch.created_at),
            .created_by = batch.created_by,
            .created_by_name = std::move(batch.created_by_name),
            .receipts = batch.receipts,
            .total = batch.total,
            .undone_at = batch.undone_at ? std::optional(core::format_timestamp(*batch.undone_at))
                                         : std::nullopt,
            .undone_by_name = std::move(batch.undone_by_name)};
}

/// Tells the history of each receipt of a batch which way it went.
void append_to_histories(database::Session& session,
                         const StoredBatch& batch,
                         const Actor& actor,
                         core::Timestamp at,
                         bool undone) {
    const std::string number = std::to_string(batch.id.value);
    const std::string approved(core::enum_name(ReceiptStatus::Approved));
    const std::string exported(core::enum_name(ReceiptStatus::Exported));
    std::vector<FieldChange> changes;
    changes.push_back({.field = "status",
                       .before = undone ? exported : approved,
                       .after = undone ? approved : exported});
    changes.push_back({.field = "batch_id",
                       .before = undone ? std::optional(number) : std::nullopt,
                       .after = undone ? std::nullopt : std::optional(number)});
    append_batch_history(session,
                         {.batch = batch.id,
                          .receipts = batch.receipts,
                          .at = at,
                          .user = actor.user,
                          .username = actor.username,
                          .address = actor.address,
                          .action = undone ? "export_undone" : "exported",
                          .changes = std::move(changes)});
}

}  // namespace

Task<Result<NoteFile>> ReceiptExportService::export_approved(NoteRequest request, Actor actor) {
    co_await pool_.schedule();
    StoredBatch batch;
    const auto work = [&](database::Session& session) -> Result<NoteFile> {
        if (count_approved(session, request.company) == 0) {
            return core::fail(core::ErrorCode::Conflict,
                              "There is no approved receipt to export",
                              "nothing_to_export");
        }
        const BatchSeal seal{.user = actor.user, .username = actor.username, .at = clock_.now()};
        batch = insert_batch(session, request.company, seal);
        append_to_histories(session, batch, actor, seal.at, false);
        return write_notes(session, batch, request.format, folder_, request.client_has_gone);
    };
    try {
        auto file = store_.get().write(work);
        if (file) {
            log_.info("receipts exported",
                      {{"company", request.company.value},
                       {"batch", batch.id.value},
                       {"receipts", batch.receipts},
                       {"by", actor.username}});
        }
        co_return file;
    } catch (const core::CancelledError&) {
        log_.info("export of receipts cancelled: its client has gone",
                  {{"company", request.company.value}});
    }
    co_return tl::unexpected(make_cancelled_error());
}

Task<Result<ExportBatchPage>> ReceiptExportService::list(core::CompanyId company,
                                                         BatchQuery query) {
    co_await pool_.schedule();
    co_return store_.get().read([&](database::Session& session) -> Result<ExportBatchPage> {
        ExportBatchPage page{.items = {},
                             .total = count_batches(session, company),
                             .page = query.page.value,
                             .page_size = query.page_size.value};
        for (auto& batch : select_batches(session, company, query)) {
            page.items.push_back(to_batch(std::move(batch)));
        }
        return page;
    });
}

Task<Result<NoteFile>> ReceiptExportService::make_file(NoteRequest request, BatchId id) {
    co_await pool_.schedule();
    const auto work = [&](database::Session& session) -> Result<NoteFile> {
        const auto batch = find_batch(session, request.company, id);
        if (!batch) {
            return tl::unexpected(make_batch_not_found_error());
        }
        if (batch->undone_at) {
            return tl::unexpected(make_undone_error(*batch));
        }
        return write_notes(session, *batch, request.format, folder_, request.client_has_gone);
    };
    try {
        co_return store_.get().read(work);
    } catch (const core::CancelledError&) {
        log_.info("download of a batch cancelled: its client has gone", {{"batch", id.value}});
    }
    co_return tl::unexpected(make_cancelled_error());
}

Task<Result<ExportBatch>> ReceiptExportService::undo(core::CompanyId company,
                                                     BatchId id,
                                                     Actor actor) {
    co_await pool_.schedule();
    auto undone = store_.get().write([&](database::Session& session) -> Result<ExportBatch> {
        auto batch = find_batch(session, company, id);
        if (!batch) {
            return tl::unexpected(make_batch_not_found_error());
        }
        const core::Timestamp now = clock_.now();
        const BatchSeal seal{.user = actor.user, .username = actor.username, .at = now};
        if (batch->undone_at || !mark_undone(session, id, seal)) {
            return tl::unexpected(make_undone_error(*batch));
        }
        return_to_approved(session, id, now);
        append_to_histories(session, *batch, actor, now, true);
        leave_batch(session, id);
        batch->undone_at = now;
        batch->undone_by_name = actor.username;
        return to_batch(std::move(*batch));
    });
    if (undone) {
        log_.info("export of receipts undone",
                  {{"company", company.value},
                   {"batch", id.value},
                   {"receipts", undone->receipts},
                   {"by", actor.username}});
    }
    co_return undone;
}

}  // namespace roa2web::data_entry
