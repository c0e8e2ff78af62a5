#include "services/accounting_proposal.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace roa2web::data_entry {

namespace {

constexpr std::string_view kCashAccounts = "531";  // 5311 lei, 5314 currency
constexpr std::size_t kMaxExplanation = 200;       // bytes

/// Part of a whole, rounded half up. None is negative; the product must fit 64 bits.
core::Money share_of(core::Money amount, core::Money part, core::Money whole) {
    const std::int64_t product = amount.bani * part.bani;
    const std::int64_t rest = product % whole.bani;
    return {product / whole.bani + (2 * rest >= whole.bani ? 1 : 0)};
}

/// At most `limit` bytes, cut between letters.
std::string shorten(std::string text, std::size_t limit) {
    if (text.size() > limit) {
        auto end = limit;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
            --end;
        }
        text.resize(end);
    }
    return text;
}

/// "Bon fiscal 123, FURNIZOR SRL": it goes into Romanian books.
std::string explain(const ReceiptFields& fields) {
    std::string text;
    switch (fields.kind.value_or(ReceiptKind::BonFiscal)) {
        case ReceiptKind::BonFiscal:
            text = "Bon fiscal";
            break;
        case ReceiptKind::Chitanta:
            text = "Chitanță";
            break;
        case ReceiptKind::Factura:
            text = "Factură";
            break;
    }
    if (fields.number) {
        text += " " + fields.number->value;
    }
    if (fields.supplier_name) {
        text += ", " + fields.supplier_name->value;
    }
    return shorten(std::move(text), kMaxExplanation);
}

/// A cash desk that is named by its account is credited itself.
std::string cash_account(const ReceiptFields& fields, const RuleBook& rules) {
    return fields.cash_register && fields.cash_register->value.starts_with(kCashAccounts)
               ? fields.cash_register->value
               : rules.account_of(AccountRole::Cash);
}

struct CreditShare {
    std::string account;
    core::Money amount;
};

/// What is credited, and with how much; together the total. Nothing while it cannot be told.
std::vector<CreditShare> credit_side(const ReceiptFields& fields,
                                     const RuleBook& rules,
                                     const std::optional<SupplierFacts>& supplier) {
    const core::Money total = *fields.total;
    switch (*fields.payment_method) {
        case PaymentMethod::Cash:
            return {{cash_account(fields, rules), total}};
        case PaymentMethod::Card:
            return {{rules.account_of(AccountRole::Card), total}};
        case PaymentMethod::Advance:
            return {{rules.account_of(AccountRole::Advance), total}};
        case PaymentMethod::Credit:
            return {{supplier && supplier->credit_account ? *supplier->credit_account
                                                          : rules.account_of(AccountRole::Credit),
                     total}};
        case PaymentMethod::Mixed:
            break;
    }
    if (!fields.cash_amount || fields.cash_amount->bani < 0 || *fields.cash_amount > total) {
        return {};
    }
    return {{cash_account(fields, rules), *fields.cash_amount},
            {rules.account_of(AccountRole::Card), total - *fields.cash_amount}};
}

}  // namespace

core::Money deductible_vat(const ReceiptFields& fields, const ExpenseRule& expense) {
    core::Money vat;
    if (fields.vat) {
        for (const auto& group : *fields.vat) {
            vat = vat + group.amount;
        }
    }
    const core::Money deductible{(vat.bani * expense.vat_deductible_percent + 50) / 100};
    return std::clamp(deductible, core::Money{}, fields.total.value_or(core::Money{}));
}

std::vector<ReceiptEntry> propose_entries(const ReceiptFields& fields,
                                          const RuleBook& rules,
                                          const std::optional<SupplierFacts>& supplier) {
    const ExpenseRule* expense =
        fields.expense_type ? rules.find_expense(fields.expense_type->value) : nullptr;
    if (expense == nullptr || !fields.payment_method || !fields.total || fields.total->bani <= 0 ||
        *fields.total > kMaxReceiptTotal) {
        return {};
    }
    const core::Money total = *fields.total;
    const core::Money vat = deductible_vat(fields, *expense);
    const auto partner = supplier ? std::optional(supplier->partner) : std::nullopt;
    const std::string explanation = explain(fields);
    std::vector<ReceiptEntry> entries;
    const auto add = [&](const std::string& debit, const std::string& credit, core::Money amount) {
        if (amount.bani != 0) {
            entries.push_back({.debit_account = {debit},
                               .credit_account = {credit},
                               .amount = amount,
                               .partner_id = partner,
                               .explanation = json::TextOf<1, 200>{explanation}});
        }
    };
    core::Money vat_left = vat;
    core::Money left = total;
    for (const auto& credit : credit_side(fields, rules, supplier)) {
        left = left - credit.amount;
        // The last share takes what the others left.
        const core::Money vat_here =
            left.bani == 0 ? vat_left : share_of(vat, credit.amount, total);
        vat_left = vat_left - vat_here;
        add(expense->debit_account, credit.account, credit.amount - vat_here);
        add(rules.account_of(AccountRole::VatDeductible), credit.account, vat_here);
    }
    return entries;
}

core::Money sum_of(const std::vector<ReceiptEntry>& entries) {
    core::Money sum;
    for (const auto& entry : entries) {
        sum = sum + entry.amount;
    }
    return sum;
}

}  // namespace roa2web::data_entry
