#include "database/erp_session_pool.hpp"

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/exceptions.hpp"

namespace roa2web::database {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::ElementsAre;

/// Does nothing but say whom it belongs to and whether it still works.
class FakeSession final : public Session {
  public:
    explicit FakeSession(std::string schema, std::atomic<int>& open)
        : schema_(std::move(schema)), open_(open) {
        ++open_;
    }

    ~FakeSession() override { --open_; }

    FakeSession(const FakeSession&) = delete;
    FakeSession& operator=(const FakeSession&) = delete;
    FakeSession(FakeSession&&) = delete;
    FakeSession& operator=(FakeSession&&) = delete;

    std::int64_t execute(std::string_view sql, const Parameters& /*parameters*/) override {
        usable_ = sql != "break";
        return 0;
    }

    void execute_script(std::string_view /*sql*/) override {}

    void begin() override {}

    void commit() override {}

    void rollback() noexcept override { ++rollbacks_; }

    [[nodiscard]] bool is_usable() const override { return usable_; }

    [[nodiscard]] std::string_view dialect() const override { return schema_; }

  protected:
    std::unique_ptr<RowSource> open_rows(std::string_view /*sql*/,
                                         const Parameters& /*parameters*/,
                                         std::span<const CellType> /*types*/) override {
        return nullptr;
    }

  private:
    std::string schema_;
    std::atomic<int>& open_;
    bool usable_{true};
    int rollbacks_{0};
};

class ErpSessionPoolTest : public ::testing::Test {
  protected:
    ErpSessionPool make_pool(std::size_t limit, milliseconds timeout = seconds{30}) {
        return ErpSessionPool(
            limit,
            timeout,
            [this](const std::string& schema) -> std::unique_ptr<Session> {
                if (schema == "away") {
                    throw core::UnavailableError("away");
                }
                ++opened_;
                return std::make_unique<FakeSession>(schema, open_);
            },
            [this](const std::string& schema) {
                const std::lock_guard lock(mutex_);
                return stamps_[schema];
            });
    }

    void set_stamp(const std::string& schema, const std::string& stamp) {
        const std::lock_guard lock(mutex_);
        stamps_[schema] = stamp;
    }

    std::atomic<int> open_{0};
    std::atomic<int> opened_{0};
    std::mutex mutex_;
    std::map<std::string, std::string> stamps_;
};

/// Waits until a condition holds that another thread brings about.
template <class Condition>
void wait_until(Condition condition) {
    while (!condition()) {
        std::this_thread::sleep_for(milliseconds{1});
    }
}

}  // namespace

TEST_F(ErpSessionPoolTest, UsesAnIdleSessionOfTheSameCompanyAgain) {
    ErpSessionPool pool = make_pool(4);
    { const ErpLease lease = pool.acquire("one"); }
    { const ErpLease lease = pool.acquire("two"); }
    {
        const ErpLease lease = pool.acquire("one");
        EXPECT_EQ(lease->dialect(), "one");
    }
    EXPECT_EQ(opened_, 2);
    EXPECT_EQ(pool.stats().acquired_total, 3);
    EXPECT_EQ(pool.stats().idle, 2);
    EXPECT_EQ(pool.stats().in_use, 0);
}

TEST_F(ErpSessionPoolTest, EvictsTheLongestIdleSessionOfAnotherCompanyWhenFull) {
    ErpSessionPool pool = make_pool(2);
    { const ErpLease lease = pool.acquire("one"); }
    { const ErpLease lease = pool.acquire("two"); }
    {
        const ErpLease lease = pool.acquire("three");
        EXPECT_EQ(lease->dialect(), "three");
        EXPECT_EQ(open_, 2);
        EXPECT_EQ(pool.stats().idle, 1);
    }
    { const ErpLease lease = pool.acquire("two"); }
    EXPECT_EQ(opened_, 3);
}

TEST_F(ErpSessionPoolTest, NeverOpensMoreThanItsLimit) {
    ErpSessionPool pool = make_pool(3);
    std::atomic<int> most{0};
    {
        std::vector<std::jthread> threads;
        threads.reserve(8);
        for (int number = 0; number < 8; ++number) {
            threads.emplace_back([&, number] {
                for (int round = 0; round < 200; ++round) {
                    const ErpLease lease =
                        pool.acquire("company" + std::to_string((number + round) % 5));
                    const int now = open_;
                    int seen = most;
                    while (now > seen && !most.compare_exchange_weak(seen, now)) {
                    }
                }
            });
        }
    }
    EXPECT_LE(most, 3);
    EXPECT_EQ(pool.stats().acquired_total, 8 * 200);
    EXPECT_EQ(pool.stats().in_use, 0);
}

