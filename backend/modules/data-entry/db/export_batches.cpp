#include "db/export_batches.hpp"

#include <string>
#include <string_view>

#include "core/exceptions.hpp"

#include "db/counters.hpp"

namespace roa2web::data_entry {

namespace {

constexpr std::string_view kCountApproved =
    "SELECT COUNT(*) AS counted FROM receipts WHERE company_id = :company_id "
    "AND status = 'approved'";

constexpr std::string_view kMarkExported =
    "UPDATE receipts SET status = 'exported', batch_id = :batch_id, version = version + 1, "
    "updated_at = :at WHERE company_id = :company_id AND status = 'approved'";

constexpr std::string_view kInsertBatch =
    "INSERT INTO export_batches (id, company_id, created_at, created_by, created_by_name, "
    "receipts, total) SELECT :id, :company_id, :created_at, :created_by, :created_by_name, "
    "COUNT(*), SUM(r.total) FROM receipts r WHERE r.batch_id = :batch_id";

// Entries without a text of their own carry the receipt's.
constexpr std::string_view kFreezeRows =
    "INSERT INTO export_batch_rows (batch_id, position, note, document_date, document_kind, "
    "document_number, supplier_name, supplier_cui, partner_id, debit_account, credit_account, "
    "amount, explanation, receipt_id) "
    "SELECT r.batch_id, ROW_NUMBER() OVER (ORDER BY r.document_date, r.id, e.position), "
    "DENSE_RANK() OVER (ORDER BY r.document_date, r.id), r.document_date, r.kind, "
    "r.document_number, r.supplier_name, r.supplier_cui, e.partner_id, e.debit_account, "
    "e.credit_account, e.amount, COALESCE(e.explanation, r.description), r.id "
    "FROM receipts r JOIN receipt_entries e ON e.receipt_id = r.id WHERE r.batch_id = :batch_id";

constexpr std::string_view kSelectBatches =
    "SELECT b.id, b.company_id, b.created_at, b.created_by, b.created_by_name, b.receipts, "
    "b.total, b.undone_at, b.undone_by_name FROM export_batches b "
    "WHERE b.company_id = :company_id";
constexpr std::string_view kOneBatch = " AND b.id = :batch_id";

constexpr std::string_view kCountBatches =
    "SELECT COUNT(*) AS counted FROM export_batches WHERE company_id = :company_id";

constexpr std::string_view kSelectRows =
    "SELECT note, document_date, document_kind, document_number, supplier_name, supplier_cui, "
    "partner_id, debit_account, credit_account, amount, explanation, receipt_id "
    "FROM export_batch_rows WHERE batch_id = :batch_id ORDER BY position";

constexpr std::string_view kMarkUndone =
    "UPDATE export_batches SET undone_at = :at, undone_by = :user_id, undone_by_name = :username "
    "WHERE id = :batch_id AND undone_at IS NULL";

constexpr std::string_view kReturnToApproved =
    "UPDATE receipts SET status = 'approved', version = version + 1, updated_at = :at "
    "WHERE batch_id = :batch_id";

constexpr std::string_view kLeaveBatch =
    "UPDATE receipts SET batch_id = NULL WHERE batch_id = :batch_id";

struct ReceiptCountRow {
    std::int64_t counted{0};
};
BOOST_DESCRIBE_STRUCT(ReceiptCountRow, (), (counted))

}  // namespace

std::int64_t count_approved(database::Session& session, core::CompanyId company) {
    return session.select_first<ReceiptCountRow>(kCountApproved, {{"company_id", company}})
        .value()
        .counted;
}

StoredBatch insert_batch(database::Session& session,
                         core::CompanyId company,
                         const BatchSeal& seal) {
    // The counter comes first: on PostgreSQL it makes other nodes wait until this batch is whole.
    const BatchId batch{next_number(session, "export_batches")};
    const auto marked = session.execute(
        kMarkExported, {{"batch_id", batch}, {"at", seal.at}, {"company_id", company}});
    if (marked == 0) {
        throw core::UnavailableError("The receipts have just been exported by somebody else");
    }
    session.execute(kInsertBatch,
                    {{"id", batch},
                     {"company_id", company},
                     {"created_at", seal.at},
                     {"created_by", seal.user},
                     {"created_by_name", seal.username},
                     {"batch_id", batch}});
    session.execute(kFreezeRows, {{"batch_id", batch}});
    return find_batch(session, company, batch).value();
}

std::optional<StoredBatch> find_batch(database::Session& session,
                                      core::CompanyId company,
                                      BatchId batch) {
    return session.select_first<StoredBatch>(std::string(kSelectBatches) + std::string(kOneBatch),
                                             {{"company_id", company}, {"batch_id", batch}});
}

std::vector<StoredBatch> select_batches(database::Session& session,
                                        core::CompanyId company,
                                        const BatchQuery& query) {
    return session.select<StoredBatch>(
        session.paged(kSelectBatches, "b.id DESC"),
        {{"company_id", company},
         {"page_size", query.page_size.value},
         {"page_offset", (query.page.value - 1) * query.page_size.value}});
}

std::int64_t count_batches(database::Session& session, core::CompanyId company) {
    return session.select_first<ReceiptCountRow>(kCountBatches, {{"company_id", company}})
        .value()
        .counted;
}

database::Cursor<BatchRow> open_batch_rows(database::Session& session, BatchId batch) {
    return session.open<BatchRow>(kSelectRows, {{"batch_id", batch}});
}

bool mark_undone(database::Session& session, BatchId batch, const BatchSeal& seal) {
    return session.execute(kMarkUndone,
                           {{"at", seal.at},
                            {"user_id", seal.user},
                            {"username", seal.username},
                            {"batch_id", batch}}) == 1;
}

void return_to_approved(database::Session& session, BatchId batch, core::Timestamp at) {
    session.execute(kReturnToApproved, {{"at", at}, {"batch_id", batch}});
}

void leave_batch(database::Session& session, BatchId batch) {
    session.execute(kLeaveBatch, {{"batch_id", batch}});
}

}  // namespace roa2web::data_entry
