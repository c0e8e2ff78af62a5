#include "core/blocking_pool.hpp"

#include <atomic>
#include <latch>

#include <gtest/gtest.h>

#include "core/exceptions.hpp"

namespace roa2web::core {
namespace {

TEST(BlockingPool, RefusesWorkBeyondItsQueue) {
    BlockingPool pool("test", 1, 1);
    std::latch running{1};
    std::latch go_on{1};
    pool.post([&] {
        running.count_down();
        go_on.wait();
    });
    running.wait();
    pool.post([] {});
    EXPECT_THROW(pool.post([] {}), UnavailableError);
    EXPECT_EQ(pool.load(), 2U);
    go_on.count_down();
}

TEST(BlockingPool, FinishesWhatIsQueuedBeforeItStops) {
    std::atomic<int> done{0};
    BlockingPool pool("test", 2, 100);
    for (int count = 0; count < 50; ++count) {
        pool.post([&done] { ++done; });
    }
    pool.stop();
    EXPECT_EQ(done, 50);
    EXPECT_THROW(pool.post([] {}), UnavailableError);
}

}  // namespace
}  // namespace roa2web::core
