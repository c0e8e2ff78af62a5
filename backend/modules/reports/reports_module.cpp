#include "reports_module.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <utility>

#include "core/blocking_pool.hpp"

#include "cache/report_cache.hpp"
#include "db/reports_store.hpp"
#include "db/saved_filters_store.hpp"
#include "export/temporary_file.hpp"
#include "routers/cache_router.hpp"
#include "routers/dashboard_router.hpp"
#include "routers/documents_router.hpp"
#include "routers/exports_router.hpp"
#include "routers/invoices_router.hpp"
#include "routers/partners_router.hpp"
#include "routers/saved_filters_router.hpp"
#include "routers/treasury_router.hpp"
#include "routers/trial_balance_router.hpp"
#include "services/cache_service.hpp"
#include "services/dashboard_service.hpp"
#include "services/documents_service.hpp"
#include "services/invoices_service.hpp"
#include "services/partners_service.hpp"
#include "services/report_exporter.hpp"
#include "services/saved_filters_service.hpp"
#include "services/treasury_service.hpp"
#include "services/trial_balance_service.hpp"

namespace roa2web::reports {

namespace {

/// Reads pieces of files that are sent: short work, and not to wait behind the ERP's queries.
constexpr std::size_t kFileThreads = 2;
constexpr std::size_t kFileQueue = 1024;

}  // namespace

struct ReportsModule::Services {
    Services(ReportsSettings settings,
             database::ErpGateway& erp,
             core::BlockingPool& erp_pool,
             core::BlockingPool& store_pool,
             const core::Clock& with_clock)
        : clock(with_clock),
          store(settings.enabled, settings.store_file),
          filters_store(store),
          dashboard(erp, erp_pool, clock),
          invoices(erp, erp_pool, clock),
          trial_balance(erp, erp_pool, clock),
          treasury(erp, erp_pool, clock),
          partners(erp, erp_pool, clock),
          documents(erp, erp_pool),
          saved_filters(filters_store, store_pool, clock),
          folder(settings.temporary_folder),
          exporter(erp, erp_pool, clock, folder, settings.exports_at_once),
          cache(std::move(settings.cache), erp, erp_pool, store_pool, clock) {
        store.on_open([this] { cache_service.take_kept_settings(); });
    }

    const core::Clock& clock;
    ReportsStore store;
    SavedFiltersStore filters_store;
    DashboardService dashboard;
    InvoicesService invoices;
    TrialBalanceService trial_balance;
    TreasuryService treasury;
    PartnersService partners;
    DocumentsService documents;
    SavedFiltersService saved_filters;
    std::filesystem::file_time_type started_at{std::filesystem::file_time_type::clock::now()};
    exports::TemporaryFolder folder;
    ReportExporter exporter;
    core::BlockingPool file_pool{"files", kFileThreads, kFileQueue};
    ReportCache cache;  // after the services: it waits for answers that these still make
    CacheService cache_service{cache, CacheSettingsStore(store)};
};

ReportsModule::ReportsModule(ReportsSettings settings,
                             database::ErpGateway& erp,
                             core::BlockingPool& erp_pool,
                             core::BlockingPool& store_pool,
                             const core::Clock& clock)
    : services_(std::make_unique<Services>(std::move(settings), erp, erp_pool, store_pool, clock)) {
}

ReportsModule::~ReportsModule() = default;

lifecycle::Component& ReportsModule::store() {
    return services_->store;
}

lifecycle::Component& ReportsModule::cache() {
    return services_->cache_service;
}

void ReportsModule::sweep_temporary_files() const {
    services_->folder.sweep(services_->started_at);
}

http::Router ReportsModule::create_reports_router() {
    http::Router router;
    router.include("/dashboard", create_dashboard_router(services_->dashboard, services_->cache));
    router.include("/invoices", create_invoices_router(services_->invoices, services_->cache));
    router.include("/trial-balance",
                   create_trial_balance_router(services_->trial_balance, services_->cache));
    router.include("/treasury", create_treasury_router(services_->treasury, services_->cache));
    router.include("/partners", create_partners_router(services_->partners, services_->cache));
    router.include("/documents", create_documents_router(services_->documents, services_->cache));
    router.include("/saved-filters", create_saved_filters_router(services_->saved_filters));
    router.include(
        "", create_exports_router(services_->exporter, services_->file_pool, services_->clock));
    router.include("/cache", create_cache_router(services_->cache_service));
    return router;
}

}  // namespace roa2web::reports
