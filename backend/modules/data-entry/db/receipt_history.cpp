#include "db/receipt_history.hpp"

#include <cstdint>
#include <string>
#include <utility>

#include <boost/describe.hpp>

#include "core/exceptions.hpp"
#include "json/reader.hpp"
#include "json/writer.hpp"

#include "db/counters.hpp"

namespace roa2web::data_entry {

namespace {

constexpr std::string_view kAppend =
    "INSERT INTO receipt_history (id, company_id, receipt_id, owner_id, changed_at, user_id, "
    "username, address, action, version, changes) VALUES (:id, :company_id, :receipt_id, "
    ":owner_id, :changed_at, :user_id, :username, :address, :action, :version, :changes)";

constexpr std::string_view kAppendForBatch =
    "INSERT INTO receipt_history (id, company_id, receipt_id, owner_id, changed_at, user_id, "
    "username, address, action, version, changes) "
    "SELECT :before_first + ROW_NUMBER() OVER (ORDER BY r.id), r.company_id, r.id, r.created_by, "
    ":changed_at, :user_id, :username, :address, :action, r.version, :changes "
    "FROM receipts r WHERE r.batch_id = :batch_id";

constexpr std::string_view kFindEntries =
    "SELECT owner_id, id, changed_at, user_id, username, address, action, version, changes "
    "FROM receipt_history WHERE company_id = :company_id AND receipt_id = :receipt_id ORDER BY id";

struct HistoryRow {
    core::UserId owner_id;
    std::int64_t id{0};
    core::Timestamp changed_at;
    core::UserId user_id;
    std::string username;
    std::string address;
    std::string action;
    std::int64_t version{0};
    std::string changes;
};
BOOST_DESCRIBE_STRUCT(
    HistoryRow,
    (),
    (owner_id, id, changed_at, user_id, username, address, action, version, changes))

struct ChangeList {
    std::vector<FieldChange> changes;
};
BOOST_DESCRIBE_STRUCT(ChangeList, (), (changes))

HistoryEntry to_entry(HistoryRow row) {
    auto changes = json::read_body<ChangeList>(row.changes);
    if (!changes) {
        throw core::DatabaseError("history entry " + std::to_string(row.id) +
                                  " does not hold changes");
    }
    return {.id = row.id,
            .at = core::format_timestamp(row.changed_at),
            .user_id = row.user_id,
            .username = std::move(row.username),
            .address = std::move(row.address),
            .action = std::move(row.action),
            .version = row.version,
            .changes = std::move(changes->changes)};
}

}  // namespace

void append_history(database::Session& session, const NewHistoryEntry& entry) {
    const std::int64_t id = next_number(session, "receipt_history");
    session.execute(kAppend,
                    {{"id", id},
                     {"company_id", entry.company},
                     {"receipt_id", entry.receipt},
                     {"owner_id", entry.owner},
                     {"changed_at", entry.at},
                     {"user_id", entry.user},
                     {"username", entry.username},
                     {"address", entry.address},
                     {"action", entry.action},
                     {"version", entry.version},
                     {"changes", json::to_json(ChangeList{entry.changes})}});
}

void append_batch_history(database::Session& session, const BatchHistory& entry) {
    const std::int64_t last = take_numbers(session, "receipt_history", entry.receipts);
    const auto appended = session.execute(kAppendForBatch,
                                          {{"before_first", last - entry.receipts},
                                           {"changed_at", entry.at},
                                           {"user_id", entry.user},
                                           {"username", entry.username},
                                           {"address", entry.address},
                                           {"action", entry.action},
                                           {"changes", json::to_json(ChangeList{entry.changes})},
                                           {"batch_id", entry.batch}});
    if (appended != entry.receipts) {
        throw core::DatabaseError("batch " + std::to_string(entry.batch.value) +
                                  " does not have the receipts that it counts");
    }
}

std::optional<StoredHistory> find_history(database::Session& session,
                                          core::CompanyId company,
                                          ReceiptId receipt) {
    std::optional<StoredHistory> history;
    session.for_each<HistoryRow>(kFindEntries,
                                 {{"company_id", company}, {"receipt_id", receipt}},
                                 [&history](HistoryRow&& row) {
                                     if (!history) {
                                         history.emplace();
                                         history->owner = row.owner_id;
                                     }
                                     history->entries.push_back(to_entry(std::move(row)));
                                     return true;
                                 });
    return history;
}

}  // namespace roa2web::data_entry
