#pragma once

#include <string_view>

#include "core/result.hpp"
#include "core/task.hpp"
#include "lifecycle/component.hpp"
#include "logging/logger.hpp"

#include "cache/report_cache.hpp"
#include "schemas/cache_schemas.hpp"

namespace roa2web::reports {

/// The cache as administrators see it, and as a component of the process.
class CacheService final : public lifecycle::Component {
  public:
    explicit CacheService(ReportCache& cache) : cache_(cache) {}

    // lifecycle::Component
    [[nodiscard]] std::string_view name() const override { return "cache"; }

    /// Opens the store on disk and takes the settings that were kept there. Throws
    /// core::DatabaseError.
    void start() override;

    void stop() noexcept override { cache_.stop(); }

    [[nodiscard]] lifecycle::Health health() override;

    core::Task<core::Result<CacheStats>> stats();

    /// Errors: InvalidInput for a report that there is not.
    core::Task<core::Result<CacheClearAnswer>> clear(CacheClearBody body, std::string username);

    /// Errors: InvalidInput for a report that there is not, or is there twice.
    core::Task<core::Result<CacheSettingsAnswer>> change_settings(CacheSettingsBody body,
                                                                  std::string username);

  private:
    [[nodiscard]] bool knows(std::string_view report) const;
    [[nodiscard]] CacheSettingsBody settings() const;
    void apply(const CacheSettingsBody& body);

    ReportCache& cache_;
    logging::Logger log_{"REPORTS"};
};

}  // namespace roa2web::reports
