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
    EXPECT_TRUE(note->find("responses")->find("404"));
    EXPECT_TRUE(note->find("responses")->find("413"));
    EXPECT_FALSE(note->find("responses")->find("409"));
    EXPECT_TRUE(note->find("requestBody"));
    EXPECT_FALSE(paths->find("/api/greeting")->find("get")->find("security"));
}

TEST(OpenApi, NamesFilesAndConflicts) {
    Router router;
    router.get("/file",
               {.access = kPublic,
                .summary = "A table",
                .conflict = "It is being made",
                .media_types = {"text/csv", "application/pdf"}},
               [](const Call<>&) -> core::Task<core::Result<Response>> { co_return Response{}; });
    const auto document = json::Document::parse(openapi_document(router.routes(), "1.2.3"));
    ASSERT_TRUE(document);
    const auto responses =
        document->root().find("paths")->find("/file")->find("get")->find("responses");
    EXPECT_EQ(responses->find("200")->find("content")->size(), 2U);
    EXPECT_TRUE(responses->find("200")->find("content")->find("application/pdf"));
    EXPECT_EQ(responses->find("409")->find("description")->text(), "It is being made");
    EXPECT_TRUE(responses->find("304"));
}

TEST(OpenApi, DescribesFormsWithFilesAndAnswersOfOtherStatuses) {
    Router router;
    router.post(
        "/api/files",
        {.access = kPublic,
         .summary = "Takes files",
         .status = 201,
         .required_headers = {"Idempotency-Key"}},
        [](const Call<NoQuery, UploadedForm>&) -> core::Task<core::Result<Answered<Greeting>>> {
            Answered<Greeting> answer{200, {"the same as before"}};
            co_return answer;
        });
    const auto text = openapi_document(router.routes(), "1.2.3");
    const auto document = json::Document::parse(text);
    ASSERT_TRUE(document) << text;
    const auto post = document->root().find("paths")->find("/api/files")->find("post");
    ASSERT_TRUE(post);
    const auto header = post->find("parameters")->at(0);
    EXPECT_EQ(header.find("name")->text(), "Idempotency-Key");
    EXPECT_EQ(header.find("in")->text(), "header");
    const auto form = post->find("requestBody")->find("content")->find("multipart/form-data");
    ASSERT_TRUE(form) << text;
    const auto file = form->find("schema")->find("properties")->find("file");
    EXPECT_EQ(file->find("items")->find("format")->text(), "binary");
    EXPECT_TRUE(post->find("responses")->find("413"));
    const auto answer = post->find("responses")->find("201")->find("content");
    ASSERT_TRUE(answer);
    EXPECT_NE(text.find("#/components/schemas/Greeting"), std::string::npos);
}

}  // namespace
}  // namespace roa2web::http
