// What the cache knows of one report beside its answers.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

namespace roa2web::reports {

struct CacheReport {
    explicit CacheReport(std::string_view report_name) : name(report_name) {}

    std::string name;
    std::atomic<std::int64_t> max_age{0};  // seconds

    // Each request counts as one of these, since the start.
    std::atomic<std::uint64_t> memory_hits{0};
    std::atomic<std::uint64_t> disk_hits{0};
    std::atomic<std::uint64_t> misses{0};
    std::atomic<std::uint64_t> shared_waits{
        0};  // got the answer that another request was waiting for
    std::atomic<std::uint64_t> stale_served{0};

    std::atomic<std::uint64_t> refreshes{0};  // in the background
    std::atomic<std::uint64_t> failures{0};   // answers that could not be made

    [[nodiscard]] std::chrono::seconds age() const { return std::chrono::seconds(max_age.load()); }
};

/// In the order of the routes; grows while these are made, then never again.
using CacheReports = std::deque<CacheReport>;

}  // namespace roa2web::reports
