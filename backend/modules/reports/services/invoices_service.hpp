#pragma once

#include <string>

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "database/erp_gateway.hpp"
#include "logging/logger.hpp"

#include "models/invoices_queries.hpp"
#include "schemas/invoices_schemas.hpp"

namespace roa2web::reports {

/// With its status and the days overdue, as of today.
[[nodiscard]] InvoiceRow to_invoice_row(InvoiceRecord record, core::Date today);

/// Errors: InvalidInput for a range that ends before it begins: surely a slip, so it is said.
[[nodiscard]] core::Result<void> check_ranges(const InvoiceQuery& query);

/// Invoices of one company, from the ERP contract's views. Amounts in bani; dates are calendar
/// dates in Romania.
class InvoicesService {
  public:
    InvoicesService(database::ErpGateway& erp,
                    core::BlockingPool& erp_pool,
                    const core::Clock& clock)
        : erp_(erp), erp_pool_(erp_pool), clock_(clock) {}

    /// One page of a selection, and the totals of all of it.
    /// Errors: InvalidInput for a range that ends before it begins. Throws UnavailableError,
    /// DatabaseError.
    core::Task<core::Result<InvoicePage>> list_invoices(core::CompanyId company,
                                                        InvoiceQuery query,
                                                        std::string request_id);

    /// Errors: NotFound. Throws UnavailableError, DatabaseError.
    core::Task<core::Result<InvoiceDetail>> find_invoice(core::CompanyId company,
                                                         core::InvoiceId invoice);

  private:
    database::ErpGateway& erp_;
    core::BlockingPool& erp_pool_;
    const core::Clock& clock_;
    logging::Logger log_{"REPORTS"};
};

}  // namespace roa2web::reports
