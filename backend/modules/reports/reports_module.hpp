// The public face of the reports module.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "database/erp_gateway.hpp"
#include "http/router.hpp"
#include "lifecycle/component.hpp"

namespace roa2web::reports {

/// How answers are kept; see cache/report_cache.hpp.
struct ReportCacheSettings {
    bool enabled{true};
    std::filesystem::path file;  // DATA_DIR/cache/cache.db
    std::size_t memory_bytes{std::size_t{64} << 20U};
    std::size_t disk_bytes{std::size_t{512} << 20U};  // 0: nothing is kept on disk
    std::chrono::seconds max_age{300};
    std::map<std::string, std::chrono::seconds> max_age_of;  // by report
    std::chrono::seconds stale_for{3600};
    std::chrono::seconds marker_interval{1};
    /// How long a request waits to hear whether books have changed, before it takes what it knows.
    std::chrono::milliseconds marker_patience{300};
};

struct ReportsSettings {
    bool enabled{true};
    std::filesystem::path store_file;  // DATA_DIR/reports/reports.db
    /// Where files are made before they are sent; belongs to this process alone.
    std::filesystem::path temporary_folder;
    /// How many reports may be exported at the same time.
    std::size_t exports_at_once{4};
    ReportCacheSettings cache;
};

class ReportsModule {
  public:
    /// What it refers to must live longer than the module. Opens nothing yet.
    /// @param store_pool where queries of the module's own stores run.
    ReportsModule(ReportsSettings settings,
                  database::ErpGateway& erp,
                  core::BlockingPool& erp_pool,
                  core::BlockingPool& store_pool,
                  const core::Clock& clock);
    ~ReportsModule();
    ReportsModule(const ReportsModule&) = delete;
    ReportsModule& operator=(const ReportsModule&) = delete;
    ReportsModule(ReportsModule&&) = delete;
    ReportsModule& operator=(ReportsModule&&) = delete;

    /// "reports_db". Until it has started, the routes of saved filters throw
    /// core::UnavailableError; the reports do not need it.
    [[nodiscard]] lifecycle::Component& store();

    /// Removes files that a process which crashed has left behind. Call once the port is this
    /// process's: another one may be at work until then.
    void sweep_temporary_files() const;

    /// The cache's store on disk; the routes answer without it, too.
    [[nodiscard]] lifecycle::Component& cache();

    /// To be included under /api/reports. The module must live longer than the router.
    [[nodiscard]] http::Router create_reports_router();

  private:
    struct Services;
    std::unique_ptr<Services> services_;
};

}  // namespace roa2web::reports
