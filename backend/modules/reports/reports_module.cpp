#include "reports_module.hpp"

#include <memory>

#include "routers/dashboard_router.hpp"
#include "routers/invoices_router.hpp"
#include "services/dashboard_service.hpp"
#include "services/invoices_service.hpp"

namespace roa2web::reports {

struct ReportsModule::Services {
    DashboardService dashboard;
    InvoicesService invoices;
};

ReportsModule::ReportsModule(database::ErpGateway& erp,
                             core::BlockingPool& erp_pool,
                             const core::Clock& clock)
    : services_(std::make_unique<Services>(Services{DashboardService(erp, erp_pool, clock),
                                                    InvoicesService(erp, erp_pool, clock)})) {}

ReportsModule::~ReportsModule() = default;

http::Router ReportsModule::create_reports_router() {
    http::Router router;
    router.include("/dashboard", create_dashboard_router(services_->dashboard));
    router.include("/invoices", create_invoices_router(services_->invoices));
    return router;
}

}  // namespace roa2web::reports
