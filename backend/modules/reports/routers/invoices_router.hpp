#pragma once

#include "http/router.hpp"

#include "cache/report_cache.hpp"
#include "services/invoices_service.hpp"

namespace roa2web::reports {

/// "" (list) and "/{id}" (detail). Service and cache must live longer than the
/// router.
[[nodiscard]] http::Router create_invoices_router(InvoicesService& service, ReportCache& cache);

}  // namespace roa2web::reports
