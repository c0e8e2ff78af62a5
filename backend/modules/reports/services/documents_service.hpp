#pragma once

#include <cstdint>

#include "core/blocking_pool.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "database/erp_gateway.hpp"

#include "schemas/documents_schemas.hpp"

namespace roa2web::reports {

/// Accounting notes of one company. Amounts in bani.
class DocumentsService {
  public:
    DocumentsService(database::ErpGateway& erp, core::BlockingPool& erp_pool)
        : erp_(erp), erp_pool_(erp_pool) {}

    /// A note with all its lines.
    /// Errors: NotFound. Throws UnavailableError, DatabaseError.
    core::Task<core::Result<AccountingNote>> find_note(core::CompanyId company,
                                                       std::int64_t document);

  private:
    database::ErpGateway& erp_;
    core::BlockingPool& erp_pool_;
};

}  // namespace roa2web::reports
