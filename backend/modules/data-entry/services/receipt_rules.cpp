#include "services/receipt_rules.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "json/writer.hpp"

#include "services/accounting_proposal.hpp"
#include "services/tax_number.hpp"

namespace roa2web::data_entry {

namespace {

/// Bani per VAT group that a fiscal device may round.
constexpr std::int64_t kRounding = 2;

/// Collects problems in the order in which they are found.
class Findings {
  public:
    void error(std::string field, std::string code, std::string message) {
        add(std::move(field), std::move(code), std::move(message), ProblemLevel::Error);
    }

    void warning(std::string field, std::string code, std::string message) {
        add(std::move(field), std::move(code), std::move(message), ProblemLevel::Warning);
    }

    template <class T>
    void require(const std::optional<T>& value, const std::string& field) {
        if (!value) {
            error(field, std::string(kRequiredCode), "This has to be filled in");
        }
    }

    [[nodiscard]] std::vector<ReceiptProblem> take() && { return std::move(problems_); }

  private:
    void add(std::string field, std::string code, std::string message, ProblemLevel level) {
        problems_.push_back({.field = std::move(field),
                             .code = std::move(code),
                             .message = std::move(message),
                             .level = level,
                             .receipt_id = {}});
    }

    std::vector<ReceiptProblem> problems_;
};

void check_supplier(const ReceiptFields& fields, Findings& findings) {
    findings.require(fields.supplier_name, "supplier_name");
    findings.require(fields.supplier_cui, "supplier_cui");
    if (!fields.supplier_cui) {
        return;
    }
    switch (check_tax_number(fields.supplier_cui->value)) {
        case TaxNumberVerdict::Valid:
        case TaxNumberVerdict::Foreign:
            break;
        case TaxNumberVerdict::BadForm:
            findings.error("supplier_cui",
                           "cui_form",
                           "A tax number has 2 to 10 digits, with or without RO in front");
            break;
        case TaxNumberVerdict::BadCheckDigit:
            findings.error("supplier_cui",
                           "cui_check_digit",
                           "The last digit of the tax number does not fit the others");
            break;
    }
}

void check_payment(const ReceiptFields& fields, Findings& findings) {
    findings.require(fields.payment_method, "payment_method");
    if (!fields.payment_method || !fields.total) {
        return;
    }
    if (*fields.payment_method != PaymentMethod::Mixed) {
        if (fields.cash_amount) {
            findings.error(
                "cash_amount", "cash_amount_unexpected", "Only a mixed payment has a part in cash");
        }
        return;
    }
    findings.require(fields.cash_amount, "cash_amount");
    if (fields.cash_amount &&
        (fields.cash_amount->bani <= 0 || *fields.cash_amount >= *fields.total)) {
        findings.error("cash_amount",
                       "mixed_payment_sum",
                       "The part in cash is more than nothing and less than the total");
    }
}

bool is_in_force(const VatRateRow& rate, core::Date date) {
    return rate.valid_from <= date && (!rate.valid_to || date <= *rate.valid_to);
}

void check_vat_group(const ReceiptVat& group,
                     const std::string& place,
                     const std::optional<core::Date>& date,
                     const RuleBook& rules,
                     Findings& findings) {
    if (group.base.bani < 0 || group.amount.bani < 0) {
        findings.error(place + ".base", "vat_negative", "A VAT group is not negative");
        return;
    }
    // 0.00 is what is exempt or outside VAT, on any day.
    const bool known =
        !date || group.rate.bani == 0 ||
        std::any_of(rules.vat_rates.begin(), rules.vat_rates.end(), [&](const VatRateRow& rate) {
            return rate.rate_hundredths == group.rate.bani && is_in_force(rate, *date);
        });
    if (!known) {
        findings.error(place + ".rate",
                       "vat_rate_not_in_force",
                       "A VAT rate of " + core::to_decimal(group.rate) + " % was not in force on " +
                           core::format_date(*date));
    }
    // Rates are hundredths of a percent: base x rate is ten thousand times the VAT.
    const std::int64_t expected = (group.base.bani * group.rate.bani + 5000) / 10000;
    if (std::abs(expected - group.amount.bani) > kRounding) {
        findings.error(place + ".amount",
                       "vat_amount",
                       "The VAT of " + core::to_decimal(group.base) + " at " +
                           core::to_decimal(group.rate) + " % is " +
                           core::to_decimal(core::Money{expected}));
    }
}

void check_vat(const ReceiptFields& fields, const RuleBook& rules, Findings& findings) {
    if (!fields.vat || fields.vat->empty()) {
        if (fields.supplier_cui && pays_vat(fields.supplier_cui->value)) {
            findings.warning(
                "vat", "vat_missing", "The supplier pays VAT, but the receipt shows none");
        }
        return;
    }
    core::Money sum;
    for (std::size_t index = 0; index < fields.vat->size(); ++index) {
        const ReceiptVat& group = fields.vat->at(index);
        check_vat_group(group, "vat." + std::to_string(index), fields.date, rules, findings);
        sum = sum + group.base + group.amount;
    }
    const auto allowed = kRounding * static_cast<std::int64_t>(fields.vat->size());
    if (fields.total && std::abs((sum - *fields.total).bani) > allowed) {
        findings.error("vat",
                       "vat_total",
                       "Bases and VAT add up to " + core::to_decimal(sum) + ", not to the total");
    }
}

void check_lines(const ReceiptFields& fields, Findings& findings) {
    if (!fields.lines || fields.lines->empty() || !fields.total) {
        return;
    }
    core::Money sum;
    for (const auto& line : *fields.lines) {
        sum = sum + line.amount;
    }
    if (sum != *fields.total) {
        findings.warning("lines",
                         "lines_total",
                         "The lines add up to " + core::to_decimal(sum) + ", not to the total");
    }
}

void check_total(const ReceiptFields& fields, Findings& findings) {
    findings.require(fields.total, "total");
    if (fields.total && fields.total->bani <= 0) {
        findings.error("total", "total_not_positive", "The total is more than nothing");
    }
    if (fields.total && *fields.total > kMaxReceiptTotal) {
        findings.error("total",
                       "amount_too_large",
                       "The total is more than " + core::to_decimal(kMaxReceiptTotal));
    }
}

void check_expense_type(const ReceiptFields& fields, const RuleBook& rules, Findings& findings) {
    findings.require(fields.expense_type, "expense_type");
    if (fields.expense_type && rules.find_expense(fields.expense_type->value) == nullptr) {
        findings.error("expense_type", "expense_type_unknown", "There is no such expense type");
    }
}

void check_account(const std::string& account,
                   const std::string& field,
                   const ErpFacts& facts,
                   Findings& findings) {
    const auto found = facts.accounts.find(account);
    if (found == facts.accounts.end()) {
        findings.error(field, "account_unknown", "The chart of accounts has no account " + account);
    } else if (found->second) {
        findings.error(field,
                       "account_needs_analytic",
                       "Account " + account + " has analytics; choose one of them");
    }
}

std::vector<std::string> split_place(const std::string& field) {
    std::vector<std::string> parts{"receipt"};
    std::size_t from = 0;
    while (from <= field.size()) {
        const auto point = std::min(field.find('.', from), field.size());
        parts.push_back(field.substr(from, point - from));
        from = point + 1;
    }
    return parts;
}

}  // namespace

std::vector<ReceiptProblem> check_fields(const ReceiptFields& fields,
                                         const RuleBook& rules,
                                         core::Date today) {
    Findings findings;
    findings.require(fields.kind, "kind");
    findings.require(fields.number, "number");
    findings.require(fields.date, "date");
    if (fields.date && *fields.date > today) {
        findings.error("date", "date_in_future", "The date is in the future");
    }
    check_supplier(fields, findings);
    check_total(fields, findings);
    check_vat(fields, rules, findings);
    check_payment(fields, findings);
    check_expense_type(fields, rules, findings);
    check_lines(fields, findings);
    return std::move(findings).take();
}

std::vector<ReceiptProblem> check_period(const std::optional<core::Date>& date,
                                         const std::vector<PeriodRow>& periods) {
    Findings findings;
    if (!date) {
        return std::move(findings).take();
    }
    const auto found = std::find_if(periods.begin(), periods.end(), [&](const PeriodRow& period) {
        return period.year == static_cast<int>(date->year()) &&
               period.month == static_cast<std::int64_t>(static_cast<unsigned>(date->month()));
    });
    if (found == periods.end()) {
        findings.error("date", "period_missing", "The books have no such month");
    } else if (found->closed) {
        findings.error("date", "period_closed", "The month is closed and takes no more entries");
    }
    return std::move(findings).take();
}

std::vector<ReceiptProblem> check_entries(const std::vector<ReceiptEntry>& entries,
                                          const std::optional<core::Money>& total) {
    Findings findings;
    for (std::size_t index = 0; index < entries.size(); ++index) {
        const std::string place = "entries." + std::to_string(index);
        if (entries[index].amount.bani <= 0) {
            findings.error(
                place + ".amount", "entry_amount", "The amount of an entry is more than nothing");
        }
        if (entries[index].debit_account.value == entries[index].credit_account.value) {
            findings.error(place + ".credit_account",
                           "entry_same_account",
                           "An entry has two different accounts");
        }
    }
    if (total && sum_of(entries) != *total) {
        findings.error("entries",
                       "entries_total",
                       "The entries add up to " + core::to_decimal(sum_of(entries)) + ", not to " +
                           core::to_decimal(*total));
    }
    return std::move(findings).take();
}

std::vector<ReceiptProblem> check_accounts(const std::vector<ReceiptEntry>& entries,
                                           const ErpFacts& facts) {
    Findings findings;
    for (std::size_t index = 0; index < entries.size(); ++index) {
        const std::string place = "entries." + std::to_string(index);
        check_account(
            entries[index].debit_account.value, place + ".debit_account", facts, findings);
        check_account(
            entries[index].credit_account.value, place + ".credit_account", facts, findings);
    }
    return std::move(findings).take();
}

ReceiptProblem make_duplicate_problem(ReceiptId other) {
    return {.field = "number",
            .code = "duplicate_document",
            .message = "Receipt " + std::to_string(other.value) +
                       " has the same supplier, number, date and total",
            .level = ProblemLevel::Warning,
            .receipt_id = other};
}

void add_picture_problems(const StoredReceipt& receipt, std::vector<ReceiptProblem>& problems) {
    const auto add = [&problems](ReceiptId other, std::string code, const std::string& what) {
        problems.push_back({.field = "attachments",
                            .code = std::move(code),
                            .message = "Receipt " + std::to_string(other.value) + what,
                            .level = ProblemLevel::Warning,
                            .receipt_id = other});
    };
    if (receipt.same_picture_as) {
        add(*receipt.same_picture_as, "duplicate_picture", " has the same picture");
    } else if (receipt.similar_picture_as) {
        add(*receipt.similar_picture_as, "similar_picture", " has a picture that looks like this");
    }
}

bool has_errors(const std::vector<ReceiptProblem>& problems) {
    return std::any_of(problems.begin(), problems.end(), [](const auto& problem) {
        return problem.level == ProblemLevel::Error;
    });
}

bool has_warnings(const std::vector<ReceiptProblem>& problems) {
    return std::any_of(problems.begin(), problems.end(), [](const auto& problem) {
        return problem.level == ProblemLevel::Warning;
    });
}

core::Error make_invalid_error(const std::vector<ReceiptProblem>& problems) {
    core::Error error{.code = core::ErrorCode::InvalidInput,
                      .message = "The receipt does not hold to the rules",
                      .id = "receipt_invalid",
                      .retry_after = {},
                      .fields = {},
                      .members = {{"problems", json::to_json(problems)}}};
    for (const auto& problem : problems) {
        if (problem.level == ProblemLevel::Error) {
            error.fields.push_back({split_place(problem.field), problem.message, problem.code});
        }
    }
    return error;
}

core::Error make_unconfirmed_error(const std::vector<ReceiptProblem>& problems) {
    return {.code = core::ErrorCode::Conflict,
            .message = "There are warnings; look at them and confirm",
            .id = "warnings_unconfirmed",
            .retry_after = {},
            .fields = {},
            .members = {{"problems", json::to_json(problems)}}};
}

}  // namespace roa2web::data_entry
