#pragma once

#include "auth/auth_service.hpp"
#include "http/router.hpp"

namespace roa2web::auth {

/// /login, /two-factor, /refresh, /logout, /me, /sessions: to be included under /api/auth. The
/// service must live longer than the router.
[[nodiscard]] http::Router create_auth_router(AuthService& service);

}  // namespace roa2web::auth
