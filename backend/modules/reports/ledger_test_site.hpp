// For the tests of the book-keeping reports: their routes over generated books of two companies,
// real SQL on real files, and a caller per role.
#pragma once

#include <chrono>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "core/money.hpp"
#include "core/permissions.hpp"
#include "database/demo/demo_erp.hpp"
#include "database/sqlite_erp_gateway.hpp"
#include "database/test_folder.hpp"
#include "http/dispatcher.hpp"
#include "http/test_client.hpp"
#include "json/node.hpp"

#include "routers/documents_router.hpp"
#include "routers/partners_router.hpp"
#include "routers/treasury_router.hpp"
#include "routers/trial_balance_router.hpp"

namespace roa2web::reports {

/// "viewer" may view the reports of company 1; "operator" has no permission for reports.
class LedgerCallers final : public http::Authenticator {
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

/// A request and what its answer must be.
struct LedgerScenario {
    const char* name;
    const char* token;
    const char* target;  // after /api/reports
    int status;
    const char* must_contain;
    const char* must_not_contain{"SELECT"};
};

inline std::ostream& operator<<(std::ostream& out, const LedgerScenario& scenario) {
    return out << scenario.name;
}

class LedgerTestSite : public testing::Test {
  protected:
    LedgerTestSite() { client_.use_token("viewer"); }

    /// The generated books end in November 2025 and begin in January 2024.
    static const database::TestFolder& books() {
        static const database::TestFolder kFolder;
        static const bool kMade = [] {
            using namespace std::chrono_literals;
            database::DemoOptions options;
            options.journal_lines = 2000;
            options.companies = 2;
            options.years = 2;
            options.last_day = 2025y / 11 / 20;
            options.password_cost = {.passes = 1, .memory_bytes = 65'536};
            database::generate_demo_erp(kFolder / "erp", options);
            return true;
        }();
        static_cast<void>(kMade);
        return kFolder;
    }

    static database::ErpSettings settings() {
        database::ErpSettings settings;
        settings.folder = books() / "erp";
        return settings;
    }

    void expect_answer(const LedgerScenario& scenario) {
        client_.use_token(scenario.token);
        const auto response = client_.get(std::string("/api/reports") + scenario.target);
        const std::string_view body = response.body_text();
        EXPECT_EQ(response.status, scenario.status) << body;
        EXPECT_NE(body.find(scenario.must_contain), std::string_view::npos) << body;
        EXPECT_EQ(body.find(scenario.must_not_contain), std::string_view::npos) << body;
    }

    [[nodiscard]] json::Document get(const std::string& target) const {
        const auto response = client_.get("/api/reports" + target);
        EXPECT_EQ(response.status, 200) << target << ": " << response.body_text();
        return *json::Document::parse(response.body_text());
    }

    static std::int64_t bani(const json::Node& node, std::string_view name) {
        return core::parse_money(node.find(name)->text())->bani;
    }

    static std::string text(const json::Node& node, std::string_view name) {
        return std::string(node.find(name)->text());
    }

    core::FixedClock clock_{std::chrono::sys_days(std::chrono::year(2025) / 11 / 20) +
                            std::chrono::hours(12)};
    core::BlockingPool pool_{"erp", 2, 100};
    database::SqliteErpGateway erp_{settings()};
    TrialBalanceService trial_balance_{erp_, pool_, clock_};
    TreasuryService treasury_{erp_, pool_, clock_};
    PartnersService partners_{erp_, pool_, clock_};
    DocumentsService documents_{erp_, pool_};
    ReportCache cache_{ReportCacheSettings{}, erp_, pool_, pool_, clock_};
    LedgerCallers callers_;
    http::Dispatcher dispatcher_{{}, make_routes(), callers_, http::StaticFiles({})};
    http::TestClient client_{dispatcher_};

  private:
    http::Router make_routes() {
        http::Router router;
        router.include("/api/reports/trial-balance",
                       create_trial_balance_router(trial_balance_, cache_));
        router.include("/api/reports/treasury", create_treasury_router(treasury_, cache_));
        router.include("/api/reports/partners", create_partners_router(partners_, cache_));
        router.include("/api/reports/documents", create_documents_router(documents_, cache_));
        return router;
    }
};

class LedgerScenarios : public LedgerTestSite,
                        public testing::WithParamInterface<LedgerScenario> {};

inline std::string scenario_name(const testing::TestParamInfo<LedgerScenario>& scenario) {
    return scenario.param.name;
}

}  // namespace roa2web::reports
