#pragma once

#include "core/date.hpp"

#include "schemas/trial_balance_schemas.hpp"
#include "services/report_exporter.hpp"

namespace roa2web::reports {

/// The trial balance of one month. Errors: InvalidInput for a month outside the books.
[[nodiscard]] PlanExport plan_trial_balance_export(TrialBalanceQuery query, core::Date today);

}  // namespace roa2web::reports
