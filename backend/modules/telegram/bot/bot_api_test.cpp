#include "bot/bot_api.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bot/fake_bot_api.hpp"

namespace roa2web::telegram {
namespace {

TEST(GetMe, TakesIdAndNameAndIgnoresWhatItDoesNotKnow) {
    FakeBotApi api;
    api.answer = R"({"ok":true,"result":{"id":42,"username":"roa_bot","can_fly":true}})";
    const auto user = get_me(api, {});
    ASSERT_TRUE(user);
    EXPECT_EQ(user->id, 42);
    EXPECT_EQ(user->username, "roa_bot");
    EXPECT_EQ(api.method, "getMe");
}

TEST(GetMe, GivesThePlainErrorOfTheCall) {
    FakeBotApi api;
    api.error = core::Error{.code = core::ErrorCode::Unauthenticated,
                            .message = "refused",
                            .id = {},
                            .retry_after = {},
                            .fields = {}};
    const auto user = get_me(api, {});
    ASSERT_FALSE(user);
    EXPECT_EQ(user.error().code, core::ErrorCode::Unauthenticated);
}

TEST(GetMe, RefusesAnAnswerWithoutTheBot) {
    const std::vector<std::string> answers{R"({"ok":true})",
                                           R"({"ok":true,"result":null})",
                                           R"({"ok":true,"result":[]})",
                                           R"({"ok":true,"result":{"id":1}})",
                                           R"({"ok":true,"result":{"id":"1","username":"x"}})",
                                           R"({"ok":true,"result":{"id":1,"username":7}})"};
    for (const auto& answer : answers) {
        FakeBotApi api;
        api.answer = answer;
        const auto user = get_me(api, {});
        ASSERT_FALSE(user) << answer;
        EXPECT_EQ(user.error().code, core::ErrorCode::Unavailable) << answer;
    }
}

}  // namespace
}  // namespace roa2web::telegram
