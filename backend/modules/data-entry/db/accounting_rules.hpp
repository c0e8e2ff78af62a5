#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "core/date.hpp"
#include "core/ids.hpp"
#include "database/session.hpp"

#include "schemas/accounting_schemas.hpp"

namespace roa2web::data_entry {

/// The version of a company's rules; nothing while it follows the defaults.
struct RuleSetRow {
    std::int64_t version{0};
    core::Timestamp changed_at;
    core::UserId changed_by;
    std::string changed_by_name;
};
BOOST_DESCRIBE_STRUCT(RuleSetRow, (), (version, changed_at, changed_by, changed_by_name))

/// Every expense type as the company books it, in the order of the page. Throws
/// core::DatabaseError.
[[nodiscard]] std::vector<ExpenseRule> find_expense_rules(database::Session& session,
                                                          core::CompanyId company);

/// The account of every role as the company books it. Throws core::DatabaseError.
[[nodiscard]] std::vector<AccountRule> find_account_rules(database::Session& session,
                                                          core::CompanyId company);

/// Throws core::DatabaseError.
[[nodiscard]] std::optional<RuleSetRow> find_rule_set(database::Session& session,
                                                      core::CompanyId company);

/// Puts a company's own rules in the place of those that it had. What equals the default is not
/// kept, so that the company follows a default that changes later. Throws core::DatabaseError.
void replace_rules(database::Session& session,
                   core::CompanyId company,
                   const AccountingRulesBody& rules,
                   const RuleSetRow& set);

}  // namespace roa2web::data_entry
