// The routes of /api/reports/saved-filters over a real store.
#include "routers/saved_filters_router.hpp"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/blocking_pool.hpp"
#include "database/test_folder.hpp"
#include "http/dispatcher.hpp"
#include "http/test_client.hpp"

namespace roa2web::reports {

namespace {

using http::Method;

/// The tokens are "ana" and "bob", who may view reports, and "operator", who may not.
class NameAuthenticator final : public http::Authenticator {
  public:
    core::Task<core::Result<http::Principal>> authenticate(std::string_view token) override {
        http::Principal principal;
        principal.username = token;
        if (token == "ana" || token == "bob") {
            principal.user = core::UserId{token == "ana" ? 7 : 8};
            principal.permissions = core::permissions_of_role("viewer");
        } else if (token == "operator") {
            principal.user = core::UserId{9};
            principal.permissions = core::permissions_of_role("operator");
        } else {
            co_return core::fail(
                core::ErrorCode::Unauthenticated, "The token is not valid", "invalid_token");
        }
        co_return principal;
    }

    core::Task<core::Result<void>> check_company(const http::Principal&, core::CompanyId) override {
        co_return core::fail(core::ErrorCode::Forbidden, "No company here");
    }
};

struct Scenario {
    std::string name;
    std::string token;
    Method method;
    std::string path;
    std::string body;
    int status;
    std::string holds;
    std::string lacks;
};

class SavedFiltersRouter : public testing::Test {
  protected:
    SavedFiltersRouter() { store_.start(); }

    static http::Router at_its_path(http::Router router) {
        http::Router all;
        all.include("/api/reports/saved-filters", std::move(router));
        return all;
    }

    void run(const std::vector<Scenario>& scenarios) {
        for (const auto& scenario : scenarios) {
            SCOPED_TRACE(scenario.name);
            client_.use_token(scenario.token);
            const auto answer = client_.send(scenario.method,
                                             "/api/reports/saved-filters" + scenario.path,
                                             scenario.body,
                                             {{"Content-Type", "application/json"}});
            const std::string body(answer.body_text());
            EXPECT_EQ(answer.status, scenario.status) << body;
            EXPECT_THAT(body, testing::HasSubstr(scenario.holds));
            if (!scenario.lacks.empty()) {
                EXPECT_THAT(body, testing::Not(testing::HasSubstr(scenario.lacks)));
            }
        }
    }

    /// A body of POST.
    static std::string filter(const std::string& report,
                              const std::string& name,
                              const std::string& query) {
        return R"({"report":")" + report + R"(","name":")" + name + R"(","query":")" + query +
               R"("})";
    }

    database::TestFolder folder_;
    core::BlockingPool pool_{"test-store", 2, 100};
    core::FixedClock clock_{core::Timestamp{std::chrono::seconds{1763937000}}};
    ReportsStore store_{true, folder_ / "reports.db"};
    SavedFiltersStore filters_{store_};
    SavedFiltersService service_{filters_, pool_, clock_};
    NameAuthenticator authenticator_;
    http::Dispatcher dispatcher_{{},
                                 at_its_path(create_saved_filters_router(service_)),
                                 authenticator_,
                                 http::StaticFiles({})};
    http::TestClient client_{dispatcher_};
};

TEST_F(SavedFiltersRouter, KeepsShowsAndDeletesTheUsersOwnFiltersOnly) {
    const auto overdue = filter("invoices", "Restanțe <b>", "status=overdue&sort=due_date");
    // In order: what is saved and deleted stays so. The refused one has taken the id 2.
    run({{"none yet", "ana", Method::Get, "", "", 200, R"({"items":[]})", ""},
         {"save",
          "ana",
          Method::Post,
          "",
          overdue,
          201,
          R"({"id":1,"report":"invoices","name":"Restanțe <b>","query":"status=overdue&sort=due_date",)"
          R"("created_at":"2025-11-23T22:30:00Z"})",
          ""},
         {"the same name",
          "ana",
          Method::Post,
          "",
          overdue,
          409,
          "saved_filter_exists",
          "\"id\":2"},
         {"of another user", "bob", Method::Post, "", overdue, 201, R"("id":3)", ""},
         {"of another report",
          "ana",
          Method::Post,
          "",
          filter("trial-balance", "Restanțe <b>", ""),
          201,
          R"("query":"")",
          ""},
         {"own", "ana", Method::Get, "", "", 200, R"("id":1,)", R"("id":3,)"},
         {"of one report", "ana", Method::Get, "?report=invoices", "", 200, R"("id":1,)", "trial"},
         {"the other's",
          "bob",
          Method::Get,
          "?report=invoices",
          "",
          200,
          R"("id":3,)",
          R"("id":1,)"},
         {"delete another's", "bob", Method::Delete, "/1", "", 404, "saved_filter_not_found", ""},
         {"delete nobody's", "ana", Method::Delete, "/99", "", 404, "saved_filter_not_found", ""},
         {"still there", "ana", Method::Get, "", "", 200, R"("id":1,)", ""},
         {"delete", "ana", Method::Delete, "/1", "", 204, "", ""},
         {"delete again", "ana", Method::Delete, "/1", "", 404, "saved_filter_not_found", ""},
         {"gone", "ana", Method::Get, "?report=invoices", "", 200, R"({"items":[]})", ""},
         {"the other's stays", "bob", Method::Get, "", "", 200, R"("id":3,)", ""}});
}

