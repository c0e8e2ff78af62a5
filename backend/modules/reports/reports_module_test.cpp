// The module as the process holds it: which parts need the store, and which do not.
#include "reports_module.hpp"

#include <filesystem>
#include <utility>

#include <gtest/gtest.h>

#include "http/dispatcher.hpp"
#include "http/test_client.hpp"

#include "dashboard_test_books.hpp"

namespace roa2web::reports {

namespace {

using lifecycle::Status;
using std::chrono::year;

class AnyViewer final : public http::Authenticator {
  public:
    core::Task<core::Result<http::Principal>> authenticate(std::string_view) override {
        http::Principal principal;
        principal.permissions = core::permissions_of_role("viewer");
        co_return principal;
    }

    core::Task<core::Result<void>> check_company(const http::Principal&, core::CompanyId) override {
        co_return core::Result<void>{};
    }
};

class ReportsModuleTest : public testing::Test {
  protected:
    ReportsModuleTest() { company_.open_months(2025, 1, 2025, 11); }

    database::TestFolder folder_;
    HandMadeCompany company_;
    core::FixedClock clock_{noon_of(year{2025} / 11 / 20)};
    core::BlockingPool erp_pool_{"erp", 1, 10};
    core::BlockingPool store_pool_{"stores", 1, 10};
    AnyViewer authenticator_;
};

TEST_F(ReportsModuleTest, ServesReportsWithoutItsStore) {
    ReportsSettings settings;
    settings.store_file = folder_ / "reports/reports.db";
    settings.temporary_folder = folder_ / "tmp";
    ReportsModule module(settings, company_, erp_pool_, store_pool_, clock_);
    http::Router router;
    router.include("/api/reports", module.create_reports_router(), "reports");
    const http::Dispatcher dispatcher({}, std::move(router), authenticator_, http::StaticFiles({}));
    http::TestClient client(dispatcher);
    client.use_token("any");
    EXPECT_EQ(client.get("/api/reports/dashboard?company_id=1").status, 200);
    EXPECT_EQ(client.get("/api/reports/invoices?company_id=1").status, 200);
    EXPECT_EQ(client.get("/api/reports/saved-filters").status, 503);

    module.store().start();
    EXPECT_EQ(module.store().name(), "reports_db");
    EXPECT_EQ(module.store().health().status, Status::Ok);
    EXPECT_EQ(client.get("/api/reports/saved-filters").status, 200);

    module.store().stop();
    EXPECT_EQ(client.get("/api/reports/saved-filters").status, 503);
    EXPECT_EQ(client.get("/api/reports/dashboard?company_id=1").status, 200);
}

TEST_F(ReportsModuleTest, OpensNothingWhenItIsSwitchedOff) {
    ReportsSettings settings;
    settings.enabled = false;
    settings.store_file = folder_ / "reports/reports.db";
    settings.temporary_folder = folder_ / "tmp";
    ReportsModule module(settings, company_, erp_pool_, store_pool_, clock_);
    module.store().start();
    EXPECT_EQ(module.store().health().status, Status::Disabled);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "reports"));
}

}  // namespace

}  // namespace roa2web::reports
