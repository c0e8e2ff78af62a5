#pragma once

#include "http/router.hpp"

#include "services/saved_filters_service.hpp"

namespace roa2web::reports {

/// The user's saved filters: "" (list and save) and "/{id}" (delete). The service must live longer
/// than the router.
[[nodiscard]] http::Router create_saved_filters_router(SavedFiltersService& service);

}  // namespace roa2web::reports
