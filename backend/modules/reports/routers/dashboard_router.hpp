#pragma once

#include "http/router.hpp"

#include "cache/report_cache.hpp"
#include "services/dashboard_service.hpp"

namespace roa2web::reports {

/// "" (figures of a month), "/trends", "/maturity", "/cash-flow" and "/top-partners". Service and
/// cache must live longer than the router.
[[nodiscard]] http::Router create_dashboard_router(DashboardService& service, ReportCache& cache);

}  // namespace roa2web::reports
