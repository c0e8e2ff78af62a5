// The table `receipts` and what belongs to a receipt: VAT groups, lines, entries.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/money.hpp"
#include "database/session.hpp"

#include "db/attachments.hpp"
#include "schemas/receipts_schemas.hpp"

namespace roa2web::data_entry {

/// The row of a receipt beside what people enter.
struct ReceiptState {
    ReceiptId id;
    std::int64_t version{1};
    ReceiptStatus status{ReceiptStatus::Draft};
    bool entries_edited{false};
    core::UserId created_by;
    std::string created_by_name;
    core::Timestamp created_at;
    core::Timestamp updated_at;
    std::optional<std::string> reject_reason;
    std::optional<core::UserId> approved_by;
    std::optional<std::string> approved_by_name;
    std::optional<std::int64_t> batch_id;
};
BOOST_DESCRIBE_STRUCT(ReceiptState,
                      (),
                      (id,
                       version,
                       status,
                       entries_edited,
                       created_by,
                       created_by_name,
                       created_at,
                       updated_at,
                       reject_reason,
                       approved_by,
                       approved_by_name,
                       batch_id))

/// A receipt as a whole.
struct StoredReceipt {
    ReceiptState state;
    ReceiptFields fields;
    std::vector<ReceiptEntry> entries;  // empty until they are edited or submitted
    /// Another receipt of the company, not a rejected one, with the same duplicate key.
    std::optional<ReceiptId> duplicate_of;
    std::vector<StoredAttachment> attachments;  // in the order in which they were added
    /// Other receipts of the company, not rejected ones, with the same picture or one that looks
    /// like it.
    std::optional<ReceiptId> same_picture_as;
    std::optional<ReceiptId> similar_picture_as;
};

/// Columns that follow from the fields; services/receipt_changes.hpp makes them.
struct ReceiptKeys {
    std::optional<std::string> supplier_key;
    std::string supplier_folded;
    std::optional<std::string> duplicate_key;
    std::string search_text;
};

/// The receipts of a company with these ids, in the order of their ids; missing ones are left out.
/// Throws core::DatabaseError.
[[nodiscard]] std::vector<StoredReceipt> find_receipts(database::Session& session,
                                                       core::CompanyId company,
                                                       const std::vector<ReceiptId>& ids);

/// The first receipt with this key, other than `own` and not rejected. Throws core::DatabaseError.
[[nodiscard]] std::optional<ReceiptId> find_duplicate(
    database::Session& session,
    core::CompanyId company,
    const std::optional<std::string>& duplicate_key,
    ReceiptId own);

/// Adds a receipt; its id and version are set by the caller. Throws core::DatabaseError.
void insert_receipt(database::Session& session,
                    core::CompanyId company,
                    const StoredReceipt& receipt,
                    const ReceiptKeys& keys,
                    const std::vector<ReceiptProblem>& problems);

/// Puts a receipt, whose version is already the new one, over version `seen`. False when the store
/// has another version: nothing is changed then. Throws core::DatabaseError.
[[nodiscard]] bool update_receipt(database::Session& session,
                                  core::CompanyId company,
                                  std::int64_t seen,
                                  const StoredReceipt& receipt,
                                  const ReceiptKeys& keys,
                                  const std::vector<ReceiptProblem>& problems);

/// Removes version `seen` of a receipt. False when the store has another. Throws
/// core::DatabaseError.
[[nodiscard]] bool delete_receipt(database::Session& session,
                                  core::CompanyId company,
                                  ReceiptId id,
                                  std::int64_t seen);

}  // namespace roa2web::data_entry
