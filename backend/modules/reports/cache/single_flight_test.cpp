#include "cache/single_flight.hpp"

#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "core/blocking_pool.hpp"

namespace roa2web::reports {
namespace {

constexpr int kThreads = 64;

class SingleFlightOnThreads : public testing::Test {
  protected:
    /// Work that ends when all who ask in this test wait for it.
    SingleFlight<std::string>::Work work_for_all(bool fails) {
        return [this, fails] { return make(fails); };
    }

    core::Task<std::string> make(bool fails) {
        ++made_;
        co_await pool_.schedule();
        while (flight_.waiting() < kThreads) {
            std::this_thread::yield();
        }
        if (fails) {
            throw std::runtime_error("it failed");
        }
        co_return "made once";
    }

    /// Asks on many threads at the same time.
    template <class Ask>
    void ask_on_all_threads(Ask ask) {
        std::vector<std::jthread> threads;
        threads.reserve(kThreads);
        for (int index = 0; index < kThreads; ++index) {
            threads.emplace_back([&ask] { ask(); });
        }
    }

    core::BlockingPool pool_{"test", 2, 10};
    std::atomic<int> made_{0};
    std::atomic<std::uint64_t> shared_{0};
    SingleFlight<std::string> flight_;
};

TEST_F(SingleFlightOnThreads, MakesOnceWhatManyAskForAtTheSameTime) {
    std::atomic<int> answered{0};
    ask_on_all_threads([&] {
        if (core::sync_wait(flight_.join("key", work_for_all(false), shared_)) == "made once") {
            ++answered;
        }
    });
    EXPECT_EQ(made_, 1);
    EXPECT_EQ(answered, kThreads);
    EXPECT_EQ(shared_, kThreads - 1U);
    EXPECT_EQ(flight_.waiting(), 0U);
}

TEST_F(SingleFlightOnThreads, FailsForAllWhoWait) {
    std::atomic<int> failed{0};
    ask_on_all_threads([&] {
        try {
            core::sync_wait(flight_.join("key", work_for_all(true), shared_));
        } catch (const std::runtime_error& error) {
            failed += std::string(error.what()) == "it failed" ? 1 : 0;
        }
    });
    EXPECT_EQ(made_, 1);
    EXPECT_EQ(failed, kThreads);
}

TEST(SingleFlight, LosesNobodyWhenWorkEndsAsOthersArrive) {
    core::BlockingPool pool("test", 2, 100'000);
    SingleFlight<int> flight;
    std::atomic<std::uint64_t> shared{0};
    std::atomic<int> made{0};
    std::atomic<int> answered{0};
    const auto make = [&]() -> core::Task<int> {
        ++made;
        co_await pool.schedule();
        co_return 1;
    };
    {
        std::vector<std::jthread> threads;
        for (int index = 0; index < 8; ++index) {
            threads.emplace_back([&] {
                for (int turn = 0; turn < 500; ++turn) {
                    answered += core::sync_wait(flight.join("key", make, shared));
                }
            });
        }
    }
    EXPECT_EQ(answered, 8 * 500);
    EXPECT_EQ(made + static_cast<int>(shared), 8 * 500);
}

TEST(SingleFlight, StartsAnewOnceTheWorkHasEnded) {
    SingleFlight<int> flight;
    std::atomic<std::uint64_t> shared{0};
    int made = 0;
    const auto make = [&made]() -> core::Task<int> { co_return ++made; };
    EXPECT_EQ(core::sync_wait(flight.join("key", make, shared)), 1);
    EXPECT_EQ(core::sync_wait(flight.join("key", make, shared)), 2);
    EXPECT_EQ(shared, 0U);
}

TEST(SingleFlight, KeepsKeysApart) {
    SingleFlight<std::string> flight;
    std::atomic<std::uint64_t> shared{0};
    const auto make = [](std::string text) -> core::Task<std::string> { co_return text; };
    EXPECT_EQ(core::sync_wait(flight.join(
                  "a", [&] { return make("a"); }, shared)),
              "a");
    EXPECT_EQ(core::sync_wait(flight.join(
                  "b", [&] { return make("b"); }, shared)),
              "b");
}

TEST(SingleFlight, JoinsWorkThatNobodyWaitedFor) {
    core::BlockingPool pool("test", 1, 10);
    SingleFlight<int> flight;
    std::atomic<std::uint64_t> shared{0};
    std::atomic<int> made{0};
    const auto make = [&]() -> core::Task<int> {
        ++made;
        co_await pool.schedule();
        while (flight.waiting() == 0) {
            std::this_thread::yield();
        }
        co_return 7;
    };
    flight.start("key", make);
    EXPECT_EQ(core::sync_wait(flight.join("key", make, shared)), 7);
    EXPECT_EQ(made, 1);
    EXPECT_EQ(shared, 1U);
}

}  // namespace
}  // namespace roa2web::reports
