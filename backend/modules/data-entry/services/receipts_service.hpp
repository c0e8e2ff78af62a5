#pragma once

#include <cstdint>
#include <optional>

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "logging/logger.hpp"

#include "db/receipts_store.hpp"
#include "schemas/receipts_schemas.hpp"
#include "services/receipt_permissions.hpp"

namespace roa2web::data_entry {

/// Receipts: list, one, its history, and what people enter. Nothing here needs the ERP. All
/// functions go on in `pool`; they throw core::UnavailableError while the store is not open, and
/// core::DatabaseError. Errors everywhere: NotFound for a receipt that is not there or not to be
/// seen.
class ReceiptsService {
  public:
    /// What it refers to must live longer.
    ReceiptsService(const ReceiptsStore& store,
                    core::BlockingPool& pool,
                    const core::Clock& clock,
                    const ReceiptPermissions& permissions)
        : store_(store), pool_(pool), clock_(clock), permissions_(permissions) {}

    /// Everybody's for those who approve, their own for the others. Errors: InvalidInput for a
    /// range that ends before it begins.
    core::Task<core::Result<ReceiptPage>> list(core::CompanyId company,
                                               ReceiptQuery query,
                                               Actor actor);

    core::Task<core::Result<Receipt>> find(core::CompanyId company, ReceiptId id, Actor actor);

    /// Also of a deleted receipt.
    core::Task<core::Result<ReceiptHistory>> find_history(core::CompanyId company,
                                                          ReceiptId id,
                                                          Actor actor);

    /// A new draft. Errors: InvalidInput.
    core::Task<core::Result<Receipt>> create(core::CompanyId company,
                                             ReceiptFields fields,
                                             Actor actor);

    /// Puts all fields anew. What changes nothing makes no new version. Errors: InvalidInput,
    /// Conflict, Forbidden.
    core::Task<core::Result<Receipt>> update(core::CompanyId company,
                                             ReceiptId id,
                                             ReceiptUpdate update,
                                             Actor actor);

    /// @param seen the version that the caller has seen; any, when nothing. Errors: Conflict,
    /// Forbidden.
    core::Task<core::Result<void>> remove(core::CompanyId company,
                                          ReceiptId id,
                                          std::optional<std::int64_t> seen,
                                          Actor actor);

  private:
    const ReceiptsStore& store_;
    core::BlockingPool& pool_;
    const core::Clock& clock_;
    const ReceiptPermissions& permissions_;
    logging::Logger log_{"DATA-ENTRY"};
};

}  // namespace roa2web::data_entry
