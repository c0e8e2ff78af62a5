// What the rules and the proposal need of the store: one value, read at once.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.hpp"
#include "database/session.hpp"

#include "db/vat_rates.hpp"
#include "schemas/accounting_schemas.hpp"

namespace roa2web::data_entry {

struct RuleBook {
    std::vector<VatRateRow> vat_rates;  // of all times
    std::vector<ExpenseRule> expenses;
    std::vector<AccountRule> accounts;

    /// Nothing for an unknown code.
    [[nodiscard]] const ExpenseRule* find_expense(std::string_view code) const;
    /// Empty where the store lacks the role.
    [[nodiscard]] std::string account_of(AccountRole role) const;
};

/// Throws core::DatabaseError.
[[nodiscard]] RuleBook load_rule_book(database::Session& session, core::CompanyId company);

}  // namespace roa2web::data_entry
