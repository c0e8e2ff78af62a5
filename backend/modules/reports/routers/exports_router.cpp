#include "routers/exports_router.hpp"

#include <string>
#include <utility>

#include "core/result.hpp"
#include "core/task.hpp"

#include "export/table_writer.hpp"
#include "routers/file_response.hpp"
#include "schemas/export_schemas.hpp"
#include "schemas/partners_schemas.hpp"
#include "schemas/trial_balance_schemas.hpp"
#include "services/invoices_export.hpp"
#include "services/ledger_exports.hpp"
#include "services/trial_balance_export.hpp"

namespace roa2web::reports {

namespace {

using core::Result;
using core::Task;
using http::NoBody;

/// A report's own query, or how it is exported: the bases of an export's query.
template <class Part, class Query>
const Part& part(const Query& query) {
    return query;
}

/// What every export route does with its plan.
class Exports {
  public:
    Exports(ReportExporter& exporter, core::BlockingPool& file_pool, const core::Clock& clock)
        : exporter_(exporter), file_pool_(file_pool), clock_(clock) {}

    [[nodiscard]] core::Date today() const { return clock_.today(); }

    template <class Call>
    [[nodiscard]] Task<Result<http::Response>> answer(const Call& call,
                                                      const PlanExport& plan) const {
        return run({.company = call.company,
                    .options = part<ExportOptions>(call.query),
                    .id = call.request.id,
                    .client_has_gone = call.request.client_has_gone},
                   plan);
    }

  private:
    Task<Result<http::Response>> run(ExportRequest request, PlanExport plan) const {
        auto& file_pool = file_pool_;
        auto file = co_await exporter_.run(std::move(request), std::move(plan));
        if (!file) {
            co_return tl::unexpected(std::move(file.error()));
        }
        co_return file_response(std::move(*file), file_pool);
    }

    ReportExporter& exporter_;
    core::BlockingPool& file_pool_;
    const core::Clock& clock_;
};

http::RouteOptions options(std::string summary) {
    return {.access = http::needs(core::Permission::ReportsView),
            .company = true,
            .summary = std::move(summary),
            .media_types = {std::string(exports::kXlsxContentType),
                            std::string(exports::kPdfContentType),
                            std::string(exports::kCsvContentType)}};
}

}  // namespace

http::Router create_exports_router(ReportExporter& exporter,
                                   core::BlockingPool& file_pool,
                                   const core::Clock& clock) {
    const Exports exports(exporter, file_pool, clock);
    http::Router router;
    router.get(
        "/invoices/export",
        options("A whole selection of invoices as XLSX, PDF or CSV"),
        [exports](const http::Call<InvoiceExportQuery>& call) -> Task<Result<http::Response>> {
            co_return co_await exports.answer(
                call, plan_invoices_export(part<InvoiceQuery>(call.query), exports.today()));
        });
    router.get(
        "/trial-balance/export",
        options("The trial balance of one month as XLSX, PDF or CSV"),
        [exports](const http::Call<TrialBalanceExportQuery>& call) -> Task<Result<http::Response>> {
            co_return co_await exports.answer(
                call,
                plan_trial_balance_export(part<TrialBalanceQuery>(call.query), exports.today()));
        });
    router.get(
        "/trial-balance/accounts/{account}/export",
        options("An account ledger as XLSX, PDF or CSV"),
        [exports](const http::Call<LedgerExportQuery, NoBody, AccountPath>& call)
            -> Task<Result<http::Response>> {
            co_return co_await exports.answer(
                call,
                plan_account_ledger_export(
                    call.path.account.value, part<LedgerQuery>(call.query), exports.today()));
        });
    router.get("/partners/{id}/statement/export",
               options("A partner statement as XLSX, PDF or CSV"),
               [exports](const http::Call<LedgerExportQuery, NoBody, PartnerPath>& call)
                   -> Task<Result<http::Response>> {
                   co_return co_await exports.answer(
                       call,
                       plan_partner_statement_export(
                           call.path.id, part<LedgerQuery>(call.query), exports.today()));
               });
    router.get(
        "/treasury/export",
        options("The register of one bank account or cash desk as XLSX, PDF or CSV"),
        [exports](const http::Call<TreasuryExportQuery>& call) -> Task<Result<http::Response>> {
            co_return co_await exports.answer(
                call,
                plan_treasury_export(part<TreasuryRegisterQuery>(call.query), exports.today()));
        });
    return router;
}

}  // namespace roa2web::reports
