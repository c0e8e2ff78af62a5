#include "db/accounting_rule_history.hpp"

#include <string_view>
#include <utility>

#include <boost/describe.hpp>

#include "core/exceptions.hpp"
#include "json/reader.hpp"
#include "json/writer.hpp"

namespace roa2web::data_entry {

namespace {

constexpr std::string_view kAppendRuleChange =
    "INSERT INTO accounting_rule_history (company_id, version, changed_at, user_id, username, "
    "address, changes) VALUES (:company_id, :version, :changed_at, :user_id, :username, :address, "
    ":changes)";

constexpr std::string_view kFindRuleChanges =
    "SELECT version, changed_at, user_id, username, address, changes "
    "FROM accounting_rule_history WHERE company_id = :company_id";

constexpr std::string_view kCountRuleChanges =
    "SELECT COUNT(*) FROM accounting_rule_history WHERE company_id = :company_id";

struct RuleHistoryRow {
    std::int64_t version{0};
    core::Timestamp changed_at;
    core::UserId user_id;
    std::string username;
    std::string address;
    std::string changes;
};
BOOST_DESCRIBE_STRUCT(RuleHistoryRow,
                      (),
                      (version, changed_at, user_id, username, address, changes))

struct RuleHistoryCount {
    std::int64_t total{0};
};
BOOST_DESCRIBE_STRUCT(RuleHistoryCount, (), (total))

struct RuleChangeList {
    std::vector<FieldChange> changes;
};
BOOST_DESCRIBE_STRUCT(RuleChangeList, (), (changes))

RuleHistoryEntry to_rule_entry(RuleHistoryRow row) {
    auto changes = json::read_body<RuleChangeList>(row.changes);
    if (!changes) {
        throw core::DatabaseError("version " + std::to_string(row.version) +
                                  " of the accounting rules does not hold changes");
    }
    return {.version = row.version,
            .at = core::format_timestamp(row.changed_at),
            .user_id = row.user_id,
            .username = std::move(row.username),
            .address = std::move(row.address),
            .changes = std::move(changes->changes)};
}

}  // namespace

void append_rule_history(database::Session& session, const NewRuleHistoryEntry& entry) {
    session.execute(kAppendRuleChange,
                    {{"company_id", entry.company},
                     {"version", entry.version},
                     {"changed_at", entry.at},
                     {"user_id", entry.user},
                     {"username", entry.username},
                     {"address", entry.address},
                     {"changes", json::to_json(RuleChangeList{entry.changes})}});
}

AccountingRuleHistory find_rule_history(database::Session& session,
                                        core::CompanyId company,
                                        const RuleHistoryQuery& query) {
    AccountingRuleHistory history;
    history.page = query.page.value;
    history.page_size = query.page_size.value;
    session.for_each<RuleHistoryRow>(session.paged(kFindRuleChanges, "version DESC"),
                                     {{"company_id", company},
                                      {"page_size", history.page_size},
                                      {"page_offset", (history.page - 1) * history.page_size}},
                                     [&history](RuleHistoryRow&& row) {
                                         history.items.push_back(to_rule_entry(std::move(row)));
                                         return true;
                                     });
    if (const auto count =
            session.select_first<RuleHistoryCount>(kCountRuleChanges, {{"company_id", company}})) {
        history.total = count->total;
    }
    return history;
}

}  // namespace roa2web::data_entry
