#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace roa2web::reports {

/// Counts work that runs on other threads for an owner; the owner waits for its end before it goes
/// away.
class PendingWork {
  public:
    void begin() {
        const std::lock_guard lock(mutex_);
        ++running_;
    }

    void end() {
        // Notified under the lock: the one that waits may destroy this as soon as it is released.
        const std::lock_guard lock(mutex_);
        --running_;
        ended_.notify_all();
    }

    /// Blocks until nothing runs. Not on a thread that the work itself needs.
    void wait() {
        std::unique_lock lock(mutex_);
        ended_.wait(lock, [this] { return running_ == 0; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable ended_;
    std::size_t running_{0};
};

}  // namespace roa2web::reports
