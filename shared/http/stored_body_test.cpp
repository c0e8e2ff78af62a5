#include "http/stored_body.hpp"

#include <memory>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "http/compression.hpp"
#include "http/test_client.hpp"
#include "http/test_site.hpp"

namespace roa2web::http {
namespace {

/// A site whose one answer is stored beforehand, and the same answer made anew for each request.
class StoredSite : public testing::Test {
  protected:
    static Router make_routes(const StoredBodyPtr& body) {
        Router router;
        router.get("/api/stored",
                   {.access = kPublic, .summary = "A stored answer"},
                   [body](const Call<>&) -> core::Task<core::Result<Stored<Greeting>>> {
                       Stored<Greeting> answer{.body = body, .headers = {{"X-Data-As-Of", "then"}}};
                       co_return answer;
                   });
        router.get("/api/made",
                   {.access = kPublic, .summary = "The same, made for each request"},
                   [](const Call<>&) -> core::Task<core::Result<Greeting>> {
                       co_return Greeting{std::string(5000, 'a')};
                   });
        return router;
    }

    StoredBodyPtr body_ =
        std::make_shared<const StoredBody>(json::to_json(Greeting{std::string(5000, 'a')}));
    FakeAuthenticator authenticator_;
    Dispatcher dispatcher_{{}, make_routes(body_), authenticator_, StaticFiles({})};
    TestClient client_{dispatcher_};
};

TEST(StoredBody, CompressesOnceWhatIsWorthIt) {
    EXPECT_TRUE(StoredBody(R"({"a":1})").gzip().empty());
    const StoredBody body(std::string(5000, 'a'));
    EXPECT_EQ(gunzip(body.gzip(), 5000), body.text());
    EXPECT_GE(body.bytes(), 5000 + body.gzip().size());
}

TEST_F(StoredSite, SendsTheStoredBytesThemselves) {
    const auto plain = client_.get("/api/stored");
    EXPECT_EQ(plain.body_text().data(), body_->text().data());
    EXPECT_EQ(plain.header("Content-Type"), "application/json");
    const auto compressed =
        client_.send(Method::Get, "/api/stored", "", {{"Accept-Encoding", "gzip"}});
    EXPECT_EQ(compressed.body_text().data(), body_->gzip().data());
    EXPECT_EQ(compressed.header("Content-Encoding"), "gzip");
    EXPECT_EQ(compressed.header("Vary"), "Accept-Encoding");
}

TEST_F(StoredSite, HasTheETagsOfAnAnswerThatWasMadeForTheRequest) {
    for (const Headers& accepts : {Headers{}, Headers{{"Accept-Encoding", "gzip"}}}) {
        const auto stored = client_.send(Method::Get, "/api/stored", "", accepts);
        const auto made = client_.send(Method::Get, "/api/made", "", accepts);
        EXPECT_EQ(stored.header("ETag"), made.header("ETag"));
        EXPECT_EQ(stored.body_text(), made.body_text());
    }
}

TEST_F(StoredSite, AnswersNotModifiedAndKeepsTheOtherHeaders) {
    const auto answer =
        client_.send(Method::Get, "/api/stored", "", {{"If-None-Match", body_->etag()}});
    EXPECT_EQ(answer.status, 304);
    EXPECT_EQ(answer.body_text(), "");
    EXPECT_EQ(answer.header("X-Data-As-Of"), "then");
}

TEST_F(StoredSite, IsDocumentedAsWhatItHolds) {
    json::SchemaComponents components;
    const auto schema = dispatcher_.routes().front().schema.answer(components);
    EXPECT_NE(schema.find("Greeting"), std::string::npos);
}

}  // namespace
}  // namespace roa2web::http