TEST_F(SavedFiltersRouter, RefusesWhoMayNotAndWhatDoesNotValidate) {
    const auto good = filter("invoices", "a", "status=open");
    const std::string sixty(60, 'a');
    std::string sixty_diacritics;
    for (int letter = 0; letter < 60; ++letter) {
        sixty_diacritics += "ș";
    }
    run({{"list without token", "", Method::Get, "", "", 401, "not_authenticated", "items"},
         {"list with a bad token", "eve", Method::Get, "", "", 401, "invalid_token", "items"},
         {"list without permission", "operator", Method::Get, "", "", 403, "reports.view", ""},
         {"save without token", "", Method::Post, "", good, 401, "not_authenticated", ""},
         {"save without permission", "operator", Method::Post, "", good, 403, "reports.view", ""},
         {"delete without token", "", Method::Delete, "/1", "", 401, "not_authenticated", ""},
         {"delete without permission",
          "operator",
          Method::Delete,
          "/1",
          "",
          403,
          "reports.view",
          ""},
         {"no body", "ana", Method::Post, "", "", 422, "detail", ""},
         {"no JSON", "ana", Method::Post, "", "{", 422, "detail", ""},
         {"no name",
          "ana",
          Method::Post,
          "",
          R"({"report":"invoices","query":""})",
          422,
          "name",
          ""},
         {"empty name", "ana", Method::Post, "", filter("invoices", "", ""), 422, "name", ""},
         {"blank name", "ana", Method::Post, "", filter("invoices", "  ", ""), 422, "blank", ""},
         {"line break in the name",
          "ana",
          Method::Post,
          "",
          filter("invoices", "a\\nb", ""),
          422,
          "name",
          ""},
         {"61 letters",
          "ana",
          Method::Post,
          "",
          filter("invoices", sixty + "a", ""),
          422,
          "60 letters",
          ""},
         {"60 letters", "ana", Method::Post, "", filter("invoices", sixty, ""), 201, sixty, ""},
         {"60 letters with diacritics",
          "ana",
          Method::Post,
          "",
          filter("invoices", sixty_diacritics, ""),
          201,
          sixty_diacritics,
          ""},
         {"report with a path",
          "ana",
          Method::Post,
          "",
          filter("../x", "a", ""),
          422,
          "report",
          ""},
         {"empty report", "ana", Method::Post, "", filter("", "a", ""), 422, "report", ""},
         {"query with blanks",
          "ana",
          Method::Post,
          "",
          filter("invoices", "a", "a=b c"),
          422,
          "query",
          ""},
         {"query with a tag",
          "ana",
          Method::Post,
          "",
          filter("invoices", "a", "a=<b>"),
          422,
          "query",
          ""},
         {"half a code",
          "ana",
          Method::Post,
          "",
          filter("invoices", "a", "a=%C"),
          422,
          "query",
          ""},
         {"with a fragment",
          "ana",
          Method::Post,
          "",
          filter("invoices", "a", "a=b#c"),
          422,
          "query",
          ""},
         {"2000 bytes",
          "ana",
          Method::Post,
          "",
          filter("invoices", "a", std::string(2000, 'a')),
          201,
          "id",
          ""},
         {"2001 bytes",
          "ana",
          Method::Post,
          "",
          filter("invoices", "b", std::string(2001, 'a')),
          422,
          "query",
          ""},
         {"id that is no number", "ana", Method::Delete, "/all", "", 422, R"(["path","id"])", ""},
         {"SQL",
          "ana",
          Method::Get,
          "?report=a%27%20OR%20%271%27=%271",
          "",
          200,
          R"({"items":[]})",
          ""}});
}

TEST_F(SavedFiltersRouter, Answers503WhileTheStoreIsAway) {
    store_.stop();
    run({{"list", "ana", Method::Get, "", "", 503, "detail", "items"},
         {"save", "ana", Method::Post, "", filter("invoices", "a", ""), 503, "detail", ""},
         {"delete", "ana", Method::Delete, "/1", "", 503, "detail", ""}});
}

}  // namespace

}  // namespace roa2web::reports
