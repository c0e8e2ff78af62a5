// Batches of receipts that went to ROA, and the rows that went there.
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

#include "schemas/export_schemas.hpp"
#include "schemas/receipts_schemas.hpp"

namespace roa2web::data_entry {

struct StoredBatch {
    BatchId id;
    core::CompanyId company;
    core::Timestamp created_at;
    core::UserId created_by;
    std::string created_by_name;
    std::int64_t receipts{0};
    core::Money total;
    std::optional<core::Timestamp> undone_at;
    std::optional<std::string> undone_by_name;
};
BOOST_DESCRIBE_STRUCT(StoredBatch,
                      (),
                      (id,
                       company,
                       created_at,
                       created_by,
                       created_by_name,
                       receipts,
                       total,
                       undone_at,
                       undone_by_name))

/// One line of an accounting note, as it was exported.
struct BatchRow {
    std::int64_t note{0};  // of the batch, from 1: the lines of one receipt
    std::optional<core::Date> date;
    std::optional<std::string> kind;
    std::optional<std::string> number;
    std::optional<std::string> supplier_name;
    std::optional<std::string> supplier_cui;
    std::optional<core::PartnerId> partner_id;
    std::string debit_account;
    std::string credit_account;
    core::Money amount;
    std::optional<std::string> explanation;
    ReceiptId receipt_id;
};
BOOST_DESCRIBE_STRUCT(BatchRow,
                      (),
                      (note,
                       date,
                       kind,
                       number,
                       supplier_name,
                       supplier_cui,
                       partner_id,
                       debit_account,
                       credit_account,
                       amount,
                       explanation,
                       receipt_id))

/// Who does something with a batch, and when.
struct BatchSeal {
    core::UserId user;
    std::string username;
    core::Timestamp at;
};

/// How many receipts wait to be exported. Throws core::DatabaseError.
[[nodiscard]] std::int64_t count_approved(database::Session& session, core::CompanyId company);

/// Makes all approved receipts of the company exported ones, freezes their entries as rows of a
/// new batch, and answers it. Call it in a write transaction, when there are some; throws
/// core::UnavailableError when another node was faster, core::DatabaseError.
[[nodiscard]] StoredBatch insert_batch(database::Session& session,
                                       core::CompanyId company,
                                       const BatchSeal& seal);

/// Throws core::DatabaseError.
[[nodiscard]] std::optional<StoredBatch> find_batch(database::Session& session,
                                                    core::CompanyId company,
                                                    BatchId batch);

/// A page of the batches, the newest first. Throws core::DatabaseError.
[[nodiscard]] std::vector<StoredBatch> select_batches(database::Session& session,
                                                      core::CompanyId company,
                                                      const BatchQuery& query);

/// Throws core::DatabaseError.
[[nodiscard]] std::int64_t count_batches(database::Session& session, core::CompanyId company);

/// The rows of a batch in their order, to be pulled one by one. Throws core::DatabaseError.
[[nodiscard]] database::Cursor<BatchRow> open_batch_rows(database::Session& session, BatchId batch);

/// Marks a batch as undone; false when it is already. Throws core::DatabaseError.
[[nodiscard]] bool mark_undone(database::Session& session, BatchId batch, const BatchSeal& seal);

/// Makes the receipts of a batch approved ones again, each in a new version; they keep its number
/// until leave_batch. Throws core::DatabaseError.
void return_to_approved(database::Session& session, BatchId batch, core::Timestamp at);

/// Throws core::DatabaseError.
void leave_batch(database::Session& session, BatchId batch);

}  // namespace roa2web::data_entry
