// Requests and answers of /api/data-entry/receipts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/money.hpp"
#include "json/constraints.hpp"

namespace roa2web::data_entry {

using ReceiptId = core::Id<struct ReceiptTag>;
using AttachmentId = core::Id<struct AttachmentTag>;

enum class ReceiptKind : std::uint8_t { BonFiscal, Chitanta, Factura };
BOOST_DESCRIBE_ENUM(ReceiptKind, BonFiscal, Chitanta, Factura)

enum class ReceiptStatus : std::uint8_t { Draft, Pending, Approved, Rejected, Exported };
BOOST_DESCRIBE_ENUM(ReceiptStatus, Draft, Pending, Approved, Rejected, Exported)

/// What was paid with, which decides the credit side: 5311, 5121, both, 542, 401.
enum class PaymentMethod : std::uint8_t { Cash, Card, Mixed, Advance, Credit };
BOOST_DESCRIBE_ENUM(PaymentMethod, Cash, Card, Mixed, Advance, Credit)

/// What may be done with a receipt; the state machine is in docs/receipt-states.md.
enum class ReceiptAction : std::uint8_t { Edit, Delete, Submit, Approve, Reject, Reopen };
BOOST_DESCRIBE_ENUM(ReceiptAction, Edit, Delete, Submit, Approve, Reject, Reopen)

constexpr std::int64_t kMaxReceiptsPage = 1'000'000;
constexpr std::int64_t kMaxReceiptsPageSize = 200;

/// One VAT group of a receipt.
struct ReceiptVat {
    core::Money rate;    // percent with two decimals: "21.00"
    core::Money base;    // without VAT
    core::Money amount;  // the VAT
};
BOOST_DESCRIBE_STRUCT(ReceiptVat, (), (rate, base, amount))

struct ReceiptLine {
    json::TextOf<1, 200> description;
    std::optional<json::TextOf<1, 20>> quantity;  // as printed: "2,5 kg"
    core::Money amount;                           // with VAT
};
BOOST_DESCRIBE_STRUCT(ReceiptLine, (), (description, quantity, amount))

/// What people enter. A draft may lack anything; submitting says what is missing.
struct ReceiptFields {
    std::optional<ReceiptKind> kind;
    std::optional<json::TextOf<1, 40>> number;
    std::optional<core::Date> date;
    std::optional<json::TextOf<5, 8>> time;  // "19:33" or "19:33:31"
    std::optional<json::TextOf<1, 200>> supplier_name;
    std::optional<json::TextOf<2, 14>> supplier_cui;  // with or without RO
    std::optional<core::Money> total;
    std::optional<std::vector<ReceiptVat>> vat;
    std::optional<PaymentMethod> payment_method;
    std::optional<core::Money> cash_amount;  // of a mixed payment; the rest is by card
    std::optional<json::TextOf<1, 30>> cash_register;
    std::optional<json::TextOf<1, 40>> expense_type;
    std::optional<json::TextOf<1, 500>> description;
    std::optional<std::vector<ReceiptLine>> lines;
};
BOOST_DESCRIBE_STRUCT(ReceiptFields,
                      (),
                      (kind,
                       number,
                       date,
                       time,
                       supplier_name,
                       supplier_cui,
                       total,
                       vat,
                       payment_method,
                       cash_amount,
                       cash_register,
                       expense_type,
                       description,
                       lines))

/// PUT: the whole receipt anew, as a change of the version that the caller has seen.
struct ReceiptUpdate : ReceiptFields {
    std::int64_t version{0};
};
BOOST_DESCRIBE_STRUCT(ReceiptUpdate, (ReceiptFields), (version))

struct ReceiptPath {
    ReceiptId id;
};
BOOST_DESCRIBE_STRUCT(ReceiptPath, (), (id))

struct DeleteQuery {
    std::optional<std::int64_t> version;  // that the caller has seen; any when absent
};
BOOST_DESCRIBE_STRUCT(DeleteQuery, (), (version))

enum class ProblemLevel : std::uint8_t { Error, Warning };
BOOST_DESCRIBE_ENUM(ProblemLevel, Error, Warning)

/// What keeps a receipt from being submitted (error), or must be confirmed (warning).
struct ReceiptProblem {
    std::string field;  // "supplier_cui", "vat.0.amount", "entries"
    std::string code;   // "cui_check_digit", "period_closed", "duplicate_document", ...
    std::string message;
    ProblemLevel level{ProblemLevel::Error};
    std::optional<ReceiptId> receipt_id;  // the other one, of a duplicate
};
BOOST_DESCRIBE_STRUCT(ReceiptProblem, (), (field, code, message, level, receipt_id))

struct ReceiptAttachment {
    AttachmentId id;
    std::string file_name;
    std::string media_type;  // told by content: image/jpeg, image/png, image/webp, application/pdf
    std::int64_t size_bytes{0};
    std::int64_t width{0};   // of the upright first page: pixels, of a PDF points
    std::int64_t height{0};  // the same
    std::int64_t pages{1};
    std::string content_hash;  // SHA-256 of the bytes, hexadecimal
    std::string created_at;    // RFC 3339
};
BOOST_DESCRIBE_STRUCT(
    ReceiptAttachment,
    (),
    (id, file_name, media_type, size_bytes, width, height, pages, content_hash, created_at))

struct Receipt : ReceiptFields {
    ReceiptId id;
    std::int64_t version{1};
    ReceiptStatus status{ReceiptStatus::Draft};
    core::UserId created_by;
    std::string created_by_name;
    std::string created_at;  // RFC 3339
    std::string updated_at;
    std::optional<std::string> reject_reason;
    std::optional<std::string> approved_by_name;
    std::optional<std::int64_t> batch_id;
    std::vector<ReceiptProblem> problems;
    std::vector<ReceiptAttachment> attachments;
    std::vector<ReceiptAction> actions;  // that the caller may take now
};
BOOST_DESCRIBE_STRUCT(Receipt,
                      (ReceiptFields),
                      (id,
                       version,
                       status,
                       created_by,
                       created_by_name,
                       created_at,
                       updated_at,
                       reject_reason,
                       approved_by_name,
                       batch_id,
                       problems,
                       attachments,
                       actions))

enum class ReceiptSort : std::uint8_t { Date, Created, Total, Supplier };
BOOST_DESCRIBE_ENUM(ReceiptSort, Date, Created, Total, Supplier)

enum class ReceiptOrder : std::uint8_t { Asc, Desc };
BOOST_DESCRIBE_ENUM(ReceiptOrder, Asc, Desc)

struct ReceiptQuery {
    std::optional<ReceiptStatus> status;
    std::optional<core::Date> date_from;
    std::optional<core::Date> date_to;
    std::optional<json::TextOf<1, 100>> search;  // supplier, CUI, number, description, text read
    std::optional<core::UserId> created_by;
    bool to_check{false};  // drafts with something missing or doubtful
    ReceiptSort sort{ReceiptSort::Created};
    ReceiptOrder order{ReceiptOrder::Desc};
    json::IntegerIn<1, kMaxReceiptsPage> page{1};
    json::IntegerIn<1, kMaxReceiptsPageSize> page_size{50};
};
BOOST_DESCRIBE_STRUCT(
    ReceiptQuery,
    (),
    (status, date_from, date_to, search, created_by, to_check, sort, order, page, page_size))

struct ReceiptRow {
    ReceiptId id;
    std::int64_t version{1};
    ReceiptStatus status{ReceiptStatus::Draft};
    std::optional<ReceiptKind> kind;
    std::optional<std::string> number;
    std::optional<core::Date> date;
    std::optional<std::string> supplier_name;
    std::optional<std::string> supplier_cui;
    std::optional<core::Money> total;
    std::optional<PaymentMethod> payment_method;
    std::optional<std::string> expense_type;
    core::UserId created_by;
    std::string created_by_name;
    std::string created_at;
    std::optional<AttachmentId> attachment_id;  // the first one
    std::vector<ReceiptProblem> problems;
    std::vector<ReceiptAction> actions;
};
BOOST_DESCRIBE_STRUCT(ReceiptRow,
                      (),
                      (id,
                       version,
                       status,
                       kind,
                       number,
                       date,
                       supplier_name,
                       supplier_cui,
                       total,
                       payment_method,
                       expense_type,
                       created_by,
                       created_by_name,
                       created_at,
                       attachment_id,
                       problems,
                       actions))

struct ReceiptCounts {
    std::int64_t draft{0};
    std::int64_t pending{0};
    std::int64_t approved{0};
    std::int64_t rejected{0};
    std::int64_t exported{0};
    std::int64_t to_check{0};
};
BOOST_DESCRIBE_STRUCT(ReceiptCounts, (), (draft, pending, approved, rejected, exported, to_check))

struct ReceiptTotals {
    core::Money total;
};
BOOST_DESCRIBE_STRUCT(ReceiptTotals, (), (total))

struct ReceiptPage {
    std::vector<ReceiptRow> items;
    std::int64_t total{0};
    std::int64_t page{1};
    std::int64_t page_size{0};
    ReceiptTotals totals;  // of the whole selection
    ReceiptCounts counts;  // of the company, whatever the filters
};
BOOST_DESCRIBE_STRUCT(ReceiptPage, (), (items, total, page, page_size, totals, counts))

struct SubmitBody {
    std::int64_t version{0};
    std::optional<bool> confirm_warnings;
};
BOOST_DESCRIBE_STRUCT(SubmitBody, (), (version, confirm_warnings))

struct VersionBody {
    std::int64_t version{0};
};
BOOST_DESCRIBE_STRUCT(VersionBody, (), (version))

struct RejectBody {
    std::int64_t version{0};
    json::TextOf<3, 500> reason;
};
BOOST_DESCRIBE_STRUCT(RejectBody, (), (version, reason))

struct ApproveItem {
    ReceiptId id;
    std::int64_t version{0};
};
BOOST_DESCRIBE_STRUCT(ApproveItem, (), (id, version))

/// Up to 200 at once; each stands for itself.
struct ApproveManyBody {
    std::vector<ApproveItem> items;
};
BOOST_DESCRIBE_STRUCT(ApproveManyBody, (), (items))

struct ApproveOutcome {
    ReceiptId id;
    bool approved{false};
    std::optional<std::string> code;    // why not, for programs: of the first rule that it breaks
    std::optional<std::string> reason;  // the same for people
};
BOOST_DESCRIBE_STRUCT(ApproveOutcome, (), (id, approved, code, reason))

struct ApproveManyAnswer {
    std::vector<ApproveOutcome> items;
    std::int64_t approved{0};
};
BOOST_DESCRIBE_STRUCT(ApproveManyAnswer, (), (items, approved))

struct FieldChange {
    std::string field;
    std::optional<std::string> before;
    std::optional<std::string> after;
};
BOOST_DESCRIBE_STRUCT(FieldChange, (), (field, before, after))

struct HistoryEntry {
    std::int64_t id{0};
    std::string at;  // RFC 3339
    core::UserId user_id;
    std::string username;
    std::string address;  // where from
    std::string action;   // created, edited, submitted, approved, rejected, reopened, exported, ...
    std::int64_t version{0};
    std::vector<FieldChange> changes;
};
BOOST_DESCRIBE_STRUCT(HistoryEntry,
                      (),
                      (id, at, user_id, username, address, action, version, changes))

struct ReceiptHistory {
    std::vector<HistoryEntry> items;  // oldest first
};
BOOST_DESCRIBE_STRUCT(ReceiptHistory, (), (items))

/// A line of the accounting note.
struct ReceiptEntry {
    json::TextOf<3, 30> debit_account;
    json::TextOf<3, 30> credit_account;
    core::Money amount;
    std::optional<core::PartnerId> partner_id;
    std::optional<json::TextOf<1, 200>> explanation;
};
BOOST_DESCRIBE_STRUCT(ReceiptEntry,
                      (),
                      (debit_account, credit_account, amount, partner_id, explanation))

struct EntriesBody {
    std::int64_t version{0};
    std::vector<ReceiptEntry> entries;
};
BOOST_DESCRIBE_STRUCT(EntriesBody, (), (version, entries))

struct ReceiptEntries {
    std::int64_t version{0};
    std::vector<ReceiptEntry> entries;
    bool edited{false};  // by hand; otherwise proposed from expense type and payment
    core::Money total;
    core::Money difference;  // of the receipt's total; must be zero
    std::vector<ReceiptProblem> problems;
};
BOOST_DESCRIBE_STRUCT(ReceiptEntries, (), (version, entries, edited, total, difference, problems))

}  // namespace roa2web::data_entry
