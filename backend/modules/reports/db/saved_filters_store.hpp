#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"

#include "db/reports_store.hpp"
#include "schemas/saved_filters_schemas.hpp"

namespace roa2web::reports {

/// Filters that users have saved; each sees their own only. All functions block; they throw
/// core::UnavailableError while the store is not open, and core::DatabaseError.
class SavedFiltersStore {
  public:
    explicit SavedFiltersStore(const ReportsStore& store) : store_(store) {}

    /// By report and name. @param report nothing: of all reports.
    [[nodiscard]] std::vector<SavedFilter> list(core::UserId user,
                                                const std::optional<std::string>& report);

    /// Gives the filter its id. Errors: Conflict for a name that the user already has for this
    /// report, and for more than kMaxFiltersPerReport.
    [[nodiscard]] core::Result<SavedFilter> add(core::UserId user, SavedFilter filter);

    /// False when the user has no such filter.
    [[nodiscard]] bool remove(core::UserId user, SavedFilterId filter);

  private:
    const ReportsStore& store_;
};

}  // namespace roa2web::reports
