// Cached routes as a client sees them, behind the dispatcher that checks rights.
#include "cache/cached.hpp"

#include <atomic>
#include <chrono>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "core/text.hpp"
#include "http/dispatcher.hpp"
#include "http/test_client.hpp"
#include "json/constraints.hpp"

#include "cache/cache_test_support.hpp"

namespace roa2web::reports {

struct SoldQuery {
    std::optional<json::TextOf<1, 50>> search;
    json::IntegerIn<1, 100> page{1};
};
BOOST_DESCRIBE_STRUCT(SoldQuery, (), (search, page))

struct SoldAnswer {
    std::int64_t company{0};
    std::int64_t page{0};
    std::string user;
    std::string header;
    std::int64_t made{0};
};
BOOST_DESCRIBE_STRUCT(SoldAnswer, (), (company, page, user, header, made))

namespace {

using namespace std::chrono_literals;
using core::Result;
using core::Task;

/// "both" has a right to companies 1 and 2, "first" to company 1.
class TwoAccountants final : public http::Authenticator {
  public:
    Task<Result<http::Principal>> authenticate(std::string_view token) override {
        co_return http::Principal{
            {1}, std::string(token), "viewer", "s", {core::Permission::ReportsView}};
    }

    Task<Result<void>> check_company(const http::Principal& principal,
                                     core::CompanyId company) override {
        if (company.value > (principal.username == "both" ? 2 : 1)) {
            co_return core::fail(core::ErrorCode::Forbidden, "Not yours", "company_forbidden");
        }
        co_return Result<void>{};
    }
};

class CachedRoute : public testing::Test {
  protected:
    CachedRoute() { client_.use_token("both"); }

    http::Router make_routes() {
        const http::RouteOptions options{.access = http::needs(core::Permission::ReportsView),
                                         .company = true,
                                         .summary = "Sold goods"};
        const auto make = [this](const http::Call<SoldQuery>& call) -> Task<Result<SoldAnswer>> {
            co_await site_.erp_pool.schedule();
            if (call.query.search && call.query.search->value == "missing") {
                co_return core::fail(core::ErrorCode::NotFound, "No such goods", "not_found");
            }
            co_return SoldAnswer{call.company.value,
                                 call.query.page.value,
                                 call.principal.username,
                                 std::string(call.request.header("X-Secret")),
                                 ++made_};
        };
        http::Router router;
        router.get("/api/sold", options, cached(*cache_, "sold", make));
        router.get("/api/sold-ever", options, cached(*cache_, "sold_ever", CacheDay::Any, make));
        return router;
    }

