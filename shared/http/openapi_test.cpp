#include "http/openapi.hpp"

#include <string>

#include <gtest/gtest.h>

#include "http/test_site.hpp"
#include "json/node.hpp"

namespace roa2web::http {
namespace {

TEST(OpenApi, DescribesEveryRouteAndWhoMayCallIt) {
    core::BlockingPool pool("test", 1, 1);
    const auto text = openapi_document(make_test_routes(pool).routes(), "1.2.3");
    const auto document = json::Document::parse(text);
    ASSERT_TRUE(document) << text;
    const auto paths = document->root().find("paths");
    ASSERT_TRUE(paths);
    EXPECT_EQ(paths->size(), 6U);
    const auto company = paths->find("/api/company")->find("get");
    ASSERT_TRUE(company);
    EXPECT_EQ(company->find("parameters")->at(0).find("name")->text(), "company_id");
    EXPECT_TRUE(company->find("responses")->find("403"));
    EXPECT_TRUE(company->find("security"));
    const auto note = paths->find("/api/notes/{id}")->find("post");
    EXPECT_TRUE(note->find("responses")->find("201"));
    EXPECT_TRUE(note->find("requestBody"));
    EXPECT_FALSE(paths->find("/api/greeting")->find("get")->find("security"));
}

}  // namespace
}  // namespace roa2web::http
