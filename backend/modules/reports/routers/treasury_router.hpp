#pragma once

#include "http/router.hpp"

#include "services/treasury_service.hpp"

namespace roa2web::reports {

/// "/accounts" and "/register". The service must live longer than the router.
[[nodiscard]] http::Router create_treasury_router(TreasuryService& service);

}  // namespace roa2web::reports
