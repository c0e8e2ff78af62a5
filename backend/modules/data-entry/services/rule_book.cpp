#include "services/rule_book.hpp"

#include <algorithm>

#include "db/accounting_rules.hpp"

namespace roa2web::data_entry {

const ExpenseRule* RuleBook::find_expense(std::string_view code) const {
    const auto found = std::find_if(
        expenses.begin(), expenses.end(), [code](const auto& rule) { return rule.code == code; });
    return found == expenses.end() ? nullptr : &*found;
}

std::string RuleBook::account_of(AccountRole role) const {
    const auto found = std::find_if(
        accounts.begin(), accounts.end(), [role](const auto& rule) { return rule.role == role; });
    return found == accounts.end() ? std::string{} : found->account;
}

RuleBook load_rule_book(database::Session& session, core::CompanyId company) {
    return {.vat_rates = find_all_vat_rates(session),
            .expenses = find_expense_rules(session, company),
            .accounts = find_account_rules(session, company)};
}

}  // namespace roa2web::data_entry
