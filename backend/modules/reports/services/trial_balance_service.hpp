#pragma once

#include <string>

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "database/erp_gateway.hpp"

#include "schemas/trial_balance_schemas.hpp"

namespace roa2web::reports {

/// The trial balance of one company and the account ledgers below it. Amounts in bani.
class TrialBalanceService {
  public:
    TrialBalanceService(database::ErpGateway& erp,
                        core::BlockingPool& erp_pool,
                        const core::Clock& clock)
        : erp_(erp), erp_pool_(erp_pool), clock_(clock) {}

    /// All rows of one month, and their totals.
    /// Errors: InvalidInput for a month outside the books. Throws UnavailableError, DatabaseError.
    core::Task<core::Result<TrialBalance>> find_trial_balance(core::CompanyId company,
                                                              TrialBalanceQuery query);

    /// One page of the operations of an account, or of a synthetic with all its analytics, and the
    /// totals of all of them.
    /// Errors: NotFound; InvalidInput for days outside the books. Throws as above.
    core::Task<core::Result<AccountLedger>> find_account_ledger(core::CompanyId company,
                                                                std::string account,
                                                                LedgerQuery query);

  private:
    database::ErpGateway& erp_;
    core::BlockingPool& erp_pool_;
    const core::Clock& clock_;
};

}  // namespace roa2web::reports
