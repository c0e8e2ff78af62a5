// Request and answer bodies of /api/reports/cache.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "core/ids.hpp"
#include "json/constraints.hpp"

namespace roa2web::reports {

constexpr std::int64_t kLongestCacheAge = std::int64_t{30} * 24 * 3600;  // seconds
constexpr std::int64_t kLargestCacheMemory = 65536;                      // MB

using CacheSeconds = json::IntegerIn<0, kLongestCacheAge>;

/// A report whose answers have an age of their own.
struct CacheReportAge {
    json::TextOf<1, 64> report;
    CacheSeconds max_age_seconds;
};
BOOST_DESCRIBE_STRUCT(CacheReportAge, (), (report, max_age_seconds))

/// All of them at once: what an administrator may change while the program runs.
struct CacheSettingsBody {
    bool enabled{true};
    json::IntegerIn<1, kLargestCacheMemory> memory_mb;
    CacheSeconds max_age_seconds;
    /// How long an answer older than that is still sent while it is made anew.
    CacheSeconds stale_seconds;
    std::vector<CacheReportAge> reports;
};
BOOST_DESCRIBE_STRUCT(CacheSettingsBody,
                      (),
                      (enabled, memory_mb, max_age_seconds, stale_seconds, reports))

struct CacheSettingsAnswer {
    CacheSettingsBody settings;
    /// False: they could not be written, and a restart forgets them.
    bool kept{false};
};
BOOST_DESCRIBE_STRUCT(CacheSettingsAnswer, (), (settings, kept))

/// Absent members do not restrict.
struct CacheClearBody {
    std::optional<core::CompanyId> company_id;
    std::optional<json::TextOf<1, 64>> report;
};
BOOST_DESCRIBE_STRUCT(CacheClearBody, (), (company_id, report))

/// How many answers went.
struct CacheClearAnswer {
    std::int64_t memory_entries{0};
    std::int64_t disk_entries{0};
};
BOOST_DESCRIBE_STRUCT(CacheClearAnswer, (), (memory_entries, disk_entries))

struct CacheLayerStats {
    std::int64_t entries{0};
    std::int64_t bytes{0};
    std::int64_t limit_bytes{0};
    std::int64_t evictions{0};  // to stay below the limit
};
BOOST_DESCRIBE_STRUCT(CacheLayerStats, (), (entries, bytes, limit_bytes, evictions))

/// Counted since the start of the program. Every request is one of the first five.
struct CacheCounts {
    std::int64_t memory_hits{0};
    std::int64_t disk_hits{0};
    std::int64_t misses{0};
    std::int64_t shared_waits{0};  // got the answer that was being made for another request
    std::int64_t stale_served{0};
    std::int64_t refreshes{0};  // made anew in the background
    std::int64_t failures{0};   // the ERP did not give an answer
};
BOOST_DESCRIBE_STRUCT(
    CacheCounts,
    (),
    (memory_hits, disk_hits, misses, shared_waits, stale_served, refreshes, failures))

struct CacheReportStats : CacheCounts {
    std::string report;
    std::int64_t max_age_seconds{0};
};
BOOST_DESCRIBE_STRUCT(CacheReportStats, (CacheCounts), (report, max_age_seconds))

/// Counts only: nothing of what the answers hold, or whose they are.
struct CacheStats {
    CacheSettingsBody settings;
    CacheLayerStats memory;
    CacheLayerStats disk;
    CacheCounts total;
    std::int64_t dropped_by_change{0};  // because a company's books changed in the ERP
    std::vector<CacheReportStats> reports;
};
BOOST_DESCRIBE_STRUCT(CacheStats, (), (settings, memory, disk, total, dropped_by_change, reports))

}  // namespace roa2web::reports
