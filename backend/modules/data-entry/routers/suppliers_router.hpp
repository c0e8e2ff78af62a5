#pragma once

#include "http/router.hpp"

#include "services/accounting_rules_service.hpp"

namespace roa2web::data_entry {

/// To be included under /suppliers. The service must live longer than the router.
[[nodiscard]] http::Router create_suppliers_router(AccountingRulesService& service);

}  // namespace roa2web::data_entry
