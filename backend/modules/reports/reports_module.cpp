#include "reports_module.hpp"

#include <memory>

#include "db/reports_store.hpp"
#include "db/saved_filters_store.hpp"
#include "routers/dashboard_router.hpp"
#include "routers/invoices_router.hpp"
#include "routers/saved_filters_router.hpp"
#include "services/dashboard_service.hpp"
#include "services/invoices_service.hpp"
#include "services/saved_filters_service.hpp"

namespace roa2web::reports {

struct ReportsModule::Services {
    Services(const ReportsSettings& settings,
             database::ErpGateway& erp,
             core::BlockingPool& erp_pool,
             core::BlockingPool& store_pool,
             const core::Clock& clock)
        : store(settings.enabled, settings.store_file),
          filters_store(store),
          dashboard(erp, erp_pool, clock),
          invoices(erp, erp_pool, clock),
          saved_filters(filters_store, store_pool, clock) {}

    ReportsStore store;
    SavedFiltersStore filters_store;
    DashboardService dashboard;
    InvoicesService invoices;
    SavedFiltersService saved_filters;
};

ReportsModule::ReportsModule(const ReportsSettings& settings,
                             database::ErpGateway& erp,
                             core::BlockingPool& erp_pool,
                             core::BlockingPool& store_pool,
                             const core::Clock& clock)
    : services_(std::make_unique<Services>(settings, erp, erp_pool, store_pool, clock)) {}

ReportsModule::~ReportsModule() = default;

lifecycle::Component& ReportsModule::store() {
    return services_->store;
}

http::Router ReportsModule::create_reports_router() {
    http::Router router;
    router.include("/dashboard", create_dashboard_router(services_->dashboard));
    router.include("/invoices", create_invoices_router(services_->invoices));
    router.include("/saved-filters", create_saved_filters_router(services_->saved_filters));
    return router;
}

}  // namespace roa2web::reports
