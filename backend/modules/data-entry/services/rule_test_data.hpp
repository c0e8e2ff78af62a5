// For tests of the rules: a good receipt and the rules of the store, without a store.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "schemas/receipts_schemas.hpp"
#include "services/rule_book.hpp"

namespace roa2web::data_entry {

inline RuleBook make_test_rules() {
    using std::chrono::day;
    using std::chrono::month;
    using std::chrono::year;
    const auto date = [](int of_year, unsigned of_month, unsigned of_day) {
        return core::Date{year(of_year), month(of_month), day(of_day)};
    };
    RuleBook rules;
    rules.vat_rates = {
        {VatRateKind::Standard, "Cota standard", 2100, date(2025, 8, 1), std::nullopt},
        {VatRateKind::Standard, "Cota standard", 1900, date(2017, 1, 1), date(2025, 7, 31)},
        {VatRateKind::Reduced, "Cota redusă", 1100, date(2025, 8, 1), std::nullopt},
        {VatRateKind::Reduced, "Cota redusă", 900, date(2017, 1, 1), date(2025, 7, 31)}};
    rules.expenses = {{"fuel", "Combustibil", "6022", 50, true},
                      {"hospitality", "Protocol", "6231", 100, true},
                      {"fines", "Amenzi", "6581", 0, true}};
    rules.accounts = {{AccountRole::Cash, "5311", true},
                      {AccountRole::Card, "5121", true},
                      {AccountRole::Advance, "542", true},
                      {AccountRole::Credit, "401", true},
                      {AccountRole::VatDeductible, "4426", true}};
    return rules;
}

/// Fuel for 121.00, VAT 21 %, in cash, on 2025-11-12.
inline ReceiptFields make_test_receipt() {
    ReceiptFields fields;
    fields.kind = ReceiptKind::BonFiscal;
    fields.number = json::TextOf<1, 40>{"0042"};
    fields.date = core::Date{std::chrono::year(2025), std::chrono::month(11), std::chrono::day(12)};
    fields.supplier_name = json::TextOf<1, 200>{"Benzinăria Ștefan SRL"};
    fields.supplier_cui = json::TextOf<2, 14>{"RO14399840"};
    fields.total = core::Money{12100};
    fields.vat = std::vector<ReceiptVat>{
        {.rate = core::Money{2100}, .base = core::Money{10000}, .amount = core::Money{2100}}};
    fields.payment_method = PaymentMethod::Cash;
    fields.expense_type = json::TextOf<1, 40>{"fuel"};
    return fields;
}

inline core::Date make_test_today() {
    return core::Date{std::chrono::year(2025), std::chrono::month(11), std::chrono::day(24)};
}

}  // namespace roa2web::data_entry
