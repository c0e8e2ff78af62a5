// Answers of reports, kept as they are sent.
//
//   request -> change marker of the company, if it was not read within the last second
//           -> memory (no lock held for long, no thread, no SQL)
//           -> disk   (after a restart, or when memory was too small)
//           -> ERP    (one query for all who ask for the same at the same time)
//
// An answer may be used while the company's change marker is the one that was read before the
// answer was made, and while it is young enough: up to its report's age it is fresh; then, for a
// while longer, it is sent at once, marked as stale, and made anew in the background. A stale
// answer also helps while the ERP is away. Errors are never kept.
//
// A key names the company, the report and the parameters, never a user: rights are checked before
// the cache is asked (http/dispatcher.cpp), and what makes an answer does not see who asks
// (cached.hpp).
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "database/erp_gateway.hpp"
#include "http/stored_body.hpp"
#include "logging/logger.hpp"

#include "cache/cache_report.hpp"
#include "cache/change_markers.hpp"
#include "cache/disk_cache.hpp"
#include "cache/memory_cache.hpp"
#include "cache/pending_work.hpp"
#include "cache/single_flight.hpp"
#include "reports_module.hpp"

namespace roa2web::reports {

/// Where an answer came from; `Off`: the cache is switched off.
enum class CacheSource : std::uint8_t { Memory, Disk, Miss, Stale, Off };
BOOST_DESCRIBE_ENUM(CacheSource, Memory, Disk, Miss, Stale, Off)

struct CachedAnswer {
    http::StoredBodyPtr body;
    core::Timestamp as_of;
    CacheSource source{CacheSource::Miss};
};

/// Makes an answer: its JSON text. Called on any thread, also after the request has ended.
using ProduceAnswer = std::function<core::Task<core::Result<std::string>>()>;

/// How long answers may be used.
struct CacheAges {
    std::chrono::seconds max_age{0};    // of reports that have none of their own
    std::chrono::seconds stale_for{0};  // beyond that age
    std::map<std::string, std::chrono::seconds> max_age_of;  // by report
};

struct CacheTotals {
    CacheUsage memory;
    CacheUsage disk;
    std::uint64_t dropped_by_change{0};
};

struct CacheCleared {
    std::size_t memory{0};
    std::size_t disk{0};
};

/// Safe from every thread once the routes are made.
class ReportCache {
  public:
    /// What it refers to must live longer.
    ReportCache(ReportCacheSettings settings,
                database::ErpGateway& erp,
                core::BlockingPool& erp_pool,
                core::BlockingPool& store_pool,
                const core::Clock& clock);
    /// Waits for what still runs in the background.
    ~ReportCache();
    ReportCache(const ReportCache&) = delete;
    ReportCache& operator=(const ReportCache&) = delete;
    ReportCache(ReportCache&&) = delete;
    ReportCache& operator=(ReportCache&&) = delete;

    /// Opens the disk layer; answers go through memory before that, too. Blocks. Throws
    /// core::DatabaseError.
    void start() { disk_.open(); }

    /// Closes it.
    void stop() noexcept { disk_.close(); }

    /// Makes a report known; before requests come. The reference lives as long as the cache.
    CacheReport& add_report(std::string_view name);

    /// A fresh answer from memory, without waiting; nothing where that needs a look elsewhere.
    [[nodiscard]] std::optional<CachedAnswer> find(CacheReport& report, const CacheKey& key);

    /// An answer from where it is, or made now. Errors and exceptions: those of `produce`, to all
    /// who wait for it.
    core::Task<core::Result<CachedAnswer>> get(CacheReport& report,
                                               CacheKey key,
                                               ProduceAnswer produce);

    /// Blocks shortly: on a store thread. No company: all; an empty report: all.
    CacheCleared clear(std::optional<core::CompanyId> company, const std::string& report);

    /// Blocks shortly: on a store thread.
    [[nodiscard]] CacheTotals totals();

    [[nodiscard]] const CacheReports& reports() const { return reports_; }

    [[nodiscard]] const ReportCacheSettings& initial_settings() const { return settings_; }

    [[nodiscard]] bool is_enabled() const { return enabled_; }

    [[nodiscard]] CacheAges ages() const;

    [[nodiscard]] std::size_t memory_limit() const { return memory_limit_; }

    [[nodiscard]] core::Timestamp now() const { return clock_.now(); }

    /// Takes effect for the next request.
    void configure(bool enabled, std::size_t memory_bytes, CacheAges ages);

    [[nodiscard]] CacheUsage memory_usage() const { return memory_.usage(); }

    [[nodiscard]] DiskCache& disk() { return disk_; }

    /// Where store calls run.
    [[nodiscard]] core::BlockingPool& store_pool() { return store_pool_; }

    /// How many requests wait for an answer that another one is making.
    [[nodiscard]] std::size_t waiting() const { return flights_.waiting(); }

    /// Blocks until nothing runs in the background: for tests.
    void wait();

  private:
    struct Loaded {
        CacheEntry entry;
        CacheSource source{CacheSource::Miss};
    };

    using Flights = SingleFlight<core::Result<Loaded>>;

    /// One question, from the request to the stores.
    struct Question {
        CacheReport& report;
        CacheKey key;
        std::string text;  // of the key
        MarkerState marker;
        std::uint64_t generation{0};
        ProduceAnswer produce;
    };

    [[nodiscard]] bool is_fresh(const Question& question, const CacheEntry& entry) const;
    [[nodiscard]] std::optional<CachedAnswer> use(Question& question, const CacheEntry& entry);
    core::Task<core::Result<Loaded>> load(Question question);
    [[nodiscard]] std::optional<Loaded> load_from_disk(const Question& question);
    core::Task<core::Result<Loaded>> make(Question question, bool refreshing);
    core::Task<core::Result<CachedAnswer>> make_uncached(ProduceAnswer produce);
    void refresh(const Question& question);
    void keep(const Question& question, const CacheEntry& entry);
    void on_marker_moved(core::CompanyId company, std::int64_t marker);
    void post_to_disk(std::function<void()> work);
    [[nodiscard]] static std::string flight_key(const Question& question);

    const ReportCacheSettings settings_;
    core::BlockingPool& store_pool_;
    const core::Clock& clock_;
    logging::Logger log_{"REPORTS"};

    std::atomic<bool> enabled_;
    std::atomic<std::size_t> memory_limit_;
    std::atomic<std::int64_t> stale_for_;       // seconds
    std::atomic<std::int64_t> longest_age_;     // seconds: what is older is of no use
    std::atomic<std::uint64_t> generation_{0};  // rises with each clear
    std::atomic<std::uint64_t> dropped_by_change_{0};
    mutable std::mutex ages_mutex_;
    CacheAges ages_;

    CacheReports reports_;
    MemoryCache memory_;
    DiskCache disk_;
    PendingWork disk_work_;
    ChangeMarkers markers_;
    Flights flights_;
};

}  // namespace roa2web::reports
