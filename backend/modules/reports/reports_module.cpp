#include "reports_module.hpp"

#include <memory>

#include "routers/documents_router.hpp"
#include "routers/invoices_router.hpp"
#include "routers/partners_router.hpp"
#include "routers/treasury_router.hpp"
#include "routers/trial_balance_router.hpp"
#include "services/documents_service.hpp"
#include "services/invoices_service.hpp"
#include "services/partners_service.hpp"
#include "services/treasury_service.hpp"
#include "services/trial_balance_service.hpp"

namespace roa2web::reports {

struct ReportsModule::Services {
    InvoicesService invoices;
    TrialBalanceService trial_balance;
    TreasuryService treasury;
    PartnersService partners;
    DocumentsService documents;
};

ReportsModule::ReportsModule(database::ErpGateway& erp,
                             core::BlockingPool& erp_pool,
                             const core::Clock& clock)
    : services_(std::make_unique<Services>(
          Services{.invoices = InvoicesService(erp, erp_pool, clock),
                   .trial_balance = TrialBalanceService(erp, erp_pool, clock),
                   .treasury = TreasuryService(erp, erp_pool, clock),
                   .partners = PartnersService(erp, erp_pool, clock),
                   .documents = DocumentsService(erp, erp_pool)})) {}

ReportsModule::~ReportsModule() = default;

http::Router ReportsModule::create_reports_router() {
    http::Router router;
    router.include("/invoices", create_invoices_router(services_->invoices));
    router.include("/trial-balance", create_trial_balance_router(services_->trial_balance));
    router.include("/treasury", create_treasury_router(services_->treasury));
    router.include("/partners", create_partners_router(services_->partners));
    router.include("/documents", create_documents_router(services_->documents));
    return router;
}

}  // namespace roa2web::reports
