#pragma once

#include "core/blocking_pool.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "database/erp_gateway.hpp"

#include "db/erp_facts.hpp"

namespace roa2web::data_entry {

/// Asks the ERP on its own pool, and takes its absence for an answer.
class ErpQuestions {
  public:
    /// What it refers to must live longer.
    ErpQuestions(database::ErpGateway& erp, core::BlockingPool& erp_pool)
        : erp_(erp), erp_pool_(erp_pool) {}

    /// Goes on in the ERP's pool. Errors: Unavailable, `erp_unavailable`, when it does not answer.
    core::Task<core::Result<ErpFacts>> ask(core::CompanyId company, ErpNeeds needs);

  private:
    database::ErpGateway& erp_;
    core::BlockingPool& erp_pool_;
};

}  // namespace roa2web::data_entry
