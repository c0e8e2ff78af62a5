#pragma once

#include <string_view>

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "database/erp_gateway.hpp"

#include "models/ledger_queries.hpp"
#include "schemas/treasury_schemas.hpp"

namespace roa2web::reports {

[[nodiscard]] TreasuryKind treasury_kind_of(std::string_view synthetic);

/// Whether it is a bank account or a cash desk.
[[nodiscard]] bool holds_money(const AccountRecord& account);

/// Bank accounts (512x) and cash desks (531x) of one company. Amounts in bani, in lei also for
/// accounts in a currency.
class TreasuryService {
  public:
    TreasuryService(database::ErpGateway& erp,
                    core::BlockingPool& erp_pool,
                    const core::Clock& clock)
        : erp_(erp), erp_pool_(erp_pool), clock_(clock) {}

    /// Every account with what came in and went out between two days.
    /// Errors: InvalidInput for days outside the books. Throws UnavailableError, DatabaseError.
    core::Task<core::Result<TreasuryAccounts>> list_accounts(core::CompanyId company,
                                                             TreasuryAccountsQuery query);

    /// One page of the operations of an account, and the totals of all of them.
    /// Errors: NotFound for an account that does not exist or holds no money; InvalidInput as
    /// above. Throws as above.
    core::Task<core::Result<TreasuryRegister>> find_register(core::CompanyId company,
                                                             TreasuryRegisterQuery query);

  private:
    database::ErpGateway& erp_;
    core::BlockingPool& erp_pool_;
    const core::Clock& clock_;
};

}  // namespace roa2web::reports
