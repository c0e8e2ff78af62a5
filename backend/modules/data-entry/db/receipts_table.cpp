#include "db/receipts_table.hpp"

#include <string_view>
#include <utility>

#include "json/writer.hpp"

#include "db/receipt_parts.hpp"
#include "db/value_list.hpp"

namespace roa2web::data_entry {

namespace {

constexpr std::string_view kSelect =
    "SELECT r.id, r.version, r.status, r.entries_edited, r.created_by, r.created_by_name, "
    "r.created_at, r.updated_at, r.reject_reason, r.approved_by, r.approved_by_name, r.batch_id, "
    "r.kind, r.document_number, r.document_date, r.document_time, r.supplier_name, "
    "r.supplier_cui, r.total, r.payment_method, r.cash_amount, r.cash_register, r.expense_type, "
    "r.description, "
    "(SELECT MIN(other.id) FROM receipts other WHERE other.company_id = r.company_id "
    "AND other.duplicate_key = r.duplicate_key AND other.id <> r.id "
    "AND other.status <> 'rejected') AS duplicate_of "
    "FROM receipts r WHERE r.company_id = :company_id AND r.id IN ";
constexpr std::string_view kById = " ORDER BY r.id";

constexpr std::string_view kFindDuplicate =
    "SELECT id FROM receipts WHERE company_id = :company_id AND duplicate_key = :duplicate_key "
    "AND id <> :own_id AND status <> 'rejected' ORDER BY id";

constexpr std::string_view kInsert =
    "INSERT INTO receipts (id, company_id, version, status, entries_edited, created_by, "
    "created_by_name, created_at, updated_at, reject_reason, approved_by, approved_by_name, "
    "batch_id, kind, document_number, document_date, document_time, supplier_name, supplier_cui, "
    "total, payment_method, cash_amount, cash_register, expense_type, description, supplier_key, "
    "supplier_folded, duplicate_key, search_text, problems, to_check) "
    "VALUES (:id, :company_id, :version, :status, :entries_edited, :created_by, "
    ":created_by_name, :created_at, :updated_at, :reject_reason, :approved_by, "
    ":approved_by_name, :batch_id, :kind, :document_number, :document_date, :document_time, "
    ":supplier_name, :supplier_cui, :total, :payment_method, :cash_amount, :cash_register, "
    ":expense_type, :description, :supplier_key, :supplier_folded, :duplicate_key, :search_text, "
    ":problems, :to_check)";

// Who created a receipt, and when, never changes.
constexpr std::string_view kUpdate =
    "UPDATE receipts SET version = :version, status = :status, entries_edited = :entries_edited, "
    "updated_at = :updated_at, reject_reason = :reject_reason, approved_by = :approved_by, "
    "approved_by_name = :approved_by_name, batch_id = :batch_id, kind = :kind, "
    "document_number = :document_number, document_date = :document_date, "
    "document_time = :document_time, supplier_name = :supplier_name, "
    "supplier_cui = :supplier_cui, total = :total, payment_method = :payment_method, "
    "cash_amount = :cash_amount, cash_register = :cash_register, expense_type = :expense_type, "
    "description = :description, supplier_key = :supplier_key, "
    "supplier_folded = :supplier_folded, duplicate_key = :duplicate_key, "
    "search_text = :search_text, problems = :problems, to_check = :to_check "
    "WHERE id = :id AND company_id = :company_id AND version = :seen";

constexpr std::string_view kDelete =
    "DELETE FROM receipts WHERE id = :id AND company_id = :company_id AND version = :seen";

struct FullRow : ReceiptState {
    std::optional<ReceiptKind> kind;
    std::optional<std::string> number;
    std::optional<core::Date> date;
    std::optional<std::string> time;
    std::optional<std::string> supplier_name;
    std::optional<std::string> supplier_cui;
    std::optional<core::Money> total;
    std::optional<PaymentMethod> payment_method;
    std::optional<core::Money> cash_amount;
    std::optional<std::string> cash_register;
    std::optional<std::string> expense_type;
    std::optional<std::string> description;
    std::optional<ReceiptId> duplicate_of;
};
BOOST_DESCRIBE_STRUCT(FullRow,
                      (ReceiptState),
                      (kind,
                       number,
                       date,
                       time,
                       supplier_name,
                       supplier_cui,
                       total,
                       payment_method,
                       cash_amount,
                       cash_register,
                       expense_type,
                       description,
                       duplicate_of))

struct IdRow {
    ReceiptId id;
};
BOOST_DESCRIBE_STRUCT(IdRow, (), (id))

template <class Text>
void put_text(std::optional<Text>& target, std::optional<std::string> value) {
    if (value) {
        target.emplace(Text{std::move(*value)});
    }
}

template <class Text>
std::optional<std::string> string_of(const std::optional<Text>& text) {
    return text ? std::optional(text->value) : std::nullopt;
}

StoredReceipt to_receipt(FullRow row) {
    StoredReceipt receipt;
    ReceiptFields& fields = receipt.fields;
    fields.kind = row.kind;
    put_text(fields.number, std::move(row.number));
    fields.date = row.date;
    put_text(fields.time, std::move(row.time));
    put_text(fields.supplier_name, std::move(row.supplier_name));
    put_text(fields.supplier_cui, std::move(row.supplier_cui));
    fields.total = row.total;
    fields.payment_method = row.payment_method;
    fields.cash_amount = row.cash_amount;
    put_text(fields.cash_register, std::move(row.cash_register));
    put_text(fields.expense_type, std::move(row.expense_type));
    put_text(fields.description, std::move(row.description));
    receipt.duplicate_of = row.duplicate_of;
    receipt.state = std::move(static_cast<ReceiptState&>(row));
    return receipt;
}

database::Parameters common_parameters(core::CompanyId company,
                                       const StoredReceipt& receipt,
                                       const ReceiptKeys& keys,
                                       const std::vector<ReceiptProblem>& problems) {
    const ReceiptState& state = receipt.state;
    const ReceiptFields& fields = receipt.fields;
    return {{"id", state.id},
            {"company_id", company},
            {"version", state.version},
            {"status", state.status},
            {"entries_edited", state.entries_edited},
            {"updated_at", state.updated_at},
            {"reject_reason", state.reject_reason},
            {"approved_by", state.approved_by},
            {"approved_by_name", state.approved_by_name},
            {"batch_id", state.batch_id},
            {"kind", fields.kind},
            {"document_number", string_of(fields.number)},
            {"document_date", fields.date},
            {"document_time", string_of(fields.time)},
            {"supplier_name", string_of(fields.supplier_name)},
            {"supplier_cui", string_of(fields.supplier_cui)},
            {"total", fields.total},
            {"payment_method", fields.payment_method},
            {"cash_amount", fields.cash_amount},
            {"cash_register", string_of(fields.cash_register)},
            {"expense_type", string_of(fields.expense_type)},
            {"description", string_of(fields.description)},
            {"supplier_key", keys.supplier_key},
            {"supplier_folded", keys.supplier_folded},
            {"duplicate_key", keys.duplicate_key},
            {"search_text", keys.search_text},
            {"problems", json::to_json(problems)},
            {"to_check", !problems.empty()}};
}

}  // namespace

std::vector<StoredReceipt> find_receipts(database::Session& session,
                                         core::CompanyId company,
                                         const std::vector<ReceiptId>& ids) {
    std::vector<StoredReceipt> receipts;
    if (ids.empty()) {
        return receipts;
    }
    database::Parameters parameters{{"company_id", company}};
    std::string sql(kSelect);
    sql += make_value_list("id", ids, parameters);
    sql += kById;
    session.for_each<FullRow>(sql, parameters, [&receipts](FullRow&& row) {
        receipts.push_back(to_receipt(std::move(row)));
        return true;
    });
    load_parts(session, receipts);
    load_attachments(session, company, receipts);
    return receipts;
}

std::optional<ReceiptId> find_duplicate(database::Session& session,
                                        core::CompanyId company,
                                        const std::optional<std::string>& duplicate_key,
                                        ReceiptId own) {
    if (!duplicate_key) {
        return std::nullopt;
    }
    const auto row = session.select_first<IdRow>(
        kFindDuplicate,
        {{"company_id", company}, {"duplicate_key", *duplicate_key}, {"own_id", own}});
    return row ? std::optional(row->id) : std::nullopt;
}

void insert_receipt(database::Session& session,
                    core::CompanyId company,
                    const StoredReceipt& receipt,
                    const ReceiptKeys& keys,
                    const std::vector<ReceiptProblem>& problems) {
    auto parameters = common_parameters(company, receipt, keys, problems);
    parameters.emplace_back("created_by", receipt.state.created_by);
    parameters.emplace_back("created_by_name", receipt.state.created_by_name);
    parameters.emplace_back("created_at", receipt.state.created_at);
    session.execute(kInsert, parameters);
    replace_parts(session, receipt);
}

bool update_receipt(database::Session& session,
                    core::CompanyId company,
                    std::int64_t seen,
                    const StoredReceipt& receipt,
                    const ReceiptKeys& keys,
                    const std::vector<ReceiptProblem>& problems) {
    auto parameters = common_parameters(company, receipt, keys, problems);
    parameters.emplace_back("seen", seen);
    if (session.execute(kUpdate, parameters) != 1) {
        return false;
    }
    replace_parts(session, receipt);
    return true;
}

bool delete_receipt(database::Session& session,
                    core::CompanyId company,
                    ReceiptId id,
                    std::int64_t seen) {
    return session.execute(kDelete, {{"id", id}, {"company_id", company}, {"seen", seen}}) == 1;
}

}  // namespace roa2web::data_entry
