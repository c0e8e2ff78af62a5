#pragma once

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/task.hpp"

#include "db/receipts_store.hpp"
#include "schemas/receipts_schemas.hpp"
#include "services/erp_questions.hpp"
#include "services/receipt_permissions.hpp"

namespace roa2web::data_entry {

/// The accounting note of a receipt. Works without the ERP, too: accounts and supplier are not
/// checked then, which a problem `erp_unavailable` says. Throws core::UnavailableError while the
/// store is not open, and core::DatabaseError.
class ReceiptEntriesService {
  public:
    /// What it refers to must live longer.
    ReceiptEntriesService(const ReceiptsStore& store,
                          core::BlockingPool& pool,
                          const core::Clock& clock,
                          const ReceiptPermissions& permissions,
                          ErpQuestions erp)
        : store_(store), pool_(pool), clock_(clock), permissions_(permissions), erp_(erp) {}

    /// Errors: NotFound.
    core::Task<core::Result<ReceiptEntries>> find(core::CompanyId company,
                                                  ReceiptId id,
                                                  Actor actor);

    /// Keeps entries made by hand; an empty list goes back to the proposal. Errors: NotFound,
    /// Conflict, Forbidden; InvalidInput for entries that do not add up to the receipt.
    core::Task<core::Result<ReceiptEntries>> update(core::CompanyId company,
                                                    ReceiptId id,
                                                    EntriesBody body,
                                                    Actor actor);

  private:
    const ReceiptsStore& store_;
    core::BlockingPool& pool_;
    const core::Clock& clock_;
    const ReceiptPermissions& permissions_;
    ErpQuestions erp_;
};

}  // namespace roa2web::data_entry
