#include "auth/auth_router.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "auth/auth_test_support.hpp"
#include "auth/companies_router.hpp"
#include "http/test_client.hpp"
#include "json/node.hpp"

namespace roa2web::auth {

namespace {

using http::Method;

http::Router make_routes(AuthService& service) {
    http::Router routes;
    routes.include("/api/auth", create_auth_router(service), "auth");
    routes.include("/api/companies", create_companies_router(service), "companies");
    http::Router needs_company;
    needs_company.get("/company",
                      {.access = http::kSignedIn, .company = true, .summary = "For this test"},
                      [](const http::Call<>&) -> core::Task<core::Result<http::NoContent>> {
                          co_return http::NoContent{};
                      });
    routes.include("/api", std::move(needs_company));
    return routes;
}

std::string text_member(const http::Response& response, std::string_view name) {
    const auto document = json::Document::parse(response.body_text());
    EXPECT_TRUE(document) << response.body_text();
    const auto member = document->root().find(name);
    return member ? std::string(member->text()) : "";
}

class AuthRouterTest : public testing::Test {
  protected:
    AuthRouterTest() { service_.start(); }

    std::string sign_in(const std::string& name) {
        const auto response = client_.post(
            "/api/auth/login", R"({"username":")" + name + R"(","password":")" + name + R"("})");
        EXPECT_EQ(response.status, 200) << response.body_text();
        return text_member(response, "access_token");
    }

    TestFolder folder_;
    core::FixedClock clock_{test_start()};
    FakeErp erp_;
    RecordingMail mail_;
    AuthService service_{test_settings(folder_), erp_, &mail_, clock_};
    http::Dispatcher dispatcher_{{}, make_routes(service_), service_, http::StaticFiles({})};
    http::TestClient client_{dispatcher_};
};

struct Scenario {
    std::string name;
    Method method;
    std::string target;
    std::string body;
    int status;
    std::string must_contain;
    std::string must_not_contain;
};

}  // namespace

TEST_F(AuthRouterTest, AnswersTheScenariosOfACallerWithoutAToken) {
    const std::string too_long(201, 'x');
    const std::vector<Scenario> scenarios{
        {"login",
         Method::Post,
         "/api/auth/login",
         R"({"username":"demo","password":"demo"})",
         200,
         R"("token_type":"bearer","expires_in":900,"user":{"id":1,"username":"demo","full_name":"Demo Popescu")",
         "hash"},
        {"wrong password",
         Method::Post,
         "/api/auth/login",
         R"({"username":"demo","password":"x"})",
         401,
         R"({"detail":"The user name or the password is wrong","code":"invalid_credentials"})",
         "token"},
        {"unknown user",
         Method::Post,
         "/api/auth/login",
         R"({"username":"x","password":"x"})",
         401,
         R"({"detail":"The user name or the password is wrong","code":"invalid_credentials"})",
         "token"},
        {"SQL as name",
         Method::Post,
         "/api/auth/login",
         R"({"username":"' OR 1=1 --","password":"x"})",
         401,
         "",
         "SQL"},
        {"no body", Method::Post, "/api/auth/login", "", 422, R"({"detail":[{"loc":["body")", ""},
        {"no password",
         Method::Post,
         "/api/auth/login",
         R"({"username":"demo"})",
         422,
         R"("loc":["body","password"],"msg":"Field required","type":"missing")",
         ""},
        {"empty name",
         Method::Post,
         "/api/auth/login",
         R"({"username":"","password":"x"})",
         422,
         "string_too_short",
         ""},
        {"number as name",
         Method::Post,
         "/api/auth/login",
         R"({"username":7,"password":"x"})",
         422,
         "string_type",
         ""},
        {"control letter",
         Method::Post,
         "/api/auth/login",
         R"({"username":"a\u0000b","password":"x"})",
         422,
         "string_control_characters",
         ""},
        {"long password",
         Method::Post,
         "/api/auth/login",
         R"({"username":"a","password":")" + too_long + R"("})",
         422,
         "string_too_long",
         too_long},
        {"unknown field",
         Method::Post,
         "/api/auth/login",
         R"({"username":"a","password":"b","admin":true})",
         422,
         "extra_forbidden",
         ""},
        {"unknown challenge",
         Method::Post,
         "/api/auth/two-factor",
         R"({"challenge_id":"x","code":"123456"})",
         401,
         "invalid_code",
         ""},
        {"short code",
         Method::Post,
         "/api/auth/two-factor",
         R"({"challenge_id":"x","code":"12345"})",
         422,
         R"("loc":["body","code"])",
         ""},
        {"code as number",
         Method::Post,
         "/api/auth/two-factor",
         R"({"challenge_id":"x","code":123456})",
         422,
         "string_type",
         ""},
        {"unknown refresh token",
         Method::Post,
         "/api/auth/refresh",
         R"({"refresh_token":"x"})",
         401,
         "session_ended",
         ""},
        {"no refresh token",
         Method::Post,
         "/api/auth/refresh",
         "{}",
         422,
         R"(["body","refresh_token"])",
         ""},
        {"me", Method::Get, "/api/auth/me", "", 401, R"({"detail":)", ""},
        {"logout", Method::Post, "/api/auth/logout", "", 401, R"({"detail":)", ""},
        {"sessions", Method::Get, "/api/auth/sessions", "", 401, R"({"detail":)", ""},
        {"end a session", Method::Delete, "/api/auth/sessions/x", "", 401, R"({"detail":)", ""},
        {"companies", Method::Get, "/api/companies", "", 401, R"({"detail":)", "Alfa"},
        {"login by GET", Method::Get, "/api/auth/login", "", 405, R"({"detail":)", ""},
    };
    for (const auto& scenario : scenarios) {
        const auto response = client_.send(scenario.method, scenario.target, scenario.body);
        const auto body = std::string(response.body_text());
        EXPECT_EQ(response.status, scenario.status) << scenario.name << ": " << body;
        EXPECT_NE(body.find(scenario.must_contain), std::string::npos)
            << scenario.name << ": " << body;
        if (!scenario.must_not_contain.empty()) {
            EXPECT_EQ(body.find(scenario.must_not_contain), std::string::npos)
                << scenario.name << ": " << body;
        }
    }
}

TEST_F(AuthRouterTest, AnswersTheScenariosOfASignedInUser) {
    client_.use_token(sign_in("contabil"));
    const std::vector<Scenario> scenarios{
        {"me",
         Method::Get,
         "/api/auth/me",
         "",
         200,
         R"({"id":2,"username":"contabil","full_name":"Ana Țîru","email":"contabil@example.ro","role":"accountant",)"
         R"("permissions":["reports.view","receipts.create","receipts.approve"]})",
         ""},
        {"sessions",
         Method::Get,
         "/api/auth/sessions",
         "",
         200,
         R"("created_at":"2025-11-24T08:00:00Z","last_used_at":"2025-11-24T08:00:00Z","address":"192.0.2.1")",
         ""},
        {"this session",
         Method::Get,
         "/api/auth/sessions",
         "",
         200,
         R"("current":true)",
         R"("current":false)"},
        {"unknown session",
         Method::Delete,
         "/api/auth/sessions/x",
         "",
         404,
         "session_not_found",
         ""},
        {"long session id",
         Method::Delete,
         "/api/auth/sessions/" + std::string(65, 'x'),
         "",
         422,
         R"(["path","id"])",
         ""},
        {"own companies",
         Method::Get,
         "/api/companies",
         "",
         200,
         R"({"items":[{"id":1,"name":"Alfa SRL","cui":"RO1","registration_number":"J40/1/2020","schema":"alfa",)"
         R"("is_default":true}]})",
         "Beta"},
        {"own company", Method::Get, "/api/company?company_id=1", "", 204, "", ""},
        {"other company",
         Method::Get,
         "/api/company?company_id=2",
         "",
         403,
         "company_forbidden",
         "Beta"},
        {"unknown company",
         Method::Get,
         "/api/company?company_id=99",
         "",
         403,
         "company_forbidden",
         ""},
        {"no company", Method::Get, "/api/company", "", 422, R"(["query","company_id"])", ""},
        {"text as company",
         Method::Get,
         "/api/company?company_id=1%20OR%201",
         "",
         422,
         R"(["query","company_id"])",
         ""},
        {"logout", Method::Post, "/api/auth/logout", "", 204, "", ""},
        {"after logout", Method::Get, "/api/auth/me", "", 401, "session_ended", "contabil"},
    };
    for (const auto& scenario : scenarios) {
        const auto response = client_.send(scenario.method, scenario.target, scenario.body);
        const auto body = std::string(response.body_text());
        EXPECT_EQ(response.status, scenario.status) << scenario.name << ": " << body;
        EXPECT_NE(body.find(scenario.must_contain), std::string::npos)
            << scenario.name << ": " << body;
        if (!scenario.must_not_contain.empty()) {
            EXPECT_EQ(body.find(scenario.must_not_contain), std::string::npos)
                << scenario.name << ": " << body;
        }
    }
}

TEST_F(AuthRouterTest, SaysWhenToTryAgainAfterTooManyFailures) {
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(client_.post("/api/auth/login", R"({"username":"demo","password":"x"})").status,
                  401);
    }
    const auto refused =
        client_.post("/api/auth/login", R"({"username":"demo","password":"demo"})");
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.header("Retry-After"), "10");
}

