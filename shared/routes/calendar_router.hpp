#pragma once

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "database/erp_gateway.hpp"
#include "http/router.hpp"

namespace roa2web::routes {

/// The accounting periods of a company: to be included under /api/calendar, with the path "".
/// What it refers to must live longer than the router.
[[nodiscard]] http::Router create_calendar_router(database::ErpGateway& erp,
                                                  core::BlockingPool& erp_pool,
                                                  const core::Clock& clock);

}  // namespace roa2web::routes
