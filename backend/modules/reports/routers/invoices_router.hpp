#pragma once

#include "http/router.hpp"

#include "services/invoices_service.hpp"

namespace roa2web::reports {

/// "" (list) and "/{id}" (detail). The service must live longer than the router.
[[nodiscard]] http::Router create_invoices_router(InvoicesService& service);

}  // namespace roa2web::reports
