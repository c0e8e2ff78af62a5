// The history of receipts. Rows are only ever added: no statement here, or anywhere, changes or
// removes one (a test looks).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "core/ids.hpp"
#include "database/session.hpp"

#include "schemas/export_schemas.hpp"
#include "schemas/receipts_schemas.hpp"

namespace roa2web::data_entry {

/// What is written of one change. The id comes from the counter.
struct NewHistoryEntry {
    core::CompanyId company;
    ReceiptId receipt;
    core::UserId owner;  // who created the receipt: says who may read on after it was deleted
    core::Timestamp at;
    core::UserId user;
    std::string_view username;
    std::string_view address;
    std::string_view action;
    std::int64_t version{0};  // that the change made
    std::vector<FieldChange> changes;
};

/// Appends one change; call it in the transaction that makes the change. Throws
/// core::DatabaseError.
void append_history(database::Session& session, const NewHistoryEntry& entry);

/// The same change of all receipts of an export batch, whose versions are already the new ones.
struct BatchHistory {
    BatchId batch;
    std::int64_t receipts{0};  // that the batch has
    core::Timestamp at;
    core::UserId user;
    std::string_view username;
    std::string_view address;
    std::string_view action;
    std::vector<FieldChange> changes;
};

/// Appends it for each of them, in one statement; call it in the transaction that makes the change.
/// Throws core::DatabaseError.
void append_batch_history(database::Session& session, const BatchHistory& entry);

struct StoredHistory {
    core::UserId owner;
    std::vector<HistoryEntry> entries;  // oldest first
};

/// The history of a receipt, also of one that was deleted; nothing for one that never was. Throws
/// core::DatabaseError.
[[nodiscard]] std::optional<StoredHistory> find_history(database::Session& session,
                                                        core::CompanyId company,
                                                        ReceiptId receipt);

}  // namespace roa2web::data_entry
