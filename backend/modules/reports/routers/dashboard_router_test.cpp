// The routes of /api/reports/dashboard over generated books: real SQL on real files.
#include "routers/dashboard_router.hpp"

#include <chrono>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/blocking_pool.hpp"
#include "database/sqlite_erp_gateway.hpp"
#include "http/dispatcher.hpp"
#include "http/test_client.hpp"

#include "dashboard_test_books.hpp"

namespace roa2web::reports {
namespace {

using std::chrono::year;

/// "viewer" may view the reports of company 1; "operator" has no permission for reports.
class OneCompanyAuthenticator final : public http::Authenticator {
  public:
    core::Task<core::Result<http::Principal>> authenticate(std::string_view token) override {
        if (token != "viewer" && token != "operator") {
            co_return core::fail(
                core::ErrorCode::Unauthenticated, "Sign in first", "invalid_token");
        }
        co_return http::Principal{
            {1}, std::string(token), std::string(token), "s", core::permissions_of_role(token)};
    }

    core::Task<core::Result<void>> check_company(const http::Principal&,
                                                 core::CompanyId company) override {
        if (company.value != 1) {
            co_return core::fail(core::ErrorCode::Forbidden,
                                 "You have no right to this company",
                                 "company_forbidden");
        }
        co_return core::Result<void>{};
    }
};

/// 2024-01 to 2025-11, generated once for all tests of this file.
const DemoCompanies& demo() {
    static const DemoCompanies kDemo(3, 800, 2, year{2025} / 11 / 20);
    return kDemo;
}

struct Scenario {
    const char* name;
    const char* token;
    const char* target;
    int status;
    const char* must_contain;
    const char* must_not_contain;
};

std::ostream& operator<<(std::ostream& out, const Scenario& scenario) {
    return out << scenario.name;
}

class DashboardScenario : public testing::TestWithParam<Scenario> {
  protected:
    static http::Router at_its_path(http::Router router) {
        http::Router all;
        all.include("/api/reports/dashboard", std::move(router));
        return all;
    }

