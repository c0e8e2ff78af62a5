#include "reports_module.hpp"

#include <memory>

#include "routers/invoices_router.hpp"
#include "services/invoices_service.hpp"

namespace roa2web::reports {

struct ReportsModule::Services {
    InvoicesService invoices;
};

ReportsModule::ReportsModule(database::ErpGateway& erp,
                             core::BlockingPool& erp_pool,
                             const core::Clock& clock)
    : services_(std::make_unique<Services>(Services{InvoicesService(erp, erp_pool, clock)})) {}

ReportsModule::~ReportsModule() = default;

http::Router ReportsModule::create_reports_router() {
    http::Router router;
    router.include("/invoices", create_invoices_router(services_->invoices));
    return router;
}

}  // namespace roa2web::reports
