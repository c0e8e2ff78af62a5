#include "routers/status_router.hpp"

#include <string>

#include <gtest/gtest.h>

#include "core/exceptions.hpp"

#include "module_test_site.hpp"

namespace roa2web::telegram {
namespace {

constexpr auto kUrl = "/api/telegram/status";

std::string body_of(const http::Response& response) {
    return std::string(response.body_text());
}

TEST(TelegramStatusRouter, NeedsASignedInUser) {
    ModuleTestSite site;
    EXPECT_EQ(site.client.get(kUrl).status, 401);
    site.client.use_token("eve");
    EXPECT_EQ(site.client.get(kUrl).status, 401);
}

TEST(TelegramStatusRouter, TellsHowTheBotIs) {
    ModuleTestSite site;
    site.client.use_token("ana");
    EXPECT_EQ(body_of(site.client.get(kUrl)),
              R"({"enabled":true,"state":"starting","username":null})");
    site.bot.start();
    EXPECT_EQ(body_of(site.client.get(kUrl)),
              R"({"enabled":true,"state":"ok","username":"roa_bot"})");
}

TEST(TelegramStatusRouter, KeepsTheReasonOfAFailureToItself) {
    ModuleTestSite site;
    site.client.use_token("ana");
    site.api.fail_with(core::ErrorCode::Unavailable, "some detail");
    EXPECT_THROW(site.bot.start(), core::UnavailableError);
    EXPECT_EQ(body_of(site.client.get(kUrl)),
              R"({"enabled":true,"state":"degraded","username":null})");
}

TEST(TelegramStatusRouter, TellsThatThereIsNoBotAndNeedsNoStoreForIt) {
    ModuleTestSite site(false);
    site.store.stop();
    site.client.use_token("ana");
    EXPECT_EQ(body_of(site.client.get(kUrl)),
              R"({"enabled":false,"state":"disabled","username":null})");
}

}  // namespace
}  // namespace roa2web::telegram
