#pragma once

#include "http/router.hpp"

#include "services/erp_names_service.hpp"

namespace roa2web::data_entry {

/// To be included under /nomenclature. The service must live longer than the router.
[[nodiscard]] http::Router create_erp_names_router(ErpNamesService& service);

}  // namespace roa2web::data_entry
