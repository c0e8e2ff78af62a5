#include "services/receipt_views.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "core/exceptions.hpp"
#include "json/reader.hpp"
#include "json/writer.hpp"

#include "services/accounting_proposal.hpp"
#include "services/receipt_rules.hpp"
#include "services/tax_number.hpp"

namespace roa2web::data_entry {

namespace {

struct ProblemList {
    std::vector<ReceiptProblem> problems;
};
BOOST_DESCRIBE_STRUCT(ProblemList, (), (problems))

std::vector<ReceiptProblem> read_problems(const std::string& json) {
    auto list = json::read_body<ProblemList>(R"({"problems":)" + json + "}");
    if (!list) {
        throw core::DatabaseError("a receipt holds problems that cannot be read");
    }
    return std::move(list->problems);
}

bool is_open(ReceiptStatus status) {
    return status == ReceiptStatus::Draft || status == ReceiptStatus::Pending;
}

std::optional<SupplierFacts> find_supplier(const ReceiptFields& fields, const ErpFacts* facts) {
    if (facts == nullptr || !fields.supplier_cui) {
        return std::nullopt;
    }
    const auto found = facts->suppliers.find(tax_number_key(fields.supplier_cui->value));
    return found == facts->suppliers.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

std::vector<ReceiptProblem> find_own_problems(const StoredReceipt& receipt,
                                              const RuleBook& rules,
                                              core::Date today) {
    auto problems = check_fields(receipt.fields, rules, today);
    if (!receipt.entries.empty()) {
        for (auto& problem : check_entries(receipt.entries, receipt.fields.total)) {
            problems.push_back(std::move(problem));
        }
    }
    return problems;
}

std::vector<ReceiptEntry> entries_of(const StoredReceipt& receipt,
                                     const RuleBook& rules,
                                     const ErpFacts* facts) {
    if (receipt.state.entries_edited || !is_open(receipt.state.status)) {
        return receipt.entries;
    }
    return propose_entries(receipt.fields, rules, find_supplier(receipt.fields, facts));
}

ErpNeeds make_needs(const std::vector<StoredReceipt>& receipts, const RuleBook& rules) {
    ErpNeeds needs;
    needs.credit_account = rules.account_of(AccountRole::Credit);
    for (const auto& receipt : receipts) {
        if (receipt.fields.supplier_cui) {
            needs.supplier_keys.insert(tax_number_key(receipt.fields.supplier_cui->value));
        }
        for (const auto& entry : entries_of(receipt, rules, nullptr)) {
            needs.accounts.insert(entry.debit_account.value);
            needs.accounts.insert(entry.credit_account.value);
        }
    }
    return needs;
}

Receipt make_receipt(const StoredReceipt& receipt,
                     const RuleBook& rules,
                     core::Date today,
                     const Viewer& viewer) {
    const ReceiptState& state = receipt.state;
    Receipt view;
    static_cast<ReceiptFields&>(view) = receipt.fields;
    view.id = state.id;
    view.version = state.version;
    view.status = state.status;
    view.created_by = state.created_by;
    view.created_by_name = state.created_by_name;
    view.created_at = core::format_timestamp(state.created_at);
    view.updated_at = core::format_timestamp(state.updated_at);
    view.reject_reason = state.reject_reason;
    view.approved_by_name = state.approved_by_name;
    view.batch_id = state.batch_id;
    view.problems = find_own_problems(receipt, rules, today);
    if (receipt.duplicate_of) {
        view.problems.push_back(make_duplicate_problem(*receipt.duplicate_of));
    }
    add_picture_problems(receipt, view.problems);
    for (const auto& attachment : receipt.attachments) {
        view.attachments.push_back(make_attachment(attachment));
    }
    view.actions = viewer.permissions.allowed_actions(state.status, viewer.actor, state.created_by);
    return view;
}

ReceiptRow make_row(ReceiptListRow row, const Viewer& viewer) {
    ReceiptRow view;
    view.id = row.id;
    view.version = row.version;
    view.status = row.status;
    view.kind = row.kind;
    view.number = std::move(row.number);
    view.date = row.date;
    view.supplier_name = std::move(row.supplier_name);
    view.supplier_cui = std::move(row.supplier_cui);
    view.total = row.total;
    view.payment_method = row.payment_method;
    view.expense_type = std::move(row.expense_type);
    view.created_by = row.created_by;
    view.created_by_name = std::move(row.created_by_name);
    view.created_at = core::format_timestamp(row.created_at);
    view.attachment_id = row.attachment_id;
    view.problems = read_problems(row.problems);
    if (row.duplicate_of) {
        view.problems.push_back(make_duplicate_problem(*row.duplicate_of));
    }
    view.actions = viewer.permissions.allowed_actions(row.status, viewer.actor, row.created_by);
    return view;
}

ReceiptAttachment make_attachment(const StoredAttachment& attachment) {
    return {.id = attachment.id,
            .file_name = attachment.file_name,
            .media_type = attachment.media_type,
            .size_bytes = attachment.size_bytes,
            .width = attachment.width,
            .height = attachment.height,
            .pages = attachment.pages,
            .content_hash = attachment.content_hash,
            .created_at = core::format_timestamp(attachment.created_at)};
}

ToCheckRow make_to_check_row(ToCheckEntry entry) {
    ToCheckRow row{.id = entry.id,
                   .version = entry.version,
                   .created_at = core::format_timestamp(entry.created_at),
                   .attachment_id = entry.attachment_id,
                   .file_name = std::move(entry.file_name),
                   .supplier_name = std::move(entry.supplier_name),
                   .supplier_cui = std::move(entry.supplier_cui),
                   .number = std::move(entry.number),
                   .date = entry.date,
                   .total = entry.total,
                   .missing = {},
                   .doubtful = {}};
    for (auto& problem : read_problems(entry.problems)) {
        auto& fields = problem.code == kRequiredCode ? row.missing : row.doubtful;
        if (std::find(fields.begin(), fields.end(), problem.field) == fields.end()) {
            fields.push_back(std::move(problem.field));
        }
    }
    return row;
}

core::Error make_not_found_error() {
    return {.code = core::ErrorCode::NotFound,
            .message = "This company has no such receipt",
            .id = "receipt_not_found",
            .retry_after = {},
            .fields = {}};
}

core::Error make_version_error(const Receipt& current) {
    return {.code = core::ErrorCode::Conflict,
            .message = "Somebody else has changed the receipt since you opened it",
            .id = "version_conflict",
            .retry_after = {},
            .fields = {},
            .members = {{"current", json::to_json(current)}}};
}

}  // namespace roa2web::data_entry
