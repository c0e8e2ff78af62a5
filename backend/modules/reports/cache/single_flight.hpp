// Many ask for one thing, one of them fetches it.
//
// The first who asks for a key starts the work; who asks while it runs is suspended, without
// holding a thread, and goes on with the same result. Work does not belong to a request: it is a
// task of its own, so that it ends also where nobody waits (a refresh in the background).
//
// Those who wait are resumed one after the other on the thread where the work ended. What they do
// then must be short, as it is where an answer only has to be sent.
#pragma once

#include <atomic>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/task.hpp"

#include "cache/pending_work.hpp"

namespace roa2web::reports {

/// Safe from every thread. T is copied for each who waits.
template <class T>
class SingleFlight {
  public:
    using Work = std::function<core::Task<T>()>;

    SingleFlight() = default;

    ~SingleFlight() { wait(); }

    SingleFlight(const SingleFlight&) = delete;
    SingleFlight& operator=(const SingleFlight&) = delete;
    SingleFlight(SingleFlight&&) = delete;
    SingleFlight& operator=(SingleFlight&&) = delete;

    /// The result of the work for `key`: of the one that runs, or of `work`, which is started now.
    /// Throws what the work threw, to all who wait for it.
    /// @param shared counts those who joined work that another one had started.
    core::Task<T> join(std::string key, Work work, std::atomic<std::uint64_t>& shared) {
        const auto [flight, started] = enter(std::move(key), std::move(work));
        if (!started) {
            shared.fetch_add(1, std::memory_order_relaxed);
        }
        const Landing landing(*this, *flight);
        co_await landing;
        co_return outcome(*flight);
    }

    /// Those who wait for the work for `key`, and those who come while it still runs, go on with
    /// `instead`. The work runs to its end all the same. Nothing where none runs.
    void stop_waiting(const std::string& key, T instead) {
        FlightPtr flight;
        std::vector<std::coroutine_handle<>> waiting;
        {
            const std::lock_guard lock(mutex_);
            const auto found = flights_.find(key);
            if (found == flights_.end()) {
                return;
            }
            flight = found->second;
            flight->instead.emplace(std::move(instead));
            waiting.swap(flight->waiting);
        }
        for (const auto handle : waiting) {
            handle.resume();
        }
    }

    /// Starts the work unless it runs already; nobody waits for it.
    void start(std::string key, Work work) { enter(std::move(key), std::move(work)); }

    /// Blocks until no work runs.
    void wait() { pending_.wait(); }

    /// How many wait now.
    [[nodiscard]] std::size_t waiting() const {
        const std::lock_guard lock(mutex_);
        std::size_t count = 0;
        for (const auto& [key, flight] : flights_) {
            count += flight->waiting.size();
        }
        return count;
    }

  private:
    /// Shared by the one that runs and those that wait.
    struct Flight {
        std::string key;
        Work work;  // a task refers to the function that made it
        std::optional<T> result;
        std::exception_ptr failure;
        bool landed{false};  // guarded by mutex_, as are the next two
        std::optional<T> instead;
        std::vector<std::coroutine_handle<>> waiting;
    };

    using FlightPtr = std::shared_ptr<Flight>;

    /// `co_await` ends when the flight has landed.
    class Landing {
      public:
        Landing(SingleFlight& owner, Flight& flight) : owner_(owner), flight_(flight) {}

        [[nodiscard]] bool await_ready() const noexcept { return false; }

        /// False: there is an outcome already, go on at once.
        [[nodiscard]] bool await_suspend(std::coroutine_handle<> awaiting) const {
            const std::lock_guard lock(owner_.mutex_);
            if (flight_.landed || flight_.instead) {
                return false;
            }
            flight_.waiting.push_back(awaiting);
            return true;
        }

        void await_resume() const noexcept {}

      private:
        SingleFlight& owner_;
        Flight& flight_;
    };

    T outcome(const Flight& flight) const {
        const std::lock_guard lock(mutex_);
        if (!flight.landed) {
            return *flight.instead;
        }
        if (flight.failure) {
            std::rethrow_exception(flight.failure);
        }
        return *flight.result;
    }

    /// The flight for a key, and whether it was started now.
    std::pair<FlightPtr, bool> enter(std::string key, Work work) {
        FlightPtr flight;
        {
            const std::lock_guard lock(mutex_);
            auto& entry = flights_[key];
            if (entry) {
                return {entry, false};
            }
            flight = std::make_shared<Flight>();
            flight->key = std::move(key);
            flight->work = std::move(work);
            entry = flight;
        }
        pending_.begin();
        core::start(
            flight->work(),
            [this, flight](T result) {
                flight->result.emplace(std::move(result));
                land(flight);
            },
            [this, flight](const std::exception_ptr& failure) {
                flight->failure = failure;
                land(flight);
            });
        return {std::move(flight), true};
    }

    void land(const FlightPtr& flight) {
        std::vector<std::coroutine_handle<>> waiting;
        {
            const std::lock_guard lock(mutex_);
            flight->landed = true;
            waiting.swap(flight->waiting);
            flights_.erase(flight->key);
        }
        for (const auto handle : waiting) {
            handle.resume();
        }
        pending_.end();
    }

    mutable std::mutex mutex_;
    std::unordered_map<std::string, FlightPtr> flights_;
    PendingWork pending_;
};

}  // namespace roa2web::reports
