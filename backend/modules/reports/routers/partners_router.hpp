#pragma once

#include "http/router.hpp"

#include "services/partners_service.hpp"

namespace roa2web::reports {

/// "" (search) and "/{id}/statement". The service must live longer than the router.
[[nodiscard]] http::Router create_partners_router(PartnersService& service);

}  // namespace roa2web::reports