TEST_F(ErpSessionPoolTest, GivesUpAfterTheTimeOutAndCountsIt) {
    ErpSessionPool pool = make_pool(1, milliseconds{20});
    std::optional<ErpLease> held(pool.acquire("one"));
    EXPECT_THROW((void)pool.acquire("one"), core::UnavailableError);
    EXPECT_THROW((void)pool.acquire("two"), core::UnavailableError);
    EXPECT_EQ(pool.stats().timeouts_total, 2);
    EXPECT_EQ(pool.stats().in_use, 1);
    held.reset();
    const ErpLease lease = pool.acquire("two");
}

TEST_F(ErpSessionPoolTest, ServesWhoWaitsLongestFirstWhateverTheCompany) {
    ErpSessionPool pool = make_pool(1);
    std::optional<ErpLease> held(pool.acquire("busy"));
    std::vector<std::string> served;
    std::mutex served_mutex;
    std::atomic<int> started{0};
    {
        std::vector<std::jthread> threads;
        for (const char* schema : {"other", "busy", "third", "busy", "other"}) {
            threads.emplace_back([&, schema] {
                ++started;
                const ErpLease lease = pool.acquire(schema);
                const std::lock_guard lock(served_mutex);
                served.push_back(schema);
            });
            // The next one starts when this one has had ample time to join the queue.
            wait_until([&] { return started == static_cast<int>(threads.size()); });
            std::this_thread::sleep_for(milliseconds{20});
        }
        held.reset();
    }
    EXPECT_THAT(served, ElementsAre("other", "busy", "third", "busy", "other"));
}

TEST_F(ErpSessionPoolTest, DropsASessionThatBroke) {
    ErpSessionPool pool = make_pool(2);
    {
        const ErpLease lease = pool.acquire("one");
        lease->execute("break");
    }
    EXPECT_EQ(open_, 0);
    EXPECT_EQ(pool.stats().idle, 0);
    const ErpLease lease = pool.acquire("one");
    EXPECT_EQ(opened_, 2);
}

TEST_F(ErpSessionPoolTest, NeverReusesAnIdleSessionWhenTheStorageWasReplaced) {
    ErpSessionPool pool = make_pool(4);
    {
        const ErpLease first = pool.acquire("one");
        const ErpLease second = pool.acquire("one");
    }
    EXPECT_EQ(opened_, 2);
    set_stamp("one", "new");
    {
        const ErpLease first = pool.acquire("one");
        const ErpLease second = pool.acquire("one");
        EXPECT_EQ(opened_, 4);
        EXPECT_EQ(open_, 2);
    }
}

TEST_F(ErpSessionPoolTest, DoesNotReuseASessionThatWasOutWhileTheStorageWasReplaced) {
    ErpSessionPool pool = make_pool(4);
    {
        const ErpLease lease = pool.acquire("one");
        set_stamp("one", "new");
    }
    { const ErpLease lease = pool.acquire("one"); }
    EXPECT_EQ(opened_, 2);
}

TEST_F(ErpSessionPoolTest, KeepsItsPlacesWhenOpeningFails) {
    ErpSessionPool pool = make_pool(1, milliseconds{20});
    for (int attempt = 0; attempt < 3; ++attempt) {
        EXPECT_THROW((void)pool.acquire("away"), core::UnavailableError);
    }
    EXPECT_EQ(pool.stats().in_use, 0);
    EXPECT_EQ(pool.stats().timeouts_total, 0);
    const ErpLease lease = pool.acquire("one");
}

TEST_F(ErpSessionPoolTest, LetsALeaseOutliveIt) {
    auto pool = std::make_unique<ErpSessionPool>(
        2,
        seconds{1},
        [this](const std::string& schema) { return std::make_unique<FakeSession>(schema, open_); },
        [](const std::string&) { return std::string(); });
    std::optional<ErpLease> lease(pool->acquire("one"));
    pool.reset();
    (*lease)->execute("still works");
    lease.reset();
    EXPECT_EQ(open_, 0);
}

}  // namespace roa2web::database
