#pragma once

#include <string_view>

#include "core/result.hpp"
#include "core/task.hpp"
#include "lifecycle/component.hpp"
#include "logging/logger.hpp"

#include "cache/report_cache.hpp"
#include "db/cache_settings_store.hpp"
#include "schemas/cache_schemas.hpp"

namespace roa2web::reports {

/// The cache as administrators see it, and as a component of the process.
class CacheService final : public lifecycle::Component {
  public:
    CacheService(ReportCache& cache, CacheSettingsStore settings)
        : cache_(cache), settings_store_(settings) {}

    // lifecycle::Component
    [[nodiscard]] std::string_view name() const override { return "cache"; }

    /// Opens the store on disk. Throws core::DatabaseError.
    void start() override;

    void stop() noexcept override { cache_.stop(); }

    [[nodiscard]] lifecycle::Health health() override;

    /// Takes the settings that an administrator has changed; once their store is open. Blocks.
    /// Throws core::DatabaseError.
    void take_kept_settings();

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
    bool keep(const CacheSettingsBody& body);

    ReportCache& cache_;
    CacheSettingsStore settings_store_;
    logging::Logger log_{"REPORTS"};
};

}  // namespace roa2web::reports
