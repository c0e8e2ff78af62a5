// Many at once: what is promised to each of them, and what the store holds in the end.
#include "services/receipts_service.hpp"

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "module_test_site.hpp"

namespace roa2web::data_entry {
namespace {

constexpr int kThreads = 20;

class ManyUsers : public testing::Test {
  protected:
    ManyUsers() { site_.module.start(); }

    template <class Work>
    static void run(Work work) {
        std::vector<std::jthread> threads;
        for (int number = 0; number < kThreads; ++number) {
            threads.emplace_back([&work, number] { work(number); });
        }
    }

    ModuleTestSite site_;
};

TEST_F(ManyUsers, WhoEditOneReceiptWinOnceForEachVersion) {
    constexpr int kVersions = 10;
    const ReceiptUser author(site_, "operator:7");
    const auto id = author.create().integer("id");
    for (std::int64_t version = 1; version <= kVersions; ++version) {
        std::atomic<int> won{0};
        std::atomic<int> conflicts{0};
        run([&](int number) {
            const ReceiptUser user(site_, "operator:7");
            const auto answer = user.edit(
                id,
                version,
                good_receipt_but("Motorină",
                                 "a " + std::to_string(version) + "." + std::to_string(number)));
            won += answer.status == 200 ? 1 : 0;
            conflicts += answer.status == 409 && answer.holds("version_conflict") ? 1 : 0;
        });
        EXPECT_EQ(won, 1);
        EXPECT_EQ(conflicts, kThreads - 1);
    }
    const auto history = author.get("/receipts/" + std::to_string(id) + "/history").json();
    EXPECT_EQ(history.root().find("items")->size(), 1U + kVersions);
}

TEST_F(ManyUsers, WhoTryAgainAfterAConflictLoseNoUpdate) {
    const ReceiptUser author(site_, "operator:7");
    const auto id = author.create(R"("total":"0.00")").integer("id");
    std::atomic<int> others{0};
    run([&](int) {
        const ReceiptUser user(site_, "operator:7");
        bool done = false;
        while (!done) {
            const auto now = user.get("/receipts/" + std::to_string(id));
            const auto total = core::parse_money(now.string("total"));
            const auto answer =
                user.edit(id,
                          now.integer("version"),
                          "\"total\":\"" + core::to_decimal(core::Money{total->bani + 1}) + "\"");
            done = answer.status == 200;
            others += done || answer.status == 409 ? 0 : 1;
        }
    });
    EXPECT_EQ(others, 0);
    const auto end = author.get("/receipts/" + std::to_string(id));
    EXPECT_EQ(end.string("total"), core::to_decimal(core::Money{kThreads}));
    EXPECT_EQ(end.integer("version"), 1 + kThreads);
}

TEST_F(ManyUsers, WhoEnterAtTheSameTimeAreAllServed) {
    constexpr int kReceipts = 10;
    std::atomic<int> failed{0};
    run([&](int number) {
        const ReceiptUser user(site_, "operator:" + std::to_string(100 + number));
        for (int count = 0; count < kReceipts; ++count) {
            const auto created = user.create(
                good_receipt_but("0042", std::to_string(1 + number) + "-" + std::to_string(count)));
            const auto submitted = user.act("submit", created.integer("id"), 1);
            failed += created.status == 201 && submitted.status == 200 ? 0 : 1;
        }
    });
    EXPECT_EQ(failed, 0);
    const ReceiptUser accountant(site_, "accountant:9");
    EXPECT_EQ(accountant.get("/receipts?status=pending").integer("total"), kThreads * kReceipts);
}

}  // namespace
}  // namespace roa2web::data_entry
