#pragma once

#include "http/router.hpp"

#include "services/dashboard_service.hpp"

namespace roa2web::reports {

/// "" (figures of a month), "/trends", "/maturity", "/cash-flow" and "/top-partners". The service
/// must live longer than the router.
[[nodiscard]] http::Router create_dashboard_router(DashboardService& service);

}  // namespace roa2web::reports
