// Whether a company's books have changed in the ERP: the contract's view roa2web_change_marker, one
// row that is cheap to read. Asked at most once an interval for each company, by one of those who
// want to know; the others wait for its answer. While the ERP is away it is asked every few seconds
// only. Where it hangs, nobody waits longer than the patience: what it said last is used,
// unverified, until the question has its answer.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <unordered_map>

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/task.hpp"
#include "database/erp_gateway.hpp"
#include "logging/logger.hpp"

#include "cache/single_flight.hpp"

namespace roa2web::reports {

struct MarkerState {
    std::optional<std::int64_t> marker;  // empty: never read since the start
    bool verified{false};                // false: the ERP did not answer, this is what it said last
};

/// Safe from every thread.
class ChangeMarkers {
  public:
    /// Called on the thread that found the change, before those who wait go on; should be short.
    using OnMoved = std::function<void(core::CompanyId, std::int64_t new_marker)>;

    /// @param interval 0 asks for each request.
    /// @param patience with an ERP that does not answer, where a marker is known from before.
    ChangeMarkers(database::ErpGateway& erp,
                  core::BlockingPool& erp_pool,
                  const core::Clock& clock,
                  std::chrono::seconds interval,
                  std::chrono::milliseconds patience,
                  OnMoved on_moved);

    /// What is known, where it is recent enough; never waits.
    [[nodiscard]] std::optional<MarkerState> known(core::CompanyId company) const;

    /// Asks the ERP where that is due. Never throws because the ERP is away: the state says so.
    core::Task<MarkerState> current(core::CompanyId company);

    /// Blocks until no question is under way.
    void wait() { questions_.wait(); }

  private:
    struct Entry {
        std::optional<std::int64_t> marker;
        core::Timestamp ask_from;
        bool verified{false};
        std::chrono::steady_clock::time_point asked;  // Watched::until of a question under way
    };

    /// A question under way, and when waiting for it ends.
    struct Watched {
        std::chrono::steady_clock::time_point until;
        core::CompanyId company;
    };

    core::Task<MarkerState> ask(core::CompanyId company);
    void watch(core::CompanyId company);
    void end_waits(const std::stop_token& stopping);
    MarkerState note(core::CompanyId company, std::int64_t marker, core::Timestamp asked_at);
    MarkerState note_failure(core::CompanyId company, const std::string& why);

    database::ErpGateway& erp_;
    core::BlockingPool& erp_pool_;
    const core::Clock& clock_;
    std::chrono::seconds interval_;
    std::chrono::milliseconds patience_;
    OnMoved on_moved_;
    logging::Logger log_{"REPORTS"};
    mutable std::mutex mutex_;
    std::unordered_map<std::int64_t, Entry> entries_;  // by company; there are as many as companies
    std::deque<Watched> watched_;                      // guarded by mutex_; the oldest first
    std::condition_variable_any watched_changed_;
    std::atomic<std::uint64_t> shared_{0};
    SingleFlight<MarkerState> questions_;  // its end is awaited before the rest goes
    std::jthread watch_;
};

}  // namespace roa2web::reports
