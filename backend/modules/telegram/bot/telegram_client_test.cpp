// The client against a real HTTP server.
#include "bot/telegram_client.hpp"

#include <chrono>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bot/bot_test_server.hpp"

namespace roa2web::telegram {
namespace {

using namespace std::chrono_literals;
using core::ErrorCode;
using Mode = BotTestServer::Mode;

TelegramClientSettings settings_for(const std::string& url, std::string token) {
    return {.api_url = url,
            .bot_token = std::move(token),
            .connect_timeout = 2000ms,
            .total_timeout = 3000ms};
}

TelegramClientSettings settings_for(const BotTestServer& server) {
    return settings_for(server.url(), std::string(kTestToken));
}

TEST(TelegramClient, PostsParametersAsJsonAndGivesTheAnswer) {
    const BotTestServer server;
    TelegramClient client(settings_for(server));
    const auto user = get_me(client, {});
    ASSERT_TRUE(user) << user.error().message;
    EXPECT_EQ(user->id, 123456789);
    EXPECT_EQ(user->username, "roa_test_bot");
    EXPECT_EQ(server.last_call(), "application/json {}");
}

TEST(TelegramClient, TakesAnAddressThatEndsWithASlash) {
    const BotTestServer server;
    TelegramClient client(settings_for(server.url() + "//", std::string(kTestToken)));
    EXPECT_TRUE(get_me(client, {}));
}

TEST(TelegramClient, TellsApartWhatGoesWrong) {
    struct Scenario {
        Mode mode;
        ErrorCode code;
        std::string says;
    };

    const std::vector<Scenario> scenarios{
        {Mode::Refused, ErrorCode::Unauthenticated, "refuses the bot token"},
        {Mode::Broken, ErrorCode::Unavailable, "HTTP status 500"},
        {Mode::Garbage, ErrorCode::Unavailable, "cannot be read"},
        {Mode::Odd, ErrorCode::Unavailable, "cannot be read"},
        {Mode::Huge, ErrorCode::Unavailable, "cannot be read"},
        {Mode::TooMany, ErrorCode::TooManyRequests, "Too Many Requests"},
        {Mode::EchoesToken, ErrorCode::InvalidInput, "/bot***/getMe"},
    };
    BotTestServer server;
    TelegramClient client(settings_for(server));
    for (const auto& scenario : scenarios) {
        server.set(scenario.mode);
        const auto user = get_me(client, {});
        ASSERT_FALSE(user) << scenario.says;
        EXPECT_EQ(user.error().code, scenario.code) << scenario.says;
        EXPECT_THAT(user.error().message, testing::HasSubstr(scenario.says));
        EXPECT_THAT(user.error().message, testing::Not(testing::HasSubstr("AAHdq")));
    }
}

TEST(TelegramClient, TellsHowLongToWait) {
    BotTestServer server;
    server.set(Mode::TooMany);
    TelegramClient client(settings_for(server));
    EXPECT_EQ(get_me(client, {}).error().retry_after, 7s);
    server.set(Mode::Broken);
    EXPECT_GT(get_me(client, {}).error().retry_after, 0s);
}

TEST(TelegramClient, WaitsNoLongerThanItsTimeout) {
    BotTestServer server;
    server.set(Mode::Slow);
    auto settings = settings_for(server);
    settings.total_timeout = 200ms;
    TelegramClient client(settings);
    const auto began = std::chrono::steady_clock::now();
    const auto user = get_me(client, {});
    ASSERT_FALSE(user);
    EXPECT_EQ(user.error().message, "Telegram did not answer in time");
    EXPECT_LT(std::chrono::steady_clock::now() - began, 1200ms);
}

TEST(TelegramClient, EndsACallWhenItIsStopped) {
    BotTestServer server;
    server.set(Mode::Slow);
    TelegramClient client(settings_for(server));
    std::stop_source stop;
    stop.request_stop();
    const auto user = get_me(client, stop.get_token());
    ASSERT_FALSE(user);
    EXPECT_EQ(user.error().message, "The server is stopping");
}

TEST(TelegramClient, SaysThatNobodyListens) {
    std::string url;
    {
        const BotTestServer gone;
        url = gone.url();
    }
    TelegramClient client(settings_for(url, std::string(kTestToken)));
    const auto user = get_me(client, {});
    ASSERT_FALSE(user);
    EXPECT_EQ(user.error().code, ErrorCode::Unavailable);
    EXPECT_EQ(user.error().message, "Telegram cannot be reached");
}

TEST(TelegramClient, RefusesATokenThatWouldChangeTheAddress) {
    const BotTestServer server;
    for (const std::string token : {"1:abc/../..", "1:a b", "1:a?x=", "1:a\r\nHost: x", "1:ă"}) {
        TelegramClient client(settings_for(server.url(), token));
        const auto user = get_me(client, {});
        ASSERT_FALSE(user) << token;
        EXPECT_EQ(user.error().code, ErrorCode::Unauthenticated);
        EXPECT_THAT(user.error().message, testing::HasSubstr("TELEGRAM_BOT_TOKEN"));
        EXPECT_THAT(user.error().message, testing::Not(testing::HasSubstr("1:a")));
    }
    EXPECT_EQ(server.calls(), 0);
}

TEST(TelegramClient, RefusesAnAddressThatIsNotHttp) {
    for (const std::string url : {"file:///etc", "ftp://127.0.0.1", "", "http://"}) {
        TelegramClient client(settings_for(url, std::string(kTestToken)));
        const auto user = get_me(client, {});
        ASSERT_FALSE(user) << url;
        EXPECT_EQ(user.error().code, ErrorCode::Unavailable) << url;
        EXPECT_THAT(user.error().message, testing::Not(testing::HasSubstr("AAHdq")));
    }
}

}  // namespace
}  // namespace roa2web::telegram
