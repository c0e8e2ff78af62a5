#pragma once

#include "http/router.hpp"

#include "cache/report_cache.hpp"
#include "services/trial_balance_service.hpp"

namespace roa2web::reports {

/// "" and "/accounts/{account}" (account ledger). Service and cache must live longer than the
/// router.
[[nodiscard]] http::Router create_trial_balance_router(TrialBalanceService& service,
                                                       ReportCache& cache);

}  // namespace roa2web::reports
