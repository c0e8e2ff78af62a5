// What must hold of a receipt before it is submitted, and again before it is approved. Functions
// over data: what they need of store and ERP comes in.
//
// An error keeps the receipt from going on; a warning must be confirmed. Each has a stable code,
// which the page translates, and an English message:
//     required, total_not_positive, amount_too_large, cui_form, cui_check_digit, date_in_future,
//     expense_type_unknown, vat_rate_not_in_force, vat_amount, vat_negative, vat_total,
//     mixed_payment_sum, cash_amount_unexpected, vat_missing (warning), lines_total (warning),
//     period_closed, period_missing, entries_total, entry_amount, entry_same_account,
//     account_unknown, account_needs_analytic, duplicate_document (warning),
//     duplicate_picture (warning), similar_picture (warning).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "core/money.hpp"
#include "core/result.hpp"

#include "db/erp_facts.hpp"
#include "db/receipts_table.hpp"
#include "schemas/receipts_schemas.hpp"
#include "services/rule_book.hpp"

namespace roa2web::data_entry {

/// What no draft may hold, because it is no value at all: a time of day like "99:99", amounts
/// beyond all measure, more parts than a receipt has. Errors: InvalidInput with all places.
[[nodiscard]] core::Result<void> check_shape(const ReceiptFields& fields);

/// The same for entries.
[[nodiscard]] core::Result<void> check_shape(const std::vector<ReceiptEntry>& entries);

/// What the receipt itself, the store's lists and the calendar day say.
/// @param today in Romania.
[[nodiscard]] std::vector<ReceiptProblem> check_fields(const ReceiptFields& fields,
                                                       const RuleBook& rules,
                                                       core::Date today);

/// Is the month of the receipt open in the ERP?
[[nodiscard]] std::vector<ReceiptProblem> check_period(const std::optional<core::Date>& date,
                                                       const std::vector<PeriodRow>& periods);

/// Do the entries add up to the receipt?
[[nodiscard]] std::vector<ReceiptProblem> check_entries(const std::vector<ReceiptEntry>& entries,
                                                        const std::optional<core::Money>& total);

/// Are their accounts in the ERP's chart, and analytic where the account has analytics?
[[nodiscard]] std::vector<ReceiptProblem> check_accounts(const std::vector<ReceiptEntry>& entries,
                                                         const ErpFacts& facts);

/// Another receipt with the same supplier, number, date and total.
[[nodiscard]] ReceiptProblem make_duplicate_problem(ReceiptId other);

/// Other receipts with the same picture, or one that looks like it. With the same one, a similar
/// one says nothing more.
void add_picture_problems(const StoredReceipt& receipt, std::vector<ReceiptProblem>& problems);

/// The code of a field that has to be filled in.
constexpr std::string_view kRequiredCode = "required";

[[nodiscard]] bool has_errors(const std::vector<ReceiptProblem>& problems);
[[nodiscard]] bool has_warnings(const std::vector<ReceiptProblem>& problems);

/// 422 with the errors as fields and all problems beside them.
[[nodiscard]] core::Error make_invalid_error(const std::vector<ReceiptProblem>& problems);

/// 409 `warnings_unconfirmed` with the problems beside it.
[[nodiscard]] core::Error make_unconfirmed_error(const std::vector<ReceiptProblem>& problems);

}  // namespace roa2web::data_entry
