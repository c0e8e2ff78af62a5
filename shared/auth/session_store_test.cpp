#include "auth/session_store.hpp"

#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "auth/auth_test_support.hpp"

namespace roa2web::auth {

namespace {

using namespace std::chrono_literals;

class SessionStoreTest : public testing::Test {
  protected:
    void create(const std::string& id, core::UserId user, const std::string& refresh_hash) {
        sessions_.create({.id = id,
                          .user_id = user,
                          .created_at = now_,
                          .last_used_at = now_,
                          .expires_at = now_ + 24h,
                          .address = "192.0.2.1",
                          .user_agent = "Firefox"},
                         refresh_hash);
    }

    [[nodiscard]] Rotation rotation(std::string old_hash, std::string new_hash) const {
        return {.session_id = "s1",
                .old_hash = std::move(old_hash),
                .new_hash = std::move(new_hash),
                .address = "192.0.2.2",
                .user_agent = "Chromium",
                .now = now_ + 1h,
                .expires_at = now_ + 25h};
    }

    TestFolder folder_;
    core::Timestamp now_{test_start()};
    database::LocalStore store_{folder_.path() / "auth.db", database::auth_migrations()};
    SessionStore sessions_{store_};
};

}  // namespace

TEST_F(SessionStoreTest, FindsTheSessionOfARefreshToken) {
    create("s1", {7}, "r1");
    const auto token = sessions_.find_refresh_token("r1");
    ASSERT_TRUE(token);
    EXPECT_EQ(token->session_id, "s1");
    EXPECT_EQ(token->user_id.value, 7);
    EXPECT_EQ(token->session_expires_at, now_ + 24h);
    EXPECT_FALSE(token->spent_at);
    EXPECT_FALSE(token->revoked_at);
    EXPECT_FALSE(sessions_.find_refresh_token("r2"));
}

TEST_F(SessionStoreTest, RotatesATokenAndNotesFromWhere) {
    create("s1", {7}, "r1");
    EXPECT_EQ(sessions_.rotate(rotation("r1", "r2")), RotationOutcome::Rotated);
    EXPECT_TRUE(sessions_.find_refresh_token("r1")->spent_at);
    EXPECT_FALSE(sessions_.find_refresh_token("r2")->spent_at);
    const auto rows = sessions_.list({7}, now_ + 1h);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].address, "192.0.2.2");
    EXPECT_EQ(rows[0].user_agent, "Chromium");
    EXPECT_EQ(rows[0].created_at, now_);
    EXPECT_EQ(rows[0].last_used_at, now_ + 1h);
    EXPECT_EQ(rows[0].expires_at, now_ + 25h);
}

TEST_F(SessionStoreTest, EndsTheSessionWhenASpentTokenIsRotated) {
    create("s1", {7}, "r1");
    EXPECT_EQ(sessions_.rotate(rotation("r1", "r2")), RotationOutcome::Rotated);
    EXPECT_EQ(sessions_.rotate(rotation("r1", "r3")), RotationOutcome::Reused);
    EXPECT_TRUE(sessions_.find_refresh_token("r2")->revoked_at);
    EXPECT_EQ(sessions_.rotate(rotation("r2", "r4")), RotationOutcome::Ended);
    EXPECT_FALSE(sessions_.find_live_owner("s1", now_));
}

TEST_F(SessionStoreTest, LetsExactlyOneOfManyConcurrentRotationsWin) {
    create("s1", {7}, "r1");
    std::atomic<int> rotated{0};
    std::vector<std::jthread> threads;
    threads.reserve(8);
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] {
            if (sessions_.rotate(rotation("r1", "n" + std::to_string(i))) ==
                RotationOutcome::Rotated) {
                ++rotated;
            }
        });
    }
    threads.clear();
    EXPECT_EQ(rotated, 1);
}

TEST_F(SessionStoreTest, KnowsLiveSessionsOnly) {
    create("s1", {7}, "r1");
    EXPECT_EQ(sessions_.find_live_owner("s1", now_), core::UserId{7});
    EXPECT_FALSE(sessions_.find_live_owner("s1", now_ + 24h)) << "expired";
    EXPECT_FALSE(sessions_.find_live_owner("s2", now_)) << "unknown";
    EXPECT_TRUE(sessions_.revoke("s1", {7}, "logout", now_));
    EXPECT_FALSE(sessions_.find_live_owner("s1", now_)) << "revoked";
    EXPECT_FALSE(sessions_.revoke("s1", {7}, "logout", now_)) << "already";
}

TEST_F(SessionStoreTest, RevokesNobodyElsesSession) {
    create("s1", {7}, "r1");
    EXPECT_FALSE(sessions_.revoke("s1", {8}, "logout", now_));
    EXPECT_TRUE(sessions_.find_live_owner("s1", now_));
}

TEST_F(SessionStoreTest, ListsAUsersLiveSessionsLastUsedFirst) {
    create("s0", {7}, "r0");
    create("s1", {7}, "r1");
    create("s2", {8}, "r2");
    create("s3", {7}, "r3");
    sessions_.rotate(rotation("r1", "r4"));
    sessions_.revoke("s3", {7}, "logout", now_);
    const auto rows = sessions_.list({7}, now_ + 2h);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].id, "s1");
    EXPECT_EQ(rows[1].id, "s0");
}

TEST_F(SessionStoreTest, PrunesWhatHasExpired) {
    create("s0", {7}, "r0");
    create("s1", {7}, "r1");
    sessions_.rotate(rotation("r1", "r2"));
    sessions_.prune(now_ + 24h);
    EXPECT_FALSE(sessions_.find_refresh_token("r0"));
    EXPECT_FALSE(sessions_.find_refresh_token("r1"));
    EXPECT_TRUE(sessions_.find_refresh_token("r2"));
    EXPECT_FALSE(sessions_.find_live_owner("s0", now_));
    EXPECT_TRUE(sessions_.find_live_owner("s1", now_));
}

}  // namespace roa2web::auth
