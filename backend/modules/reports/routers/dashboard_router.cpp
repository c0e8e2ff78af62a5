#include "routers/dashboard_router.hpp"

#include <string>
#include <utility>

#include "core/result.hpp"
#include "core/task.hpp"

#include "cache/cached.hpp"
#include "schemas/dashboard_schemas.hpp"

namespace roa2web::reports {

namespace {

using core::Result;
using core::Task;

http::RouteOptions of_company(std::string summary) {
    return {.access = http::needs(core::Permission::ReportsView),
            .company = true,
            .summary = std::move(summary)};
}

}  // namespace

http::Router create_dashboard_router(DashboardService& service, ReportCache& cache) {
    http::Router router;
    router.get("",
               of_company("Cash, open invoices, VAT and profit of a month, beside the month before "
                          "and the same month last year"),
               cached(cache,
                      "dashboard",
                      [&service](const http::Call<PeriodQuery>& call) -> Task<Result<Dashboard>> {
                          co_return co_await service.show_dashboard(call.company, call.query);
                      }));
    router.get("/trends",
               of_company("Revenue, expenses, cash and VAT, month by month"),
               cached(cache,
                      "dashboard_trends",
                      [&service](const http::Call<TrendsQuery>& call) -> Task<Result<Trends>> {
                          co_return co_await service.show_trends(call.company, call.query);
                      }));
    router.get("/maturity",
               of_company("Open invoices by days past due, with the largest partners"),
               cached(cache,
                      "dashboard_maturity",
                      [&service](const http::Call<MaturityQuery>& call) -> Task<Result<Maturity>> {
                          co_return co_await service.show_maturity(call.company, call.query);
                      }));
    router.get("/cash-flow",
               of_company("Money expected in and out, week by week, from due dates"),
               cached(cache,
                      "dashboard_cash_flow",
                      [&service](const http::Call<CashFlowQuery>& call) -> Task<Result<CashFlow>> {
                          co_return co_await service.show_cash_flow(call.company, call.query);
                      }));
    router.get(
        "/top-partners",
        of_company("The largest clients or suppliers of the last months, by net value"),
        cached(cache,
               "dashboard_top_partners",
               [&service](const http::Call<TopPartnersQuery>& call) -> Task<Result<TopPartners>> {
                   co_return co_await service.show_top_partners(call.company, call.query);
               }));
    return router;
}

}  // namespace roa2web::reports
