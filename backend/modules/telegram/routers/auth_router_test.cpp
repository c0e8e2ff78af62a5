#include "routers/auth_router.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "json/node.hpp"

#include "module_test_site.hpp"
#include "services/link_code.hpp"

namespace roa2web::telegram {
namespace {

using namespace std::chrono_literals;

constexpr auto kUrl = "/api/telegram/auth/code";

std::string code_in(const http::Response& response) {
    const auto document = json::Document::parse(response.body_text());
    const auto code = document ? document->root().find("code") : std::nullopt;
    return code ? std::string(code->text()) : "";
}

TelegramLink chat_at(core::Timestamp instant) {
    return TelegramLink{.telegram_id = TelegramId{55}, .name = "Ana", .linked_at = instant};
}

TEST(TelegramAuthRouter, AnswersByWhoCalls) {
    const std::vector<Scenario> scenarios{
        {"no token", "", http::Method::Post, kUrl, 401, "not_authenticated", "expires_in"},
        {"bad token", "eve", http::Method::Post, kUrl, 401, "invalid_token", "expires_in"},
        {"signed in", "ana", http::Method::Post, kUrl, 200, R"("expires_in":900)", "detail"},
        {"a body is not needed", "ana", http::Method::Post, kUrl, 200, R"("code":")", "detail"},
        {"not to be read", "ana", http::Method::Get, kUrl, 405, "method_not_allowed", "expires_in"},
    };
    ModuleTestSite site;
    for (const auto& scenario : scenarios) {
        SCOPED_TRACE(scenario.name);
        site.client.use_token(scenario.token);
        const auto answer = site.client.send(scenario.method, scenario.url);
        EXPECT_EQ(answer.status, scenario.status);
        EXPECT_THAT(std::string(answer.body_text()), testing::HasSubstr(scenario.holds));
        EXPECT_THAT(std::string(answer.body_text()),
                    testing::Not(testing::HasSubstr(scenario.lacks)));
    }
}

TEST(TelegramAuthRouter, GivesADeepLinkOnceTheBotIsKnown) {
    ModuleTestSite site;
    site.client.use_token("ana");
    const auto before = site.client.post(kUrl, "");
    EXPECT_THAT(std::string(before.body_text()), testing::HasSubstr(R"("deep_link":null)"));
    site.bot.start();
    const auto after = site.client.post(kUrl, "");
    EXPECT_THAT(
        std::string(after.body_text()),
        testing::HasSubstr(R"("deep_link":"https://t.me/roa_bot?start=)" + code_in(after) + '"'));
}

TEST(TelegramAuthRouter, KeepsNothingButTheHash) {
    ModuleTestSite site;
    site.client.use_token("ana");
    const auto code = code_in(site.client.post(kUrl, ""));
    ASSERT_EQ(code.size(), 8U);
    EXPECT_FALSE(site.links.redeem_code(code, chat_at(site.clock.now())));
    EXPECT_EQ(site.links.redeem_code(hash_link_code(code), chat_at(site.clock.now())), kAna);
}

TEST(TelegramAuthRouter, EndsTheEarlierCodeOfTheSameUserOnly) {
    ModuleTestSite site;
    site.client.use_token("bob");
    const auto of_bob = code_in(site.client.post(kUrl, ""));
    site.client.use_token("ana");
    const auto first = code_in(site.client.post(kUrl, ""));
    const auto second = code_in(site.client.post(kUrl, ""));
    EXPECT_FALSE(site.links.redeem_code(hash_link_code(first), chat_at(site.clock.now())));
    EXPECT_EQ(site.links.redeem_code(hash_link_code(second), chat_at(site.clock.now())), kAna);
    EXPECT_EQ(site.links.redeem_code(hash_link_code(of_bob), chat_at(site.clock.now())), kBob);
}

TEST(TelegramAuthRouter, EndsACodeAfterFifteenMinutes) {
    ModuleTestSite site;
    site.client.use_token("ana");
    const auto code = code_in(site.client.post(kUrl, ""));
    site.clock.advance(15min);
    EXPECT_FALSE(site.links.redeem_code(hash_link_code(code), chat_at(site.clock.now())));
}

TEST(TelegramAuthRouter, LetsNoCacheKeepTheCode) {
    ModuleTestSite site;
    site.client.use_token("ana");
    const auto answer = site.client.post(kUrl, "");
    EXPECT_EQ(answer.header("Cache-Control"), "no-store");
}

}  // namespace
}  // namespace roa2web::telegram
