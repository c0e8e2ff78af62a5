#include "db/receipt_history.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/exceptions.hpp"
#include "core/text.hpp"
#include "database/test_folder.hpp"
#include "database/test_store.hpp"

#include "db/receipts_store.hpp"

namespace roa2web::data_entry {
namespace {

class History : public testing::Test {
  protected:
    History() { store_.open(); }

    void append(std::int64_t receipt, std::int64_t version, std::vector<FieldChange> changes) {
        store_.get().write([&](database::Session& session) {
            append_history(session,
                           {.company = core::CompanyId{1},
                            .receipt = ReceiptId{receipt},
                            .owner = core::UserId{7},
                            .at = core::Timestamp{std::chrono::seconds{1763937000}},
                            .user = core::UserId{8},
                            .username = "ana",
                            .address = "192.0.2.1",
                            .action = "edited",
                            .version = version,
                            .changes = std::move(changes)});
        });
    }

    std::optional<StoredHistory> find(std::int64_t company, std::int64_t receipt) {
        return store_.get().read([&](database::Session& session) {
            return find_history(session, core::CompanyId{company}, ReceiptId{receipt});
        });
    }

    database::TestFolder folder_;
    ReceiptsStore store_{database::test_store(folder_ / "receipts.db")};
};

TEST_F(History, GivesBackWhatWasWrittenOldestFirst) {
    append(1, 1, {{"total", std::nullopt, "1.00"}});
    append(2, 1, {});
    append(1, 2, {{"number", "\"a\\b\"", "ș, ț și ☂"}, {"total", "1.00", std::nullopt}});
    const auto history = find(1, 1);
    ASSERT_TRUE(history.has_value());
    EXPECT_EQ(history->owner, core::UserId{7});
    ASSERT_EQ(history->entries.size(), 2U);
    EXPECT_EQ(history->entries[0].id, 1);
    EXPECT_EQ(history->entries[1].id, 3);
    EXPECT_EQ(history->entries[1].at, "2025-11-23T22:30:00Z");
    EXPECT_EQ(history->entries[1].changes.at(0).before, "\"a\\b\"");
    EXPECT_EQ(history->entries[1].changes.at(0).after, "ș, ț și ☂");
    EXPECT_FALSE(history->entries[1].changes.at(1).after.has_value());
    EXPECT_FALSE(find(2, 1).has_value());
    EXPECT_FALSE(find(1, 3).has_value());
}

TEST_F(History, TakesAVersionOnce) {
    append(1, 1, {});
    EXPECT_THROW(append(1, 1, {}), core::DatabaseError);
    EXPECT_EQ(find(1, 1)->entries.size(), 1U);
}

/// Triggers would differ between the engines, so the sources are read: no statement of the module
/// changes or removes a row of a history.
TEST(ReceiptHistory, IsOnlyEverAddedTo) {
    namespace fs = std::filesystem;
    const fs::path module = fs::path(ROA2WEB_SOURCE_DIR) / "backend/modules/data-entry";
    const std::vector<std::string> histories{"receipt_history", "accounting_rule_history"};
    int files = 0;
    int additions = 0;
    for (const auto& file : fs::recursive_directory_iterator(module)) {
        const auto name = file.path().filename().string();
        const bool source =
            (name.ends_with(".cpp") && !name.ends_with("_test.cpp")) || name.ends_with(".sql");
        if (!source) {
            continue;
        }
        ++files;
        std::ifstream input(file.path());
        const std::string text = core::fold(std::string{std::istreambuf_iterator<char>(input), {}});
        for (const auto& history : histories) {
            for (const char* statement :
                 {"update ", "delete from ", "drop table ", "replace into "}) {
                EXPECT_EQ(text.find(statement + history), std::string::npos)
                    << name << ": " << statement << history;
            }
            additions += text.find("insert into " + history) != std::string::npos ? 1 : 0;
        }
    }
    EXPECT_GT(files, 20);
    EXPECT_EQ(additions, 2);  // one place for each
}

}  // namespace
}  // namespace roa2web::data_entry
