#pragma once

#include <coroutine>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace roa2web::core {

/// Threads for calls that block (ERP, local stores, password hashes), with a bounded queue.
/// `co_await pool.schedule()` moves a coroutine onto one of them; what follows may block.
class BlockingPool {
  public:
    /// @param name shown in messages and as the thread name, at most 15 bytes.
    /// @param queue_limit how many calls may wait beside those that run; more are refused.
    BlockingPool(std::string name, std::size_t threads, std::size_t queue_limit);
    ~BlockingPool();
    BlockingPool(const BlockingPool&) = delete;
    BlockingPool& operator=(const BlockingPool&) = delete;
    BlockingPool(BlockingPool&&) = delete;
    BlockingPool& operator=(BlockingPool&&) = delete;

    /// Runs a function on a thread of the pool. Throws UnavailableError when the queue is full or
    /// the pool has stopped.
    void post(std::function<void()> work);

    struct ScheduleAwaiter {
        BlockingPool& pool;

        [[nodiscard]] bool await_ready() const noexcept { return false; }

        void await_suspend(std::coroutine_handle<> awaiting) const {
            pool.post([awaiting] { awaiting.resume(); });
        }

        void await_resume() const noexcept {}
    };

    /// Awaiting throws UnavailableError when the queue is full.
    [[nodiscard]] ScheduleAwaiter schedule() { return ScheduleAwaiter{*this}; }

    /// Calls that run or wait now.
    [[nodiscard]] std::size_t load() const;

    /// Waits for what is queued and ends the threads. Later posts are refused.
    void stop();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace roa2web::core
