#pragma once

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/task.hpp"

#include "db/saved_filters_store.hpp"
#include "schemas/saved_filters_schemas.hpp"

namespace roa2web::reports {

/// Filters that a user keeps for later. All functions go on in `pool`; they throw
/// core::UnavailableError while the store is not open, and core::DatabaseError.
class SavedFiltersService {
  public:
    SavedFiltersService(SavedFiltersStore& store,
                        core::BlockingPool& pool,
                        const core::Clock& clock)
        : store_(store), pool_(pool), clock_(clock) {}

    /// The user's own, by report and name.
    core::Task<core::Result<SavedFilterList>> list_filters(core::UserId user,
                                                           SavedFiltersQuery query);

    /// Errors: InvalidInput for a name that is blank or too long, for a report's name with other
    /// signs than pages have, and for a query that is none of a URL; Conflict as in
    /// SavedFiltersStore::add.
    core::Task<core::Result<SavedFilter>> save_filter(core::UserId user, NewSavedFilter filter);

    /// Errors: NotFound for a filter that is not the user's own.
    core::Task<core::Result<void>> delete_filter(core::UserId user, SavedFilterId filter);

  private:
    SavedFiltersStore& store_;
    core::BlockingPool& pool_;
    const core::Clock& clock_;
};

}  // namespace roa2web::reports
