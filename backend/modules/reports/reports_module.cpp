#include "reports_module.hpp"

#include <memory>
#include <utility>

#include "cache/report_cache.hpp"
#include "routers/cache_router.hpp"
#include "routers/invoices_router.hpp"
#include "services/cache_service.hpp"
#include "services/invoices_service.hpp"

namespace roa2web::reports {

struct ReportsModule::Services {
    Services(ReportsSettings settings,
             database::ErpGateway& erp,
             core::BlockingPool& erp_pool,
             core::BlockingPool& store_pool,
             const core::Clock& clock)
        : invoices(erp, erp_pool, clock),
          cache(std::move(settings.cache), erp, erp_pool, store_pool, clock) {}

    InvoicesService invoices;
    ReportCache cache;  // after the services: it waits for answers that these still make
    CacheService cache_service{cache};
};

ReportsModule::ReportsModule(ReportsSettings settings,
                             database::ErpGateway& erp,
                             core::BlockingPool& erp_pool,
                             core::BlockingPool& store_pool,
                             const core::Clock& clock)
    : services_(std::make_unique<Services>(std::move(settings), erp, erp_pool, store_pool, clock)) {
}

ReportsModule::~ReportsModule() = default;

lifecycle::Component& ReportsModule::cache() {
    return services_->cache_service;
}

http::Router ReportsModule::create_reports_router() {
    http::Router router;
    router.include("/invoices", create_invoices_router(services_->invoices, services_->cache));
    router.include("/cache", create_cache_router(services_->cache_service));
    return router;
}

}  // namespace roa2web::reports
