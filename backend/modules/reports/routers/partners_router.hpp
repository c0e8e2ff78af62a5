#pragma once

#include "http/router.hpp"

#include "cache/report_cache.hpp"
#include "services/partners_service.hpp"

namespace roa2web::reports {

/// "" (search) and "/{id}/statement". Service and cache must live longer than the router.
[[nodiscard]] http::Router create_partners_router(PartnersService& service, ReportCache& cache);

}  // namespace roa2web::reports