TEST_F(AuthRouterTest, RefusesExpiredAndTamperedTokens) {
    const auto token = sign_in("demo");
    client_.use_token(token + "x");
    EXPECT_EQ(text_member(client_.get("/api/auth/me"), "code"), "invalid_token");
    client_.use_token(token);
    EXPECT_EQ(client_.get("/api/auth/me").status, 200);
    clock_.advance(std::chrono::minutes{16});
    const auto expired = client_.get("/api/auth/me");
    EXPECT_EQ(expired.status, 401);
    EXPECT_EQ(text_member(expired, "code"), "token_expired");
    EXPECT_EQ(expired.header("WWW-Authenticate"), "Bearer");
}

TEST_F(AuthRouterTest, RotatesRefreshTokens) {
    const auto login = client_.post("/api/auth/login", R"({"username":"demo","password":"demo"})");
    const auto body = R"({"refresh_token":")" + text_member(login, "refresh_token") + R"("})";
    const auto refreshed = client_.post("/api/auth/refresh", body);
    EXPECT_EQ(refreshed.status, 200);
    EXPECT_NE(refreshed.body_text().find(R"("user":{"id":1)"), std::string_view::npos);
    EXPECT_EQ(client_.post("/api/auth/refresh", body).status, 401);
    client_.use_token(text_member(refreshed, "access_token"));
    EXPECT_EQ(client_.get("/api/auth/me").status, 401) << "the family is revoked";
}

TEST_F(AuthRouterTest, AnswersUnavailableWhileTheErpIsAway) {
    erp_.away = true;
    const auto response =
        client_.post("/api/auth/login", R"({"username":"demo","password":"demo"})");
    EXPECT_EQ(response.status, 503);
    EXPECT_FALSE(response.header("Retry-After").empty());
}

}  // namespace roa2web::auth
