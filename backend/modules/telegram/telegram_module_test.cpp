// The module as the process holds it, with a Bot API server on a real socket.
#include "telegram_module.hpp"

#include <filesystem>
#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/exceptions.hpp"
#include "logging/logger.hpp"

#include "bot/bot_test_server.hpp"
#include "module_test_site.hpp"

namespace roa2web::telegram {
namespace {

using lifecycle::Status;
using Mode = BotTestServer::Mode;

class TelegramModuleTest : public testing::Test {
  protected:
    TelegramSettings settings() {
        TelegramSettings settings;
        settings.bot_token = std::string(kTestToken);
        settings.api_url = server_.url();
        settings.store_file = folder_ / "telegram/telegram.db";
        return settings;
    }

    database::TestFolder folder_;
    core::BlockingPool pool_{"test-store", 1, 10};
    core::FixedClock clock_{core::Timestamp{std::chrono::seconds{1763937000}}};
    BotTestServer server_;
};

TEST_F(TelegramModuleTest, JoinsStoreBotAndRoutes) {
    TelegramModule module(settings(), pool_, clock_);
    NameAuthenticator authenticator;
    http::Router router;
    router.include("/api/telegram", module.create_telegram_router(), "telegram");
    const http::Dispatcher dispatcher({}, std::move(router), authenticator, http::StaticFiles({}));
    http::TestClient client(dispatcher);
    client.use_token("ana");
    EXPECT_EQ(client.get("/api/telegram/links").status, 503);
    EXPECT_EQ(client.post("/api/telegram/auth/code", "").status, 503);

    module.store().start();
    module.bot().start();
    EXPECT_EQ(module.store().name(), "telegram_db");
    EXPECT_EQ(module.store().health().status, Status::Ok);
    EXPECT_EQ(module.bot().name(), "telegram_bot");
    EXPECT_EQ(module.bot().health().status, Status::Ok);
    EXPECT_EQ(client.get("/api/telegram/links").status, 200);
    const auto code = client.post("/api/telegram/auth/code", "");
    EXPECT_THAT(std::string(code.body_text()),
                testing::HasSubstr("https://t.me/roa_test_bot?start="));

    module.bot().stop();
    module.store().stop();
    EXPECT_EQ(client.get("/api/telegram/links").status, 503);
}

TEST_F(TelegramModuleTest, OpensNothingAndAsksNobodyWhenItIsSwitchedOff) {
    auto off = settings();
    off.enabled = false;
    TelegramModule module(off, pool_, clock_);
    module.store().start();
    module.bot().start();
    EXPECT_EQ(module.store().health().status, Status::Disabled);
    EXPECT_EQ(module.bot().health().status, Status::Disabled);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "telegram"));
    EXPECT_EQ(server_.calls(), 0);
}

TEST_F(TelegramModuleTest, KeepsTheTokenOutOfExceptionsHealthAndLog) {
    auto often = settings();
    often.check_interval = std::chrono::milliseconds{1};
    TelegramModule module(often, pool_, clock_);
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    std::string said;
    for (const Mode mode : {Mode::Refused, Mode::Broken, Mode::Garbage, Mode::EchoesToken}) {
        server_.set(mode);
        try {
            module.bot().start();
            ADD_FAILURE() << "the bot started";
        } catch (const core::UnavailableError& error) {
            said += error.what();
            said += '\n' + module.bot().health().detail + '\n';
        }
    }
    server_.set(Mode::Good);
    module.bot().start();
    server_.set(Mode::EchoesToken);
    for (int turn = 0; turn < 2000 && module.bot().health().status == Status::Ok; ++turn) {
        std::this_thread::sleep_for(std::chrono::milliseconds{2});
    }
    module.bot().stop();
    said += module.bot().health().detail;
    logging::flush();
    const auto log =
        testing::internal::GetCapturedStdout() + testing::internal::GetCapturedStderr();
    EXPECT_THAT(said, testing::HasSubstr("refuses the bot token"));
    EXPECT_THAT(said, testing::HasSubstr("/bot***/getMe"));
    EXPECT_THAT(said, testing::Not(testing::HasSubstr("AAHdq")));
    EXPECT_THAT(log, testing::HasSubstr("bot does not answer"));
    EXPECT_THAT(log, testing::Not(testing::HasSubstr("AAHdq")));
}

}  // namespace
}  // namespace roa2web::telegram
