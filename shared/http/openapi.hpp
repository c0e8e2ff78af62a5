#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/router.hpp"

namespace roa2web::http {

/// The OpenAPI 3.1 document of all routes, as JSON text.
[[nodiscard]] std::string openapi_document(const std::vector<Route>& routes,
                                           std::string_view version);

}  // namespace roa2web::http
