#pragma once

#include <cstdint>
#include <functional>

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "logging/logger.hpp"

#include "db/receipts_store.hpp"
#include "schemas/receipts_schemas.hpp"
#include "services/erp_questions.hpp"
#include "services/receipt_desk.hpp"
#include "services/receipt_permissions.hpp"

namespace roa2web::data_entry {

/// The states of a receipt (docs/receipt-states.md). Submitting and approving ask the ERP: its
/// calendar, its chart of accounts, its partners. That happens between two transactions of the
/// store; the version of the receipt says whether the answer still belongs to it.
///
/// Errors everywhere: NotFound, Conflict (another version, with the current state; the wrong
/// state), Forbidden. Throws core::UnavailableError while the store is not open, and
/// core::DatabaseError.
class ReceiptLifeService {
  public:
    /// What it refers to must live longer.
    ReceiptLifeService(const ReceiptsStore& store,
                       core::BlockingPool& pool,
                       const core::Clock& clock,
                       const ReceiptPermissions& permissions,
                       ErpQuestions erp)
        : store_(store), pool_(pool), clock_(clock), permissions_(permissions), erp_(erp) {}

    /// Errors also: InvalidInput with what is wrong; Conflict for warnings that are not confirmed;
    /// Unavailable when the ERP does not answer.
    core::Task<core::Result<Receipt>> submit(core::CompanyId company,
                                             ReceiptId id,
                                             SubmitBody body,
                                             Actor actor);

    /// Checks everything again, and keeps the entries as they are now. Errors also: InvalidInput,
    /// Unavailable.
    core::Task<core::Result<Receipt>> approve(core::CompanyId company,
                                              ReceiptId id,
                                              VersionBody body,
                                              Actor actor);

    /// Each for itself, in one transaction. Errors: InvalidInput for too many, Unavailable.
    core::Task<core::Result<ApproveManyAnswer>> approve_many(core::CompanyId company,
                                                             ApproveManyBody body,
                                                             Actor actor);

    core::Task<core::Result<Receipt>> reject(core::CompanyId company,
                                             ReceiptId id,
                                             RejectBody body,
                                             Actor actor);

    /// Back to a draft.
    core::Task<core::Result<Receipt>> reopen(core::CompanyId company,
                                             ReceiptId id,
                                             VersionBody body,
                                             Actor actor);

  private:
    using Change = std::function<core::Result<StoredReceipt>(ReceiptDesk&, const StoredReceipt&)>;

    /// What the ERP must be asked about one receipt, when the actor may do this with it.
    core::Result<ErpNeeds> find_needs(core::CompanyId company,
                                      ReceiptId id,
                                      std::int64_t seen,
                                      const Actor& actor,
                                      ReceiptAction action);

    /// Runs `change` on one receipt in a write transaction, when the actor may do this with it.
    core::Result<Receipt> change_one(core::CompanyId company,
                                     ReceiptId id,
                                     std::int64_t seen,
                                     const Actor& actor,
                                     ReceiptAction action,
                                     const Change& change);

    const ReceiptsStore& store_;
    core::BlockingPool& pool_;
    const core::Clock& clock_;
    const ReceiptPermissions& permissions_;
    ErpQuestions erp_;
    logging::Logger log_{"DATA-ENTRY"};
};

}  // namespace roa2web::data_entry
