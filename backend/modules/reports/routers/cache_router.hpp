#pragma once

#include "http/router.hpp"

#include "services/cache_service.hpp"

namespace roa2web::reports {

/// "/stats", "/clear" and "/settings". The service must live longer than the router.
[[nodiscard]] http::Router create_cache_router(CacheService& service);

}  // namespace roa2web::reports
