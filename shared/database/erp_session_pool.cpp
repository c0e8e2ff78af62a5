#include "database/erp_session_pool.hpp"

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <list>
#include <mutex>
#include <utility>

#include "core/exceptions.hpp"

namespace roa2web::database {

struct ErpSessionPool::State {
    struct Idle {
        std::string schema;
        std::string stamp;
        std::unique_ptr<Session> session;
    };

    std::size_t limit{1};
    std::chrono::milliseconds acquire_timeout{0};
    Open open;
    Stamp stamp;

    mutable std::mutex mutex;
    std::list<Idle> idle;  // the longest idle first
    std::size_t in_use{0};
    std::deque<std::condition_variable*> waiting;  // the longest waiting first
    std::int64_t acquired_total{0};
    std::int64_t timeouts_total{0};

    [[nodiscard]] bool has_room() const { return in_use < limit; }

    void wake_first() {
        if (!waiting.empty()) {
            waiting.front()->notify_one();
        }
    }

    /// Waits for a place and counts it as in use.
    void wait_for_room(std::unique_lock<std::mutex>& lock) {
        if (has_room() && waiting.empty()) {
            ++in_use;
            ++acquired_total;
            return;
        }
        const auto deadline = std::chrono::steady_clock::now() + acquire_timeout;
        std::condition_variable called;
        waiting.push_back(&called);
        const bool served = called.wait_until(
            lock, deadline, [&] { return has_room() && waiting.front() == &called; });
        waiting.erase(std::find(waiting.begin(), waiting.end(), &called));
        if (!served) {
            ++timeouts_total;
            wake_first();
            throw core::UnavailableError("All connections to the ERP are in use");
        }
        ++in_use;
        ++acquired_total;
        // More than one place may have become free.
        if (has_room()) {
            wake_first();
        }
    }

    /// An idle session of the schema, or nothing. `closing` gets the one session, if any, in whose
    /// place a new one is to be opened: so no more than `limit` are ever open.
    std::unique_ptr<Session> take_idle(const std::string& schema,
                                       const std::string& now,
                                       std::list<Idle>& closing) {
        // The most recently used one: its caches are warm.
        const auto same =
            std::find_if(idle.rbegin(), idle.rend(), [&schema](const Idle& candidate) {
                return candidate.schema == schema;
            });
        if (same != idle.rend()) {
            closing.splice(closing.end(), idle, std::next(same).base());
            return closing.back().stamp == now ? std::move(closing.back().session) : nullptr;
        }
        if (in_use + idle.size() > limit) {
            closing.splice(closing.end(), idle, idle.begin());
        }
        return nullptr;
    }

    void give_up_place() {
        const std::lock_guard lock(mutex);
        --in_use;
        --acquired_total;
        wake_first();
    }

    void put_back(const std::string& schema,
                  const std::string& opened_under,
                  std::unique_ptr<Session> session) {
        session->rollback();
        if (!session->is_usable()) {
            session.reset();
        }
        const std::lock_guard lock(mutex);
        --in_use;
        if (session) {
            idle.push_back(
                Idle{.schema = schema, .stamp = opened_under, .session = std::move(session)});
        }
        wake_first();
    }
};

ErpSessionPool::ErpSessionPool(std::size_t limit,
                               std::chrono::milliseconds acquire_timeout,
                               Open open,
                               Stamp stamp)
    : state_(std::make_shared<State>()) {
    state_->limit = std::max<std::size_t>(limit, 1);
    state_->acquire_timeout = acquire_timeout;
    state_->open = std::move(open);
    state_->stamp = std::move(stamp);
}

ErpSessionPool::~ErpSessionPool() = default;

ErpLease ErpSessionPool::acquire(const std::string& schema) {
    // Before opening: if the storage is replaced in between, the session looks older than it is,
    // never newer.
    const std::string now = state_->stamp(schema);
    std::list<State::Idle> closing;
    std::unique_ptr<Session> session;
    {
        std::unique_lock lock(state_->mutex);
        state_->wait_for_room(lock);
        session = state_->take_idle(schema, now, closing);
    }
    closing.clear();
    if (!session) {
        try {
            session = state_->open(schema);
        } catch (...) {
            state_->give_up_place();
            throw;
        }
    }
    return ErpLease(std::move(session),
                    [state = state_, schema, now](std::unique_ptr<Session> returned) {
                        state->put_back(schema, now, std::move(returned));
                    });
}

ErpPoolStats ErpSessionPool::stats() const {
    const std::lock_guard lock(state_->mutex);
    return ErpPoolStats{.in_use = static_cast<std::int64_t>(state_->in_use),
                        .idle = static_cast<std::int64_t>(state_->idle.size()),
                        .limit = static_cast<std::int64_t>(state_->limit),
                        .acquired_total = state_->acquired_total,
                        .timeouts_total = state_->timeouts_total};
}

}  // namespace roa2web::database
