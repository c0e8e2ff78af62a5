#include "bot/telegram_bot.hpp"

#include <chrono>
#include <functional>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "core/exceptions.hpp"

#include "bot/fake_bot_api.hpp"

namespace roa2web::telegram {
namespace {

using namespace std::chrono_literals;
using lifecycle::Status;

constexpr auto kNever = std::chrono::milliseconds{1h};

/// True as soon as it holds; false when it does not for five seconds.
bool comes_true(const std::function<bool()>& holds) {
    const auto deadline = std::chrono::steady_clock::now() + 5s;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > deadline) {
            return false;
        }
        std::this_thread::sleep_for(2ms);
    }
    return true;
}

TEST(TelegramBot, IsDisabledWithoutATokenAndAsksNobody) {
    FakeBotApi api;
    TelegramBot bot(api, false, 1ms);
    bot.start();
    EXPECT_EQ(bot.health().status, Status::Disabled);
    EXPECT_FALSE(bot.status().enabled);
    EXPECT_EQ(bot.status().state, TelegramBotState::Disabled);
    EXPECT_EQ(api.count_calls(), 0);
}

TEST(TelegramBot, KnowsItsNameOnceItHasStarted) {
    FakeBotApi api;
    TelegramBot bot(api, true, kNever);
    EXPECT_EQ(bot.health().status, Status::Starting);
    EXPECT_EQ(bot.status().state, TelegramBotState::Starting);
    EXPECT_FALSE(bot.status().username);
    bot.start();
    EXPECT_EQ(bot.health().status, Status::Ok);
    EXPECT_EQ(bot.status().state, TelegramBotState::Ok);
    EXPECT_EQ(bot.status().username, "roa_bot");
}

TEST(TelegramBot, ThrowsWithTheReasonAndStartsWhenItIsGone) {
    FakeBotApi api;
    api.fail_with(core::ErrorCode::Unauthenticated, "Telegram refuses the bot token");
    TelegramBot bot(api, true, kNever);
    try {
        bot.start();
        FAIL() << "a refused token was taken";
    } catch (const core::UnavailableError& error) {
        EXPECT_STREQ(error.what(), "Telegram refuses the bot token");
    }
    EXPECT_EQ(bot.status().state, TelegramBotState::Degraded);
    EXPECT_EQ(bot.health().detail, "Telegram refuses the bot token");
    api.recover();
    bot.start();
    EXPECT_EQ(bot.status().state, TelegramBotState::Ok);
}

TEST(TelegramBot, NoticesThatTelegramIsAwayAndThatItIsBack) {
    FakeBotApi api;
    TelegramBot bot(api, true, 1ms);
    bot.start();
    api.fail_with(core::ErrorCode::Unavailable, "Telegram cannot be reached");
    EXPECT_TRUE(comes_true([&] { return bot.health().status == Status::Degraded; }));
    EXPECT_EQ(bot.status().username, "roa_bot");  // links stay good
    api.recover();
    EXPECT_TRUE(comes_true([&] { return bot.health().status == Status::Ok; }));
}

TEST(TelegramBot, AsksNoMoreOftenThanItsInterval) {
    FakeBotApi api;
    TelegramBot bot(api, true, kNever);
    bot.start();
    for (int count = 0; count < 100; ++count) {
        (void)bot.health();
        (void)bot.status();
    }
    EXPECT_EQ(api.count_calls(), 1);
}

TEST(TelegramBot, StopsWithoutWaitingForItsInterval) {
    FakeBotApi api;
    TelegramBot bot(api, true, kNever);
    bot.stop();  // also when it never started
    bot.start();
    const auto began = std::chrono::steady_clock::now();
    bot.stop();
    EXPECT_LT(std::chrono::steady_clock::now() - began, 2s);
}

}  // namespace
}  // namespace roa2web::telegram
