#pragma once

#include "http/router.hpp"

#include "services/linking_service.hpp"

namespace roa2web::telegram {

/// /code: to be included under /auth. The service must live longer than the router.
[[nodiscard]] http::Router create_auth_router(LinkingService& service);

}  // namespace roa2web::telegram
