#include "http/dispatcher.hpp"

#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "http/compression.hpp"
#include "http/test_client.hpp"
#include "http/test_site.hpp"

namespace roa2web::http {
namespace {

struct Scenario {
    std::string name;
    Method method;
    std::string target;
    std::string token;
    std::string body;
    int status;
    std::string must_contain;
};

std::ostream& operator<<(std::ostream& out, const Scenario& scenario) {
    return out << scenario.name;
}

class DispatcherScenario : public testing::TestWithParam<Scenario> {
  protected:
    core::BlockingPool pool_{"test", 2, 10};
    FakeAuthenticator authenticator_;
    Dispatcher dispatcher_{{.cors_origins = {"https://portal.example.ro"}},
                           make_test_routes(pool_),
                           authenticator_,
                           StaticFiles({})};
    TestClient client_{dispatcher_};
};

TEST_P(DispatcherScenario, AnswersAsTheContractSays) {
    const auto& scenario = GetParam();
    client_.use_token(scenario.token);
    const auto response = client_.send(scenario.method, scenario.target, scenario.body);
    EXPECT_EQ(response.status, scenario.status);
    EXPECT_NE(response.body_text().find(scenario.must_contain), std::string_view::npos)
        << response.body_text();
    EXPECT_EQ(response.body_text().find("secret"), std::string_view::npos);
    EXPECT_EQ(response.header("X-Request-ID"), "test");
    EXPECT_EQ(response.header("X-Content-Type-Options"), "nosniff");
}

const std::vector<Scenario> kScenarios{
    {"public", Method::Get, "/api/greeting?name=Ana", "", "", 200, R"({"text":"Bună, Ana! "})"},
    {"default query", Method::Get, "/api/greeting", "", "", 200, "lume"},
    {"bad query", Method::Get, "/api/greeting?times=6", "", "", 422, R"("loc":["query","times"])"},
    {"unknown path", Method::Get, "/api/nothing", "", "", 404, R"({"detail":)"},
    {"unknown page file", Method::Get, "/nothing.js", "", "", 404, R"({"detail":)"},
    {"wrong method", Method::Delete, "/api/greeting", "", "", 405, R"({"detail":)"},
    {"no token", Method::Get, "/api/company?company_id=1", "", "", 401, "not_authenticated"},
    {"wrong token", Method::Get, "/api/company?company_id=1", "x", "", 401, "invalid_token"},
    {"no permission", Method::Get, "/api/company?company_id=1", "nobody", "", 403, "reports.view"},
    {"no company",
     Method::Get,
     "/api/company",
     "viewer",
     "",
     422,
     R"("loc":["query","company_id"])"},
    {"company that is no number",
     Method::Get,
     "/api/company?company_id=1;drop",
     "viewer",
     "",
     422,
     "int_parsing"},
    {"another's company",
     Method::Get,
     "/api/company?company_id=2",
     "viewer",
     "",
     403,
     "company_forbidden"},
    {"own company", Method::Get, "/api/company?company_id=1", "viewer", "", 200, "viewer 1"},
    {"body", Method::Post, "/api/notes/7", "nobody", R"({"text":"!"})", 201, "7!"},
    {"bad body and path",
     Method::Post,
     "/api/notes/x",
     "nobody",
     R"({"text":1})",
     422,
     R"("loc":["path","id"])"},
    {"no body", Method::Post, "/api/notes/7", "nobody", "", 422, "json_invalid"},
    {"body without token", Method::Post, "/api/notes/7", "", "{}", 401, "not_authenticated"},
    {"exception", Method::Get, "/api/broken", "", "", 500, "X-Request-ID"},
};

INSTANTIATE_TEST_SUITE_P(Routes,
                         DispatcherScenario,
                         testing::ValuesIn(kScenarios),
                         [](const auto& scenario) {
                             std::string name = scenario.param.name;
                             std::replace_if(
                                 name.begin(),
                                 name.end(),
                                 [](char letter) { return letter == ' ' || letter == '\''; },
                                 '_');
                             return name;
                         });

TEST_F(DispatcherScenario, AnswersNotModifiedToWhoHasTheAnswerAlready) {
    const auto first = client_.get("/api/greeting");
    const auto second = client_.send(
        Method::Get, "/api/greeting", "", {{"If-None-Match", std::string(first.header("ETag"))}});
    EXPECT_EQ(second.status, 304);
    EXPECT_EQ(second.header("Cache-Control"), "private, no-cache");
}

TEST_F(DispatcherScenario, CompressesLongAnswersForWhoAccepts) {
    const auto plain = client_.get("/api/long");
    const auto compressed =
        client_.send(Method::Get, "/api/long", "", {{"Accept-Encoding", "gzip"}});
    EXPECT_EQ(compressed.header("Content-Encoding"), "gzip");
    EXPECT_EQ(gunzip(compressed.body_text(), plain.body_text().size()), plain.body_text());
    EXPECT_NE(compressed.header("ETag"), plain.header("ETag"));
    const auto known = client_.send(
        Method::Get,
        "/api/long",
        "",
        {{"Accept-Encoding", "gzip"}, {"If-None-Match", std::string(compressed.header("ETag"))}});
    EXPECT_EQ(known.status, 304);
}

TEST_F(DispatcherScenario, LetsOnlyKnownOriginsReadAnswers) {
    const auto known =
        client_.send(Method::Get, "/api/greeting", "", {{"Origin", "https://portal.example.ro"}});
    const auto other =
        client_.send(Method::Get, "/api/greeting", "", {{"Origin", "https://evil.example"}});
    EXPECT_EQ(known.header("Access-Control-Allow-Origin"), "https://portal.example.ro");
    EXPECT_EQ(other.header("Access-Control-Allow-Origin"), "");
    EXPECT_NE(known.header("Access-Control-Expose-Headers").find("X-Data-As-Of"),
              std::string_view::npos);
    const auto preflight = client_.send(
        Method::Options, "/api/greeting", "", {{"Origin", "https://portal.example.ro"}});
    EXPECT_EQ(preflight.status, 204);
    EXPECT_EQ(preflight.header("Access-Control-Allow-Methods"), "GET, HEAD");
}

TEST_F(DispatcherScenario, GivesThePageScriptsOfThisServerOnly) {
    const auto response = client_.get("/api/greeting");
    const auto policy = response.header("Content-Security-Policy");
    EXPECT_NE(policy.find("script-src 'self';"), std::string_view::npos);
    EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string_view::npos);
}

}  // namespace
}  // namespace roa2web::http
