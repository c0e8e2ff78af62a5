// The append-only history of the accounting rules: one entry for each version of a company's rules.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/date.hpp"
#include "core/ids.hpp"
#include "database/session.hpp"

#include "schemas/accounting_schemas.hpp"

namespace roa2web::data_entry {

struct NewRuleHistoryEntry {
    core::CompanyId company;
    std::int64_t version{1};  // of the rules after the change
    core::Timestamp at;
    core::UserId user;
    std::string username;
    std::string address;  // where from
    std::vector<FieldChange> changes;
};

/// Belongs into the transaction of the change. Throws core::DatabaseError, also for a version that
/// has an entry already.
void append_rule_history(database::Session& session, const NewRuleHistoryEntry& entry);

/// A page of a company's changes, newest first. Throws core::DatabaseError.
[[nodiscard]] AccountingRuleHistory find_rule_history(database::Session& session,
                                                      core::CompanyId company,
                                                      const RuleHistoryQuery& query);

}  // namespace roa2web::data_entry
