#pragma once

#include "http/router.hpp"

#include "cache/report_cache.hpp"
#include "services/treasury_service.hpp"

namespace roa2web::reports {

/// "/accounts" and "/register". Service and cache must live longer than the router.
[[nodiscard]] http::Router create_treasury_router(TreasuryService& service, ReportCache& cache);

}  // namespace roa2web::reports
