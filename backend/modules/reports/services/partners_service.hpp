#pragma once

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "database/erp_gateway.hpp"

#include "schemas/partners_schemas.hpp"

namespace roa2web::reports {

/// Clients and suppliers of one company, and what happened on their accounts. Amounts in bani.
class PartnersService {
  public:
    PartnersService(database::ErpGateway& erp,
                    core::BlockingPool& erp_pool,
                    const core::Clock& clock)
        : erp_(erp), erp_pool_(erp_pool), clock_(clock) {}

    /// By part of the name or tax number. Throws UnavailableError, DatabaseError.
    core::Task<core::Result<PartnerList>> search(core::CompanyId company, PartnersQuery query);

    /// One page of the operations on all accounts of a partner, and the totals of all of them.
    /// Errors: NotFound; InvalidInput for days outside the books. Throws as above.
    core::Task<core::Result<PartnerStatement>> find_statement(core::CompanyId company,
                                                              core::PartnerId partner,
                                                              LedgerQuery query);

  private:
    database::ErpGateway& erp_;
    core::BlockingPool& erp_pool_;
    const core::Clock& clock_;
};

}  // namespace roa2web::reports
