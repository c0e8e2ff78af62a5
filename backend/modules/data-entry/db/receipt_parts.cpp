#include "db/receipt_parts.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <boost/describe.hpp>

#include "db/value_list.hpp"

namespace roa2web::data_entry {

namespace {

constexpr std::string_view kSelectVat =
    "SELECT receipt_id, rate, base, amount FROM receipt_vat WHERE receipt_id IN ";
constexpr std::string_view kSelectLines =
    "SELECT receipt_id, description, quantity, amount FROM receipt_lines WHERE receipt_id IN ";
constexpr std::string_view kSelectEntries =
    "SELECT receipt_id, debit_account, credit_account, amount, partner_id, explanation "
    "FROM receipt_entries WHERE receipt_id IN ";
constexpr std::string_view kByPosition = " ORDER BY receipt_id, position";

constexpr std::string_view kDeleteVat = "DELETE FROM receipt_vat WHERE receipt_id = :receipt_id";
constexpr std::string_view kDeleteLines =
    "DELETE FROM receipt_lines WHERE receipt_id = :receipt_id";
constexpr std::string_view kDeleteEntries =
    "DELETE FROM receipt_entries WHERE receipt_id = :receipt_id";

constexpr std::string_view kInsertVat =
    "INSERT INTO receipt_vat (receipt_id, position, rate, base, amount) "
    "VALUES (:receipt_id, :position, :rate, :base, :amount)";
constexpr std::string_view kInsertLine =
    "INSERT INTO receipt_lines (receipt_id, position, description, quantity, amount) "
    "VALUES (:receipt_id, :position, :description, :quantity, :amount)";
constexpr std::string_view kInsertEntry =
    "INSERT INTO receipt_entries (receipt_id, position, debit_account, credit_account, amount, "
    "partner_id, explanation) VALUES (:receipt_id, :position, :debit_account, :credit_account, "
    ":amount, :partner_id, :explanation)";

struct VatRow {
    ReceiptId receipt_id;
    core::Money rate;
    core::Money base;
    core::Money amount;
};
BOOST_DESCRIBE_STRUCT(VatRow, (), (receipt_id, rate, base, amount))

struct LineRow {
    ReceiptId receipt_id;
    std::string description;
    std::optional<std::string> quantity;
    core::Money amount;
};
BOOST_DESCRIBE_STRUCT(LineRow, (), (receipt_id, description, quantity, amount))

struct EntryRow {
    ReceiptId receipt_id;
    std::string debit_account;
    std::string credit_account;
    core::Money amount;
    std::optional<core::PartnerId> partner_id;
    std::optional<std::string> explanation;
};
BOOST_DESCRIBE_STRUCT(EntryRow,
                      (),
                      (receipt_id, debit_account, credit_account, amount, partner_id, explanation))

template <class Text>
std::optional<Text> to_text(std::optional<std::string> value) {
    return value ? std::optional(Text{std::move(*value)}) : std::nullopt;
}

template <class Text>
std::optional<std::string> to_string(const std::optional<Text>& text) {
    return text ? std::optional(text->value) : std::nullopt;
}

template <class Row, class Take>
void load(database::Session& session,
          std::string_view select,
          std::vector<StoredReceipt>& receipts,
          Take take) {
    std::vector<ReceiptId> ids;
    ids.reserve(receipts.size());
    for (const auto& receipt : receipts) {
        ids.push_back(receipt.state.id);
    }
    database::Parameters parameters;
    std::string sql(select);
    sql += make_value_list("id", ids, parameters);
    sql += kByPosition;
    session.for_each<Row>(sql, parameters, [&](Row&& row) {
        const auto owner = std::lower_bound(
            receipts.begin(),
            receipts.end(),
            row.receipt_id,
            [](const StoredReceipt& receipt, ReceiptId id) { return receipt.state.id < id; });
        take(*owner, std::move(row));
        return true;
    });
}

/// The list inside an optional, made when it is needed.
template <class T>
std::vector<T>& list_of(std::optional<std::vector<T>>& list) {
    return list ? *list : list.emplace();
}

}  // namespace

void load_parts(database::Session& session, std::vector<StoredReceipt>& receipts) {
    if (receipts.empty()) {
        return;
    }
    load<VatRow>(session, kSelectVat, receipts, [](StoredReceipt& receipt, VatRow&& row) {
        list_of(receipt.fields.vat)
            .push_back({.rate = row.rate, .base = row.base, .amount = row.amount});
    });
    load<LineRow>(session, kSelectLines, receipts, [](StoredReceipt& receipt, LineRow&& row) {
        list_of(receipt.fields.lines)
            .push_back({.description = {std::move(row.description)},
                        .quantity = to_text<json::TextOf<1, 20>>(std::move(row.quantity)),
                        .amount = row.amount});
    });
    load<EntryRow>(session, kSelectEntries, receipts, [](StoredReceipt& receipt, EntryRow&& row) {
        receipt.entries.push_back(
            {.debit_account = {std::move(row.debit_account)},
             .credit_account = {std::move(row.credit_account)},
             .amount = row.amount,
             .partner_id = row.partner_id,
             .explanation = to_text<json::TextOf<1, 200>>(std::move(row.explanation))});
    });
}

void replace_parts(database::Session& session, const StoredReceipt& receipt) {
    const ReceiptId id = receipt.state.id;
    for (const auto statement : {kDeleteVat, kDeleteLines, kDeleteEntries}) {
        session.execute(statement, {{"receipt_id", id}});
    }
    std::int64_t position = 0;
    for (const auto& group : receipt.fields.vat.value_or(std::vector<ReceiptVat>{})) {
        session.execute(kInsertVat,
                        {{"receipt_id", id},
                         {"position", ++position},
                         {"rate", group.rate},
                         {"base", group.base},
                         {"amount", group.amount}});
    }
    position = 0;
    for (const auto& line : receipt.fields.lines.value_or(std::vector<ReceiptLine>{})) {
        session.execute(kInsertLine,
                        {{"receipt_id", id},
                         {"position", ++position},
                         {"description", line.description.value},
                         {"quantity", to_string(line.quantity)},
                         {"amount", line.amount}});
    }
    position = 0;
    for (const auto& entry : receipt.entries) {
        session.execute(kInsertEntry,
                        {{"receipt_id", id},
                         {"position", ++position},
                         {"debit_account", entry.debit_account.value},
                         {"credit_account", entry.credit_account.value},
                         {"amount", entry.amount},
                         {"partner_id", entry.partner_id},
                         {"explanation", to_string(entry.explanation)}});
    }
}

}  // namespace roa2web::data_entry
