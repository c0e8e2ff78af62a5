// The routes of /api/reports/cache, over a cache with real files.
#include "routers/cache_router.hpp"

#include <chrono>
#include <memory>
#include <ostream>
#include <string>

#include <gtest/gtest.h>

#include "http/dispatcher.hpp"
#include "http/test_client.hpp"
#include "json/node.hpp"

#include "cache/cache_test_support.hpp"

namespace roa2web::reports {
namespace {

using core::Result;
using core::Task;

/// Every token is the name of a role; nobody has a right to any company.
class Roles final : public http::Authenticator {
  public:
    Task<Result<http::Principal>> authenticate(std::string_view token) override {
        co_return http::Principal{
            {1}, std::string(token), std::string(token), "s", core::permissions_of_role(token)};
    }

    Task<Result<void>> check_company(const http::Principal&, core::CompanyId) override {
        co_return core::fail(core::ErrorCode::Forbidden, "Not yours", "company_forbidden");
    }
};

class CacheRouter : public testing::Test {
  protected:
    CacheRouter() {
        restart();
        client_->use_token("administrator");
    }

    void restart() {
        client_.reset();
        dispatcher_.reset();
        service_.reset();
        cache_ = site_.make_cache(site_.settings());
        invoices_ = &cache_->add_report("invoices");
        cache_->add_report("dashboard");
        service_ = std::make_unique<CacheService>(*cache_, CacheSettingsStore(store_));
        store_.on_open([this] { service_->take_kept_settings(); });
        service_->start();
        store_.start();
        http::Router routes;
        routes.include("/api/reports/cache", create_cache_router(*service_));
        dispatcher_ = std::make_unique<http::Dispatcher>(
            http::DispatcherSettings{}, std::move(routes), roles_, http::StaticFiles({}));
        client_ = std::make_unique<http::TestClient>(*dispatcher_);
        client_->use_token("administrator");
    }

    void fill(std::int64_t company) {
        const ProduceAnswer make = []() -> Task<Result<std::string>> {
            co_return std::string(R"({"secret":"figures"})");
        };
        core::sync_wait(cache_->get(*invoices_, key_of(company), make));
        cache_->wait();
    }

    http::Response put(const std::string& settings) {
        return client_->send(http::Method::Put,
                             "/api/reports/cache/settings",
                             settings,
                             {{"Content-Type", "application/json"}});
    }

