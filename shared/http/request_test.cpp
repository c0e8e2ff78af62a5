#include "http/request.hpp"

#include <string>

#include <gtest/gtest.h>

namespace roa2web::http {
namespace {

TEST(RequestTarget, SplitsAndDecodes) {
    Request request;
    ASSERT_TRUE(parse_target("/api/x?search=%C8%98tefan+cel&empty=&flag&b=1%2B1", request));
    EXPECT_EQ(request.path, "/api/x");
    const json::TextPairs expected{
        {"search", "Ștefan cel"}, {"empty", ""}, {"flag", ""}, {"b", "1+1"}};
    EXPECT_EQ(request.query, expected);
}

TEST(RequestTarget, RefusesMalformedEscapesNulAndBadUtf8) {
    for (const char* target :
         {"/x?a=%", "/x?a=%4", "/x?a=%zz", "/x?a=%00", "/x?a=%C0%80", "x", "", "*", "http://a/b"}) {
        Request request;
        EXPECT_FALSE(parse_target(target, request)) << target;
    }
}

TEST(Request, FindsHeadersByAnyCase) {
    Request request;
    request.headers = {{"Content-Type", "a"}, {"content-type", "b"}};
    EXPECT_EQ(request.header("CONTENT-TYPE"), "a");
    EXPECT_EQ(request.header("Host"), "");
}

}  // namespace
}  // namespace roa2web::http
