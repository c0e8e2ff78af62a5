#include "core/task.hpp"

#include <stdexcept>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "core/blocking_pool.hpp"

namespace roa2web::core {
namespace {

Task<int> answer() {
    co_return 42;
}

Task<int> twice() {
    const int first = co_await answer();
    const int second = co_await answer();
    co_return first + second;
}

Task<void> fail_inside() {
    co_await answer();
    throw std::runtime_error("broken");
}

Task<int> depth(int levels) {
    if (levels == 0) {
        co_return 0;
    }
    const int below = co_await depth(levels - 1);
    co_return below + 1;
}

TEST(Task, GivesTheValueOfWhatItAwaits) {
    EXPECT_EQ(sync_wait(twice()), 84);
}

TEST(Task, PassesExceptionsToWhoAwaits) {
    EXPECT_THROW(sync_wait(fail_inside()), std::runtime_error);
}

TEST(Task, DoesNotRunUntilItIsAwaited) {
    bool ran = false;
    const auto work = [&ran]() -> Task<void> {
        ran = true;
        co_return;
    };
    {
        const auto unused = work();
        EXPECT_FALSE(ran);
    }
    sync_wait(work());
    EXPECT_TRUE(ran);
}

TEST(Task, NestsDeeply) {
    EXPECT_EQ(sync_wait(depth(500)), 500);
}

TEST(Task, GoesOnOnThePoolThatItAskedFor) {
    BlockingPool pool("test", 1, 4);
    const auto work = [&pool]() -> Task<bool> {
        const auto before = std::this_thread::get_id();
        co_await pool.schedule();
        co_return before != std::this_thread::get_id();
    };
    EXPECT_TRUE(sync_wait(work()));
}

}  // namespace
}  // namespace roa2web::core
