#pragma once

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "database/erp_gateway.hpp"

#include "schemas/dashboard_schemas.hpp"

namespace roa2web::reports {

/// The figures of one company at a glance, from the ERP contract's turnovers, journal and invoices.
/// Amounts in bani; dates are calendar dates in Romania. All functions answer InvalidInput for a
/// month outside the company's books, and throw core::UnavailableError and core::DatabaseError.
class DashboardService {
  public:
    DashboardService(database::ErpGateway& erp,
                     core::BlockingPool& erp_pool,
                     const core::Clock& clock)
        : erp_(erp), erp_pool_(erp_pool), clock_(clock) {}

    /// One month beside the month before and the same month of the year before.
    core::Task<core::Result<Dashboard>> show_dashboard(core::CompanyId company, PeriodQuery query);

    /// Month by month. Cash that came in less cash that went out is the change of its balance.
    core::Task<core::Result<Trends>> show_trends(core::CompanyId company, TrendsQuery query);

    /// Open invoices today, by the days that they are past due.
    core::Task<core::Result<Maturity>> show_maturity(core::CompanyId company, MaturityQuery query);

    /// What is expected from open invoices, beginning with the cash of the current period.
    core::Task<core::Result<CashFlow>> show_cash_flow(core::CompanyId company, CashFlowQuery query);

    core::Task<core::Result<TopPartners>> show_top_partners(core::CompanyId company,
                                                            TopPartnersQuery query);

  private:
    database::ErpGateway& erp_;
    core::BlockingPool& erp_pool_;
    const core::Clock& clock_;
};

}  // namespace roa2web::reports
