#pragma once

#include "http/router.hpp"

#include "services/documents_service.hpp"

namespace roa2web::reports {

/// "/{id}" (one accounting note). The service must live longer than the router.
[[nodiscard]] http::Router create_documents_router(DocumentsService& service);

}  // namespace roa2web::reports
