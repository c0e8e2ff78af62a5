#include "auth/session_cache.hpp"

#include <chrono>
#include <string>

#include <gtest/gtest.h>

namespace roa2web::auth {

namespace {

using namespace std::chrono_literals;
using Answer = SessionCache::Answer;

constexpr core::Timestamp kNow = std::chrono::sys_days{2025y / 11 / 24};
constexpr core::UserId kUser{1};

}  // namespace

TEST(SessionCache, KnowsAConfirmedSessionForItsAge) {
    SessionCache cache(10, 5s);
    EXPECT_EQ(cache.look_up("a", kUser, kNow), Answer::Unknown);
    cache.confirm("a", kUser, kNow);
    EXPECT_EQ(cache.look_up("a", kUser, kNow + 4s), Answer::Live);
    EXPECT_EQ(cache.look_up("a", kUser, kNow + 5s), Answer::Unknown);
}

TEST(SessionCache, RefusesAnotherUsersSession) {
    SessionCache cache(10, 5s);
    cache.confirm("a", kUser, kNow);
    EXPECT_EQ(cache.look_up("a", core::UserId{2}, kNow), Answer::Ended);
}

TEST(SessionCache, LetsNoLateAnswerReviveAnEndedSession) {
    SessionCache cache(10, 5s);
    cache.confirm("a", kUser, kNow);
    cache.end("a");
    cache.confirm("a", kUser, kNow);
    EXPECT_EQ(cache.look_up("a", kUser, kNow), Answer::Ended);
    cache.end("never seen");
    cache.confirm("never seen", kUser, kNow);
    EXPECT_EQ(cache.look_up("never seen", kUser, kNow), Answer::Ended);
}

TEST(SessionCache, StaysWithinItsLimit) {
    SessionCache cache(100, 5s);
    for (int i = 0; i < 1000; ++i) {
        cache.confirm("live" + std::to_string(i), kUser, kNow);
        cache.end("ended" + std::to_string(i));
    }
    EXPECT_EQ(cache.size(), 100U);
}

}  // namespace roa2web::auth
