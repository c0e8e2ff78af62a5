#include "routes/health_router.hpp"

#include <stdexcept>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "http/test_client.hpp"

namespace roa2web::routes {
namespace {

class OneComponent final : public lifecycle::Component {
  public:
    [[nodiscard]] std::string_view name() const override { return "erp"; }

    void start() override {
        if (broken) {
            throw std::runtime_error("listener at 10.0.0.5 refuses");
        }
    }

    void stop() noexcept override {}

    [[nodiscard]] lifecycle::Health health() override {
        return {lifecycle::Status::Ok, "8 sessions", {{"in_use", "1"}}};
    }

    bool broken{false};
};

/// The token "admin" may see the system.
class TokenReader final : public http::Authenticator {
  public:
    core::Task<core::Result<http::Principal>> authenticate(std::string_view token) override {
        co_return read_token(token);
    }

    core::Task<core::Result<void>> check_company(const http::Principal&, core::CompanyId) override {
        co_return core::Result<void>{};
    }

    [[nodiscard]] core::Result<http::Principal> read_token(std::string_view token) const override {
        if (token != "admin") {
            return core::fail(core::ErrorCode::Unauthenticated, "no");
        }
        return http::Principal{{1}, "admin", "administrator", "s", {core::Permission::SystemView}};
    }
};

class HealthRouterTest : public testing::Test {
  protected:
    void start(lifecycle::Importance importance) {
        supervisor_.add(erp_, importance);
        supervisor_.start_component(erp_);
    }

    static http::Router under_health(http::Router router) {
        http::Router all;
        all.include("/health", std::move(router));
        return all;
    }

    OneComponent erp_;
    core::BlockingPool pool_{"test", 1, 8};
    lifecycle::Supervisor supervisor_{{.health_max_age = std::chrono::milliseconds(0)}};
    TokenReader authenticator_;
    http::Dispatcher dispatcher_{
        {},
        under_health(
            create_health_router({supervisor_, pool_, "1.2.3", std::chrono::steady_clock::now()})),
        authenticator_,
        http::StaticFiles({})};
    http::TestClient client_{dispatcher_};
};

TEST_F(HealthRouterTest, TellsEveryoneTheStatusAndAdministratorsTheDetails) {
    start(lifecycle::Importance::Optional);
    const auto anyone = client_.get("/health");
    EXPECT_EQ(anyone.status, 200);
    EXPECT_NE(anyone.body_text().find(R"("status":"ok","version":"1.2.3")"),
              std::string_view::npos);
    EXPECT_NE(anyone.body_text().find(R"("erp":{"status":"ok")"), std::string_view::npos);
    EXPECT_EQ(anyone.body_text().find("8 sessions"), std::string_view::npos);
    client_.use_token("admin");
    const auto admin = client_.get("/health");
    EXPECT_NE(admin.body_text().find("8 sessions"), std::string_view::npos);
    EXPECT_NE(admin.body_text().find(R"("in_use":"1")"), std::string_view::npos);
}

TEST_F(HealthRouterTest, IsDegradedWithoutAnOptionalComponent) {
    erp_.broken = true;
    start(lifecycle::Importance::Optional);
    const auto response = client_.get("/health");
    EXPECT_EQ(response.status, 200);
    EXPECT_NE(response.body_text().find(R"("status":"degraded")"), std::string_view::npos);
    EXPECT_EQ(response.body_text().find("10.0.0.5"), std::string_view::npos);
    EXPECT_EQ(client_.get("/health/ready").status, 200);
}

TEST_F(HealthRouterTest, IsDownWithoutAnEssentialComponent) {
    erp_.broken = true;
    start(lifecycle::Importance::Essential);
    EXPECT_EQ(client_.get("/health").status, 503);
    EXPECT_EQ(client_.get("/health/ready").status, 503);
    EXPECT_EQ(client_.get("/health/live").status, 200);
}

}  // namespace
}  // namespace roa2web::routes
