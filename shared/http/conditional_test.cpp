#include "http/conditional.hpp"

#include <string>

#include <gtest/gtest.h>

namespace roa2web::http {
namespace {

Request reading(std::string_view if_none_match) {
    Request request;
    request.headers.emplace_back("If-None-Match", if_none_match);
    return request;
}

TEST(Conditional, SameBytesHaveTheSameEtag) {
    auto first = json_response(200, R"({"a":1})");
    auto second = json_response(200, R"({"a":1})");
    auto other = json_response(200, R"({"a":2})");
    add_etag(first);
    add_etag(second);
    add_etag(other);
    EXPECT_EQ(first.header("ETag"), second.header("ETag"));
    EXPECT_NE(first.header("ETag"), other.header("ETag"));
}

TEST(Conditional, AnswersNotModifiedForAKnownEtagCompressedOrNot) {
    for (const bool compressed : {false, true}) {
        auto response = json_response(200, "{}");
        add_etag(response);
        std::string etag(response.header("ETag"));
        if (compressed) {
            etag.insert(etag.size() - 1, "-gzip");
        }
        apply_conditions(reading("\"other\", W/" + etag), response);
        EXPECT_EQ(response.status, 304);
        EXPECT_EQ(response.body_text(), "");
        EXPECT_EQ(response.header("ETag"), etag);
    }
}

TEST(Conditional, SendsTheAnswerForAnotherEtag) {
    auto response = json_response(200, "{}");
    add_etag(response);
    apply_conditions(reading("\"other\""), response);
    EXPECT_EQ(response.status, 200);
}

TEST(Conditional, GivesErrorsNoEtag) {
    auto response = json_response(404, "{}");
    add_etag(response);
    EXPECT_EQ(response.header("ETag"), "");
}

}  // namespace
}  // namespace roa2web::http
