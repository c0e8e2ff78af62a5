// From a receipt to its accounting note.
//
// The VAT that may be deducted is debited on 4426, everything else of the total on the account of
// the expense type. So the note adds up to the receipt by construction: what is rounded, or not
// deductible, or off by the two bani of a fiscal device, joins the expense. How it was paid decides
// the credit side; a mixed payment splits both lines in proportion, again by taking the rest.
#pragma once

#include <optional>
#include <vector>

#include "db/erp_facts.hpp"
#include "schemas/receipts_schemas.hpp"
#include "services/rule_book.hpp"

namespace roa2web::data_entry {

/// Receipts above this are refused as mistyped; below it, the product of two amounts fits 64 bits.
constexpr core::Money kMaxReceiptTotal{2'000'000'000};  // bani: 20 million lei

/// The entries of a receipt; none while total, expense type or payment are missing or unknown.
/// @param supplier as the ERP knows it; nothing when it does not, or was not asked.
[[nodiscard]] std::vector<ReceiptEntry> propose_entries(
    const ReceiptFields& fields,
    const RuleBook& rules,
    const std::optional<SupplierFacts>& supplier);

/// The share of the receipt's VAT that may be deducted, rounded half up, at most the total.
[[nodiscard]] core::Money deductible_vat(const ReceiptFields& fields, const ExpenseRule& expense);

[[nodiscard]] core::Money sum_of(const std::vector<ReceiptEntry>& entries);

}  // namespace roa2web::data_entry