    core::FixedClock clock_{noon_of(demo().last_day())};
    core::BlockingPool pool_{"erp", 2, 100};
    database::SqliteErpGateway erp_{demo().settings()};
    DashboardService service_{erp_, pool_, clock_};
    ReportCache cache_{ReportCacheSettings{}, erp_, pool_, pool_, clock_};
    OneCompanyAuthenticator authenticator_;
    http::Dispatcher dispatcher_{{},
                                 at_its_path(create_dashboard_router(service_, cache_)),
                                 authenticator_,
                                 http::StaticFiles({})};
    http::TestClient client_{dispatcher_};
};

TEST_P(DashboardScenario, AnswersAsTheContractSays) {
    client_.use_token(GetParam().token);
    const auto response = client_.get(std::string("/api/reports/dashboard") + GetParam().target);
    const std::string body(response.body_text());
    EXPECT_EQ(response.status, GetParam().status) << body;
    EXPECT_NE(body.find(GetParam().must_contain), std::string::npos) << body;
    if (*GetParam().must_not_contain != '\0') {
        EXPECT_EQ(body.find(GetParam().must_not_contain), std::string::npos) << body;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Routes,
    DashboardScenario,
    testing::ValuesIn(std::vector<Scenario>{
        {"no_token", "", "?company_id=1", 401, "not_authenticated", "cash"},
        {"wrong_token", "x", "?company_id=1", 401, "invalid_token", "cash"},
        {"no_permission", "operator", "?company_id=1", 403, "reports.view", "cash"},
        {"no_company", "viewer", "", 422, "company_id", ""},
        {"another_company", "viewer", "?company_id=2", 403, "company_forbidden", "cash"},
        {"current_month", "viewer", "?company_id=1", 200, R"("year":2025,"month":11)", ""},
        {"with_both_comparisons",
         "viewer",
         "?company_id=1",
         200,
         R"("same_month_last_year":{"cash":{"bank":")",
         "null"},
        {"closed_month", "viewer", "?company_id=1&year=2025&month=6", 200, R"("closed":true)", ""},
        {"first_month_of_the_books",
         "viewer",
         "?company_id=1&year=2024&month=1",
         200,
         R"("previous_year":"0.00"})",
         R"("previous_month":{)"},
        {"month_13", "viewer", "?company_id=1&year=2025&month=13", 422, "month", "cash"},
        {"month_0", "viewer", "?company_id=1&month=0", 422, "month", "cash"},
        {"month_that_is_no_number", "viewer", "?company_id=1&month=mai", 422, "month", ""},
        {"future_month",
         "viewer",
         "?company_id=1&year=2031&month=5",
         422,
         "2024-01 to 2025-11",
         ""},
        {"month_before_the_books", "viewer", "?company_id=1&year=2023&month=12", 422, "month", ""},
        {"absurd_year", "viewer", "?company_id=1&year=20250", 422, "year", ""},
        {"trends_no_token", "", "/trends?company_id=1", 401, "not_authenticated", ""},
        {"trends_no_permission", "operator", "/trends?company_id=1", 403, "reports.view", ""},
        {"trends_another_company", "viewer", "/trends?company_id=2", 403, "company_forbidden", ""},
        {"trends", "viewer", "/trends?company_id=1&months=2", 200, R"(["2025-10","2025-11"])", ""},
        {"trends_longer_than_the_books",
         "viewer",
         "/trends?company_id=1&months=60",
         200,
         R"({"months":["2024-01",)",
         "2023"},
        {"trends_until_a_month",
         "viewer",
         "/trends?company_id=1&months=1&year=2025&month=1",
         200,
         R"(["2025-01"])",
         ""},
        {"trends_of_61_months", "viewer", "/trends?company_id=1&months=61", 422, "months", ""},
        {"trends_of_month_13", "viewer", "/trends?company_id=1&month=13", 422, "month", ""},
        {"maturity_no_token", "", "/maturity?company_id=1", 401, "not_authenticated", ""},
        {"maturity_no_permission", "operator", "/maturity?company_id=1", 403, "reports.view", ""},
        {"maturity_another_company", "viewer", "/maturity?company_id=2", 403, "forbidden", ""},
        {"maturity", "viewer", "/maturity?company_id=1", 200, R"("bucket":"over_90")", ""},
        {"maturity_of_suppliers",
         "viewer",
         "/maturity?company_id=1&partner_type=suppliers",
         200,
         R"("partner_type":"suppliers","buckets":[{"bucket":"not_due")",
         ""},
        {"maturity_of_others",
         "viewer",
         "/maturity?company_id=1&partner_type=banks",
         422,
         "partner_type",
         ""},
        {"maturity_of_0_partners",
         "viewer",
         "/maturity?company_id=1&partners=0",
         422,
         "partners",
         ""},
        {"cash_flow_no_token", "", "/cash-flow?company_id=1", 401, "not_authenticated", ""},
        {"cash_flow_no_permission", "operator", "/cash-flow?company_id=1", 403, "reports.view", ""},
        {"cash_flow_another_company", "viewer", "/cash-flow?company_id=2", 403, "forbidden", ""},
        {"cash_flow",
         "viewer",
         "/cash-flow?company_id=1",
         200,
         R"("weeks":[{"date_from":"2025-11-17","date_to":"2025-11-23")",
         ""},
        {"cash_flow_of_13_months",
         "viewer",
         "/cash-flow?company_id=1&months=13",
         422,
         "months",
         ""},
        {"top_no_token", "", "/top-partners?company_id=1", 401, "not_authenticated", ""},
        {"top_no_permission", "operator", "/top-partners?company_id=1", 403, "reports.view", ""},
        {"top_another_company", "viewer", "/top-partners?company_id=2", 403, "forbidden", ""},
        {"top", "viewer", "/top-partners?company_id=1", 200, R"("date_from":"2024-12-01")", ""},
        {"top_of_month_13", "viewer", "/top-partners?company_id=1&month=13", 422, "month", ""},
        {"top_101", "viewer", "/top-partners?company_id=1&limit=101", 422, "limit", ""},
        {"top_of_the_future", "viewer", "/top-partners?company_id=1&year=2026", 422, "2025-11", ""},
        {"unknown_route", "viewer", "/nothing?company_id=1", 404, "detail", ""},
    }),
    [](const auto& scenario) { return std::string(scenario.param.name); });

}  // namespace
}  // namespace roa2web::reports
