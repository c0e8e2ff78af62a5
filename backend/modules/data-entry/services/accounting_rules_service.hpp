#pragma once

#include <string>

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "logging/logger.hpp"

#include "db/receipts_store.hpp"
#include "schemas/accounting_schemas.hpp"
#include "services/erp_questions.hpp"
#include "services/receipt_permissions.hpp"

namespace roa2web::data_entry {

/// How a company books its receipts, and what it chose for a supplier the last time. Throws
/// core::UnavailableError while the store is not open, and core::DatabaseError.
class AccountingRulesService {
  public:
    /// What it refers to must live longer.
    AccountingRulesService(const ReceiptsStore& store,
                           core::BlockingPool& pool,
                           const core::Clock& clock,
                           ErpQuestions erp)
        : store_(store), pool_(pool), clock_(clock), erp_(erp) {}

    core::Task<core::Result<AccountingRules>> find(core::CompanyId company);

    /// Receipts that are not approved yet are booked by the new rules from now on. Errors:
    /// InvalidInput for unknown codes and accounts that the ERP does not have, Conflict for a stale
    /// version, Unavailable when the ERP does not answer.
    core::Task<core::Result<AccountingRules>> update(core::CompanyId company,
                                                     AccountingRulesBody body,
                                                     Actor actor);

    /// Who changed which rule, newest first.
    core::Task<core::Result<AccountingRuleHistory>> history(core::CompanyId company,
                                                            RuleHistoryQuery query);

    /// Errors: InvalidInput for what is no tax number.
    core::Task<core::Result<SupplierSuggestion>> suggest(core::CompanyId company, std::string cui);

  private:
    const ReceiptsStore& store_;
    core::BlockingPool& pool_;
    const core::Clock& clock_;
    ErpQuestions erp_;
    logging::Logger log_{"DATA-ENTRY"};
};

}  // namespace roa2web::data_entry
