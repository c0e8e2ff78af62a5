#include "db/accounting_rule_history.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/exceptions.hpp"
#include "database/test_folder.hpp"
#include "database/test_store.hpp"

#include "db/receipts_store.hpp"

namespace roa2web::data_entry {
namespace {

class RuleHistory : public testing::Test {
  protected:
    RuleHistory() { store_.open(); }

    void append(std::int64_t company, std::int64_t version, std::vector<FieldChange> changes) {
        store_.get().write([&](database::Session& session) {
            append_rule_history(session,
                                {.company = core::CompanyId{company},
                                 .version = version,
                                 .at = core::Timestamp{std::chrono::seconds{1763937000}},
                                 .user = core::UserId{9},
                                 .username = "ana",
                                 .address = "192.0.2.1",
                                 .changes = std::move(changes)});
        });
    }

    AccountingRuleHistory find(std::int64_t company, std::int64_t page, std::int64_t page_size) {
        return store_.get().read([&](database::Session& session) {
            return find_rule_history(
                session, core::CompanyId{company}, {.page = {page}, .page_size = {page_size}});
        });
    }

    database::TestFolder folder_;
    ReceiptsStore store_{database::test_store(folder_ / "receipts.db")};
};

TEST_F(RuleHistory, GivesBackWhatWasWrittenNewestFirst) {
    append(1, 1, {{"accounts.card", "5121", "5125"}});
    append(1, 2, {});
    append(3, 1, {});
    const auto history = find(1, 1, 50);
    ASSERT_EQ(history.items.size(), 2U);
    EXPECT_EQ(history.total, 2);
    EXPECT_EQ(history.items[0].version, 2);
    EXPECT_EQ(history.items[1].at, "2025-11-23T22:30:00Z");
    EXPECT_EQ(history.items[1].user_id, core::UserId{9});
    EXPECT_EQ(history.items[1].username, "ana");
    EXPECT_EQ(history.items[1].address, "192.0.2.1");
    ASSERT_EQ(history.items[1].changes.size(), 1U);
    EXPECT_EQ(history.items[1].changes[0].field, "accounts.card");
    EXPECT_EQ(history.items[1].changes[0].before, "5121");
    EXPECT_EQ(history.items[1].changes[0].after, "5125");
}

TEST_F(RuleHistory, ComesInPages) {
    for (std::int64_t version = 1; version <= 5; ++version) {
        append(1, version, {});
    }
    const auto second = find(1, 2, 2);
    ASSERT_EQ(second.items.size(), 2U);
    EXPECT_EQ(second.items[0].version, 3);
    EXPECT_EQ(second.total, 5);
    EXPECT_TRUE(find(1, 4, 2).items.empty());
    EXPECT_EQ(find(2, 1, 2).total, 0);
}

TEST_F(RuleHistory, TakesAVersionOnce) {
    append(1, 1, {});
    EXPECT_THROW(append(1, 1, {}), core::DatabaseError);
    EXPECT_EQ(find(1, 1, 50).total, 1);
}

}  // namespace
}  // namespace roa2web::data_entry
