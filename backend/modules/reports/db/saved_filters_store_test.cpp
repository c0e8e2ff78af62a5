#include "db/saved_filters_store.hpp"

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "core/exceptions.hpp"
#include "database/test_folder.hpp"

namespace roa2web::reports {

namespace {

using namespace std::chrono_literals;

constexpr core::UserId kAna{7};
constexpr core::UserId kBob{8};
constexpr core::Timestamp kNow{1763937000s};

class SavedFiltersStoreTest : public testing::Test {
  protected:
    SavedFiltersStoreTest() { store_.start(); }

    static SavedFilter filter(const std::string& report, const std::string& name) {
        return {.id = {},
                .report = report,
                .name = name,
                .query = "status=overdue&search=%C8%99",
                .created_at = kNow};
    }

    database::TestFolder folder_;
    ReportsStore store_{true, folder_ / "reports/reports.db"};
    SavedFiltersStore filters_{store_};
};

TEST_F(SavedFiltersStoreTest, KeepsFiltersAsTheyWereSaved) {
    const auto saved = filters_.add(kAna, filter("invoices", "Restanțe"));
    ASSERT_TRUE(saved);
    const auto kept = filters_.list(kAna, "invoices");
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0].id, saved->id);
    EXPECT_EQ(kept[0].name, "Restanțe");
    EXPECT_EQ(kept[0].query, "status=overdue&search=%C8%99");
    EXPECT_EQ(kept[0].created_at, kNow);
}

TEST_F(SavedFiltersStoreTest, ListsByReportAndName) {
    EXPECT_TRUE(filters_.add(kAna, filter("invoices", "b")));
    EXPECT_TRUE(filters_.add(kAna, filter("treasury", "a")));
    EXPECT_TRUE(filters_.add(kAna, filter("invoices", "a")));
    const auto all = filters_.list(kAna, {});
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].report + all[0].name, "invoicesa");
    EXPECT_EQ(all[1].report + all[1].name, "invoicesb");
    EXPECT_EQ(all[2].report, "treasury");
    EXPECT_EQ(filters_.list(kAna, "treasury").size(), 1U);
}

TEST_F(SavedFiltersStoreTest, RefusesANameTwiceForOneUserAndReportOnly) {
    EXPECT_TRUE(filters_.add(kAna, filter("invoices", "a")));
    const auto again = filters_.add(kAna, filter("invoices", "a"));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, core::ErrorCode::Conflict);
    EXPECT_EQ(again.error().id, "saved_filter_exists");
    EXPECT_TRUE(filters_.add(kAna, filter("treasury", "a")));
    EXPECT_TRUE(filters_.add(kBob, filter("invoices", "a")));
}

TEST_F(SavedFiltersStoreTest, RefusesMoreThanFiftyForOneUserAndReportOnly) {
    for (int number = 0; number < kMaxFiltersPerReport; ++number) {
        ASSERT_TRUE(filters_.add(kAna, filter("invoices", std::to_string(number))));
    }
    EXPECT_EQ(filters_.add(kAna, filter("invoices", "one more")).error().id,
              "too_many_saved_filters");
    EXPECT_TRUE(filters_.add(kAna, filter("treasury", "one more")));
    EXPECT_TRUE(filters_.add(kBob, filter("invoices", "one more")));
    EXPECT_TRUE(filters_.remove(kAna, filters_.list(kAna, "invoices").front().id));
    EXPECT_TRUE(filters_.add(kAna, filter("invoices", "one more")));
}

TEST_F(SavedFiltersStoreTest, RemovesTheUsersOwnOnly) {
    const auto id = filters_.add(kAna, filter("invoices", "a"))->id;
    EXPECT_FALSE(filters_.remove(kBob, id));
    EXPECT_TRUE(filters_.list(kBob, {}).empty());
    EXPECT_TRUE(filters_.remove(kAna, id));
    EXPECT_FALSE(filters_.remove(kAna, id));
}

TEST_F(SavedFiltersStoreTest, NeverGivesAnIdAgain) {
    const auto first = filters_.add(kAna, filter("invoices", "a"))->id;
    EXPECT_TRUE(filters_.remove(kAna, first));
    EXPECT_GT(filters_.add(kAna, filter("invoices", "a"))->id, first);
}

TEST_F(SavedFiltersStoreTest, GivesANameToOneOfManyWhoSaveItAtOnce) {
    std::atomic<int> winners{0};
    {
        std::vector<std::jthread> threads;
        for (int number = 0; number < 4; ++number) {
            threads.emplace_back([this, &winners] {
                if (filters_.add(kAna, filter("invoices", "a"))) {
                    ++winners;
                }
            });
        }
    }
    EXPECT_EQ(winners, 1);
}

TEST_F(SavedFiltersStoreTest, OutlivesTheProcess) {
    EXPECT_TRUE(filters_.add(kAna, filter("invoices", "a")));
    ReportsStore second(true, folder_ / "reports/reports.db");
    second.start();
    EXPECT_EQ(SavedFiltersStore(second).list(kAna, {}).size(), 1U);
}

TEST_F(SavedFiltersStoreTest, IsRefusedOnceTheStoreHasStopped) {
    store_.stop();
    EXPECT_THROW((void)filters_.list(kAna, {}), core::UnavailableError);
    EXPECT_THROW((void)store_.health(), core::UnavailableError);
}

}  // namespace

}  // namespace roa2web::reports
