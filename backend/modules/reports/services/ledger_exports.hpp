// Files of the reports that are ledgers: operations between two days with a running balance.
#pragma once

#include <string>

#include "core/date.hpp"
#include "core/ids.hpp"

#include "schemas/report_schemas.hpp"
#include "schemas/treasury_schemas.hpp"
#include "services/report_exporter.hpp"

namespace roa2web::reports {

/// One account, or a synthetic with all its analytics. Errors: NotFound; InvalidInput for days
/// outside the books.
[[nodiscard]] PlanExport plan_account_ledger_export(std::string account,
                                                    LedgerQuery query,
                                                    core::Date today);

/// All accounts of a partner. Errors as above.
[[nodiscard]] PlanExport plan_partner_statement_export(core::PartnerId partner,
                                                       LedgerQuery query,
                                                       core::Date today);

/// A bank account or a cash desk. Errors as above.
[[nodiscard]] PlanExport plan_treasury_export(TreasuryRegisterQuery query, core::Date today);

}  // namespace roa2web::reports
