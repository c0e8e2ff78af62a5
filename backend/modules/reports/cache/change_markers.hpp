// Whether a company's books have changed in the ERP: the contract's view roa2web_change_marker, one
// row that is cheap to read. Asked at most once an interval for each company, by one of those who
// want to know; the others wait for its answer. While the ERP is away it is asked every few seconds
// only.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
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
    ChangeMarkers(database::ErpGateway& erp,
                  core::BlockingPool& erp_pool,
                  const core::Clock& clock,
                  std::chrono::seconds interval,
                  OnMoved on_moved)
        : erp_(erp),
          erp_pool_(erp_pool),
          clock_(clock),
          interval_(interval),
          on_moved_(std::move(on_moved)) {}

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
    };

    core::Task<MarkerState> ask(core::CompanyId company);
    MarkerState note(core::CompanyId company, std::int64_t marker, core::Timestamp asked_at);
    MarkerState note_failure(core::CompanyId company, const std::string& why);

    database::ErpGateway& erp_;
    core::BlockingPool& erp_pool_;
    const core::Clock& clock_;
    std::chrono::seconds interval_;
    OnMoved on_moved_;
    logging::Logger log_{"REPORTS"};
    mutable std::mutex mutex_;
    std::unordered_map<std::int64_t, Entry> entries_;  // by company; there are as many as companies
    std::atomic<std::uint64_t> shared_{0};
    SingleFlight<MarkerState> questions_;  // last: its end is awaited before the rest goes
};

}  // namespace roa2web::reports