    CacheSite site_;
    std::atomic<std::int64_t> made_{0};
    std::unique_ptr<ReportCache> cache_{site_.make_cache(site_.settings())};
    TwoAccountants accountants_;
    http::Dispatcher dispatcher_{{}, make_routes(), accountants_, http::StaticFiles({})};
    http::TestClient client_{dispatcher_};
};

TEST_F(CachedRoute, SaysHowOldTheAnswerIsAndWhereItCameFrom) {
    const auto first = client_.get("/api/sold?company_id=1");
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(first.header("X-Data-As-Of"), "2025-11-20T12:00:00Z");
    EXPECT_EQ(first.header("X-Cache"), "miss");
    EXPECT_EQ(first.header("Cache-Control"), "private, no-cache");
    site_.clock.advance(60s);
    EXPECT_EQ(client_.get("/api/sold?company_id=1").status, 200);
    const auto second = client_.get("/api/sold?company_id=1");
    EXPECT_EQ(second.header("X-Data-As-Of"), "2025-11-20T12:00:00Z");
    EXPECT_EQ(second.header("X-Cache"), "memory");
    EXPECT_EQ(second.header("ETag"), first.header("ETag"));
    EXPECT_EQ(second.body_text(), first.body_text());
}

TEST_F(CachedRoute, TellsTheAgeAlsoToWhoHasTheAnswerAlready) {
    const auto first = client_.get("/api/sold?company_id=1");
    const auto again = client_.send(http::Method::Get,
                                    "/api/sold?company_id=1",
                                    "",
                                    {{"If-None-Match", std::string(first.header("ETag"))}});
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.header("X-Data-As-Of"), "2025-11-20T12:00:00Z");
}

TEST_F(CachedRoute, ChecksRightsBeforeTheCache) {
    EXPECT_EQ(client_.get("/api/sold?company_id=2").status, 200);
    client_.use_token("first");
    const auto refused = client_.get("/api/sold?company_id=2");
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(refused.header("X-Cache"), "");
    EXPECT_EQ(refused.body_text().find("made"), std::string_view::npos);
    client_.use_token("");
    EXPECT_EQ(client_.get("/api/sold?company_id=2").status, 401);
}

TEST_F(CachedRoute, NeverGivesOneCompanysAnswerForAnother) {
    for (int turn = 0; turn < 3; ++turn) {
        for (const char* company : {"1", "2"}) {
            const auto answer = client_.get(std::string("/api/sold?page=3&company_id=") + company);
            EXPECT_NE(answer.body_text().find(std::string(R"({"company":)") + company),
                      std::string_view::npos);
        }
    }
    EXPECT_EQ(made_, 2);
}

TEST_F(CachedRoute, ShowsNothingOfWhoAskedToWhatMakesTheAnswer) {
    const auto answer =
        client_.send(http::Method::Get, "/api/sold?company_id=1", "", {{"X-Secret", "mine"}});
    EXPECT_NE(answer.body_text().find(R"("user":"","header":"")"), std::string_view::npos)
        << answer.body_text();
    client_.use_token("first");
    const auto same = client_.get("/api/sold?company_id=1");
    EXPECT_EQ(same.header("X-Cache"), "memory");
}

TEST_F(CachedRoute, TakesTheSameParametersForTheSameHoweverTheyAreWritten) {
    EXPECT_EQ(client_.get("/api/sold?company_id=1&search=a%20b&page=1").status, 200);
    const auto same = client_.get("/api/sold?search=a+b&tracker=7&company_id=1");
    EXPECT_EQ(same.header("X-Cache"), "memory");
    const auto other = client_.get("/api/sold?company_id=1&search=a%22b");
    EXPECT_EQ(other.header("X-Cache"), "miss");
    EXPECT_EQ(made_, 2);
}

TEST_F(CachedRoute, AsksAnewOnAnotherDayUnlessTheReportKnowsNone) {
    EXPECT_EQ(client_.get("/api/sold?company_id=1").status, 200);
    EXPECT_EQ(client_.get("/api/sold-ever?company_id=1").status, 200);
    auto ages = cache_->ages();
    ages.max_age = 24h;
    cache_->configure(true, 1'000'000, ages);
    site_.clock.advance(10h + 1min);  // past midnight in Bucharest
    const auto daily = client_.get("/api/sold?company_id=1");
    EXPECT_EQ(daily.header("X-Cache"), "miss");
    const auto timeless = client_.get("/api/sold-ever?company_id=1");
    EXPECT_EQ(timeless.header("X-Cache"), "memory");
}

TEST_F(CachedRoute, NeverKeepsErrorsNorAsksForWhatDoesNotValidate) {
    EXPECT_EQ(client_.get("/api/sold?company_id=1&search=missing").status, 404);
    EXPECT_EQ(client_.get("/api/sold?company_id=1&page=0").status, 422);
    EXPECT_EQ(made_, 0);
    EXPECT_EQ(cache_->totals().memory.entries, 0U);
}

TEST_F(CachedRoute, IsDocumentedAsTheAnswerItself) {
    json::SchemaComponents components;
    EXPECT_NE(dispatcher_.routes().front().schema.answer(components).find("SoldAnswer"),
              std::string::npos);
}

TEST_F(CachedRoute, RefusesTwoReportsOfOneName) {
    EXPECT_THROW(make_routes(), core::ConfigurationError);
}

}  // namespace
}  // namespace roa2web::reports
