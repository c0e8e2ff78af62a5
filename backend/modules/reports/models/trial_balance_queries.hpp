// The trial balance in one statement, over opening balances and monthly turnovers: the journal is
// not read.
#pragma once

#include <cstdint>
#include <optional>

#include "models/report_select.hpp"
#include "schemas/trial_balance_schemas.hpp"

namespace roa2web::reports {

/// Rows of BalanceRow, by account; accounts with eight zeros are left out. A synthetic's columns
/// are the sums of its analytics' (docs/decisions/0040-unfolded-trial-balance.md).
/// Source: roa2web_opening_balances, roa2web_turnovers, roa2web_accounts.
[[nodiscard]] ReportSelect select_trial_balance(std::int64_t year,
                                                std::int64_t month,
                                                BalanceLevel level,
                                                std::optional<std::int64_t> account_class);

}  // namespace roa2web::reports
