#pragma once

#include "http/router.hpp"

#include "cache/report_cache.hpp"
#include "services/documents_service.hpp"

namespace roa2web::reports {

/// "/{id}" (one accounting note). Service and cache must live longer than the router.
[[nodiscard]] http::Router create_documents_router(DocumentsService& service, ReportCache& cache);

}  // namespace roa2web::reports
