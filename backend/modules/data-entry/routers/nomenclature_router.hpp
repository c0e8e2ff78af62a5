#pragma once

#include "http/router.hpp"

#include "services/nomenclature_service.hpp"

namespace roa2web::data_entry {

/// /vat-rates, /expense-types: to be included under /nomenclature. The service must live longer
/// than the router.
[[nodiscard]] http::Router create_nomenclature_router(NomenclatureService& service);

}  // namespace roa2web::data_entry