    CacheSite site_;
    ReportsStore store_{true, site_.folder / "reports.db"};
    Roles roles_;
    std::unique_ptr<ReportCache> cache_;
    CacheReport* invoices_{nullptr};
    std::unique_ptr<CacheService> service_;
    std::unique_ptr<http::Dispatcher> dispatcher_;
    std::unique_ptr<http::TestClient> client_;
};

constexpr const char* kSettings =
    R"({"enabled":true,"memory_mb":2,"max_age_seconds":60,"stale_seconds":600,)"
    R"("reports":[{"report":"invoices","max_age_seconds":5}]})";

struct Scenario {
    const char* name;
    const char* token;
    http::Method method;
    const char* target;
    const char* body;
    int status;
    const char* must_contain;
};

std::ostream& operator<<(std::ostream& out, const Scenario& scenario) {
    return out << scenario.name;
}

class CacheScenario : public CacheRouter, public testing::WithParamInterface<Scenario> {};

TEST_P(CacheScenario, AnswersAsTheContractSays) {
    client_->use_token(GetParam().token);
    const auto response = client_->send(
        GetParam().method, std::string("/api/reports/cache") + GetParam().target, GetParam().body);
    EXPECT_EQ(response.status, GetParam().status) << response.body_text();
    EXPECT_NE(response.body_text().find(GetParam().must_contain), std::string_view::npos)
        << response.body_text();
}

INSTANTIATE_TEST_SUITE_P(
    Routes,
    CacheScenario,
    testing::ValuesIn(std::vector<Scenario>{
        {"stats_no_token", "", http::Method::Get, "/stats", "", 401, "not_authenticated"},
        {"stats_viewer", "viewer", http::Method::Get, "/stats", "", 403, "cache.manage"},
        {"stats_accountant", "accountant", http::Method::Get, "/stats", "", 403, "cache.manage"},
        {"stats", "administrator", http::Method::Get, "/stats", "", 200, R"("report":"dashboard")"},
        {"clear_viewer", "viewer", http::Method::Post, "/clear", "{}", 403, "cache.manage"},
        {"clear",
         "administrator",
         http::Method::Post,
         "/clear",
         "{}",
         200,
         R"("memory_entries":0)"},
        {"clear_no_body", "administrator", http::Method::Post, "/clear", "", 422, "json_invalid"},
        {"clear_absurd_company",
         "administrator",
         http::Method::Post,
         "/clear",
         R"({"company_id":0})",
         422,
         "company_id"},
        {"clear_unknown_report",
         "administrator",
         http::Method::Post,
         "/clear",
         R"({"report":"weather"})",
         422,
         "There is no report 'weather'"},
        {"clear_other_member",
         "administrator",
         http::Method::Post,
         "/clear",
         R"({"user":1})",
         422,
         "extra_forbidden"},
        {"settings_viewer", "viewer", http::Method::Put, "/settings", kSettings, 403, "cache"},
        {"settings",
         "administrator",
         http::Method::Put,
         "/settings",
         kSettings,
         200,
         "kept\":true"},
        {"settings_half", "administrator", http::Method::Put, "/settings", "{}", 422, "missing"},
        {"settings_no_memory",
         "administrator",
         http::Method::Put,
         "/settings",
         R"({"enabled":true,"memory_mb":0,"max_age_seconds":1,"stale_seconds":1,"reports":[]})",
         422,
         "memory_mb"},
        {"settings_unknown_report",
         "administrator",
         http::Method::Put,
         "/settings",
         R"({"enabled":true,"memory_mb":1,"max_age_seconds":1,"stale_seconds":1,)"
         R"("reports":[{"report":"weather","max_age_seconds":1}]})",
         422,
         R"("loc":["body","reports","0","report"])"},
        {"settings_report_twice",
         "administrator",
         http::Method::Put,
         "/settings",
         R"({"enabled":true,"memory_mb":1,"max_age_seconds":1,"stale_seconds":1,)"
         R"("reports":[{"report":"invoices","max_age_seconds":1},)"
         R"({"report":"invoices","max_age_seconds":2}]})",
         422,
         R"("loc":["body","reports","1","report"])"},
    }),
    [](const auto& scenario) { return std::string(scenario.param.name); });

TEST_F(CacheRouter, CountsWhatHappenedAndShowsNothingOfTheAnswers) {
    fill(1);
    fill(1);
    fill(2);
    const auto response = client_->get("/api/reports/cache/stats");
    const auto stats = *json::Document::parse(response.body_text());
    const auto total = *stats.root().find("total");
    EXPECT_EQ(total.find("misses")->integer(), 2);
    EXPECT_EQ(total.find("memory_hits")->integer(), 1);
    EXPECT_EQ(stats.root().find("memory")->find("entries")->integer(), 2);
    EXPECT_EQ(stats.root().find("disk")->find("entries")->integer(), 2);
    EXPECT_EQ(stats.root().find("memory")->find("limit_bytes")->integer(), 1 << 20);
    EXPECT_EQ(response.body_text().find("figures"), std::string_view::npos);
}

TEST_F(CacheRouter, ClearsWhatIsAskedForAndSaysHowMuch) {
    fill(1);
    fill(2);
    const auto one = client_->post("/api/reports/cache/clear", R"({"company_id":1})");
    EXPECT_EQ(one.body_text(), R"({"memory_entries":1,"disk_entries":1})");
    const auto none = client_->post("/api/reports/cache/clear", R"({"report":"dashboard"})");
    EXPECT_EQ(none.body_text(), R"({"memory_entries":0,"disk_entries":0})");
    const auto rest = client_->post("/api/reports/cache/clear", "{}");
    EXPECT_EQ(rest.body_text(), R"({"memory_entries":1,"disk_entries":1})");
}

TEST_F(CacheRouter, ChangesSettingsAtOnceAndRemembersThem) {
    const auto answer = put(kSettings);
    EXPECT_EQ(answer.body_text(), std::string(R"({"settings":)") + kSettings + R"(,"kept":true})");
    EXPECT_EQ(invoices_->max_age, 5);
    restart();
    EXPECT_EQ(invoices_->max_age, 5);
    EXPECT_EQ(cache_->memory_limit(), std::size_t{2} << 20U);
    const auto response = client_->get("/api/reports/cache/stats");
    EXPECT_NE(response.body_text().find(kSettings), std::string_view::npos);
}

TEST_F(CacheRouter, SaysWhenSettingsCouldNotBeKept) {
    store_.stop();
    const auto answer = put(kSettings);
    EXPECT_EQ(answer.status, 200);
    EXPECT_NE(answer.body_text().find(R"("kept":false)"), std::string_view::npos);
    EXPECT_EQ(invoices_->max_age, 5);
}

TEST_F(CacheRouter, IsHealthyOrSwitchedOff) {
    EXPECT_EQ(service_->name(), "cache");
    EXPECT_EQ(service_->health().status, lifecycle::Status::Ok);
    cache_->configure(false, 1 << 20, cache_->ages());
    EXPECT_EQ(service_->health().status, lifecycle::Status::Disabled);
}

}  // namespace
}  // namespace roa2web::reports
