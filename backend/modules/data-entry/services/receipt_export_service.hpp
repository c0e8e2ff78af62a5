#pragma once

#include <functional>
#include <string_view>

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "logging/logger.hpp"

#include "db/receipts_store.hpp"
#include "export/temporary_file.hpp"
#include "schemas/export_schemas.hpp"
#include "services/note_writer.hpp"
#include "services/receipt_permissions.hpp"

namespace roa2web::data_entry {

/// Who waits for a file.
struct NoteRequest {
    core::CompanyId company;
    NoteFormat format{NoteFormat::Xlsx};
    std::function<bool()> client_has_gone;  // may be empty
};

/// Approved receipts on their way to ROA: each goes there once, in a batch that can be downloaded
/// again and undone as a whole (docs/decisions/0062-export-batches.md).
///
/// Everything throws core::UnavailableError while the store is not open, and core::DatabaseError.
class ReceiptExportService {
  public:
    /// What it refers to must live longer.
    ReceiptExportService(const ReceiptsStore& store,
                         core::BlockingPool& pool,
                         const core::Clock& clock,
                         exports::TemporaryFolder folder)
        : store_(store), pool_(pool), clock_(clock), folder_(std::move(folder)) {}

    /// Makes a batch of all approved receipts of the company, in one transaction with its file:
    /// where the file cannot be made, or nobody waits for it any more, nothing is exported. Errors:
    /// Conflict when no receipt is approved, Unavailable when the client has gone. Throws
    /// core::UnavailableError also when the disk is full.
    core::Task<core::Result<NoteFile>> export_approved(NoteRequest request, Actor actor);

    /// The batches of the company, the newest first.
    core::Task<core::Result<ExportBatchPage>> list(core::CompanyId company, BatchQuery query);

    /// The file of a batch once more. Errors: NotFound, Conflict when the batch is undone,
    /// Unavailable when the client has gone.
    core::Task<core::Result<NoteFile>> make_file(NoteRequest request, BatchId id);

    /// Makes the receipts of a batch approved ones again. Errors: NotFound, Conflict the second
    /// time.
    core::Task<core::Result<ExportBatch>> undo(core::CompanyId company, BatchId id, Actor actor);

  private:
    const ReceiptsStore& store_;
    core::BlockingPool& pool_;
    const core::Clock& clock_;
    exports::TemporaryFolder folder_;
    logging::Logger log_{"DATA-ENTRY"};
};

}  // namespace roa2web::data_entry
