// A batch as a file for ROA. The columns are described in docs/roa-import.md.
#pragma once

#include <functional>
#include <string>

#include "core/ids.hpp"
#include "database/session.hpp"

#include "db/export_batches.hpp"
#include "export/temporary_file.hpp"
#include "schemas/export_schemas.hpp"

namespace roa2web::data_entry {

/// A file that exists as long as this does.
struct NoteFile {
    exports::TemporaryFile file;
    std::string name;  // "note-contabile-lot-7.xlsx"
    NoteFormat format{NoteFormat::Xlsx};
};

/// Writes the frozen rows of a batch, one by one; the same batch always gives the same bytes.
/// Throws core::UnavailableError (disk full), core::CancelledError, core::DatabaseError.
[[nodiscard]] NoteFile write_notes(database::Session& session,
                                   const StoredBatch& batch,
                                   NoteFormat format,
                                   const exports::TemporaryFolder& folder,
                                   const std::function<bool()>& client_has_gone);

}  // namespace roa2web::data_entry
