#pragma once

#include "http/router.hpp"

#include "services/trial_balance_service.hpp"

namespace roa2web::reports {

/// "" and "/accounts/{account}" (account ledger). The service must live longer than the router.
[[nodiscard]] http::Router create_trial_balance_router(TrialBalanceService& service);

}  // namespace roa2web::reports
