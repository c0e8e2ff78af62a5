#pragma once

#include "auth/auth_service.hpp"
#include "http/router.hpp"

namespace roa2web::auth {

/// The companies of the signed-in user: to be included under /api/companies, with the path "". The
/// service must live longer than the router.
[[nodiscard]] http::Router create_companies_router(AuthService& service);

}  // namespace roa2web::auth
