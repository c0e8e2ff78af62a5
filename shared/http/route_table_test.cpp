#include "http/route_table.hpp"

#include <string>

#include <gtest/gtest.h>

#include "core/exceptions.hpp"

namespace roa2web::http {
namespace {

struct OnePath {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(OnePath, (), (id))

Router make_router() {
    const auto handler = [](const Call<>&) -> core::Task<core::Result<NoContent>> {
        co_return NoContent{};
    };
    Router router;
    router.get("/items", {.access = kPublic, .summary = "list"}, handler);
    router.post("/items", {.access = kPublic, .summary = "add"}, handler);
    router.get("/items/export", {.access = kPublic, .summary = "export"}, handler);
    router.get("/items/{id}", {.access = kPublic, .summary = "one"}, handler);
    router.get("/items/{item}/lines/{line}", {.access = kPublic, .summary = "line"}, handler);
    Router all;
    all.include("/api", std::move(router), "items");
    return all;
}

TEST(RouteTable, PrefersLiteralsAndReadsNames) {
    const auto router = make_router();
    const RouteTable table(router.routes());
    EXPECT_EQ(table.find(Method::Get, "/api/items/export").route->options.summary, "export");
    const auto one = table.find(Method::Head, "/api/items/a%20b");
    ASSERT_NE(one.route, nullptr);
    EXPECT_EQ(one.path_values, (json::TextPairs{{"id", "a b"}}));
    const auto line = table.find(Method::Get, "/api/items/export/lines/7");
    ASSERT_NE(line.route, nullptr);
    EXPECT_EQ(line.path_values, (json::TextPairs{{"item", "export"}, {"line", "7"}}));
}

TEST(RouteTable, TellsAnUnknownPathFromAnUnknownMethod) {
    const auto router = make_router();
    const RouteTable table(router.routes());
    EXPECT_EQ(table.find(Method::Delete, "/api/items").allowed_methods, "GET, HEAD, POST");
    EXPECT_EQ(table.find(Method::Delete, "/api/items").route, nullptr);
    for (const char* path : {"/api",
                             "/api/items/",
                             "/api/items/1/lines",
                             "/api/items//lines/1",
                             "",
                             "api/items",
                             "/api/items/%zz"}) {
        EXPECT_EQ(table.find(Method::Get, path).route, nullptr) << path;
    }
}

TEST(RouteTable, RefusesTwoRoutesThatAreTheSame) {
    auto router = make_router();
    router.get("/api/items/{other}",
               {.access = kPublic, .summary = "twice"},
               [](const Call<>&) -> core::Task<core::Result<NoContent>> { co_return NoContent{}; });
    EXPECT_THROW(RouteTable{router.routes()}, core::ConfigurationError);
}

}  // namespace
}  // namespace roa2web::http
