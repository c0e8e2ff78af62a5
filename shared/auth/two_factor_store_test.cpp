#include "auth/two_factor_store.hpp"

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "auth/auth_test_support.hpp"

namespace roa2web::auth {

namespace {

using namespace std::chrono_literals;

std::string other_code(const std::string& code) {
    return code == "000000" ? "000001" : "000000";
}

class TwoFactorStoreTest : public testing::Test {
  protected:
    TestFolder folder_;
    core::FixedClock clock_{test_start()};
    database::LocalStore store_{folder_.path() / "auth.db", database::auth_migrations()};
    TwoFactorStore two_factor_{store_, {}, clock_};
};

}  // namespace

TEST_F(TwoFactorStoreTest, TakesTheRightCodeOnce) {
    const auto challenge = two_factor_.open({7}, "account");
    ASSERT_TRUE(challenge);
    EXPECT_EQ(two_factor_.find_account(challenge->id), "account");
    EXPECT_EQ(two_factor_.redeem(challenge->id, challenge->code).value(), core::UserId{7});
    EXPECT_FALSE(two_factor_.redeem(challenge->id, challenge->code)) << "replay";
    EXPECT_FALSE(two_factor_.find_account(challenge->id));
}

TEST_F(TwoFactorStoreTest, TakesTheRightCodeAfterFourWrongOnes) {
    const auto challenge = two_factor_.open({7}, "account");
    for (int i = 0; i < 4; ++i) {
        EXPECT_FALSE(two_factor_.redeem(challenge->id, other_code(challenge->code)));
    }
    EXPECT_TRUE(two_factor_.redeem(challenge->id, challenge->code));
}

TEST_F(TwoFactorStoreTest, RefusesTheRightCodeAfterFiveWrongOnes) {
    const auto challenge = two_factor_.open({7}, "account");
    for (int i = 0; i < 5; ++i) {
        EXPECT_FALSE(two_factor_.redeem(challenge->id, other_code(challenge->code)));
    }
    EXPECT_FALSE(two_factor_.redeem(challenge->id, challenge->code));
}

TEST_F(TwoFactorStoreTest, RefusesACodeOfAnotherChallenge) {
    const auto first = two_factor_.open({7}, "account");
    auto second = two_factor_.open({7}, "account");
    while (second->code == first->code) {
        two_factor_.cancel(second->id);
        second = two_factor_.open({7}, "account");
    }
    EXPECT_FALSE(two_factor_.redeem(first->id, second->code));
    EXPECT_TRUE(two_factor_.redeem(second->id, second->code));
}

TEST_F(TwoFactorStoreTest, RefusesAnExpiredCode) {
    const auto challenge = two_factor_.open({7}, "account");
    clock_.advance(10min);
    EXPECT_FALSE(two_factor_.redeem(challenge->id, challenge->code));
}

TEST_F(TwoFactorStoreTest, RefusesACancelledOrUnknownChallenge) {
    const auto challenge = two_factor_.open({7}, "account");
    two_factor_.cancel(challenge->id);
    EXPECT_FALSE(two_factor_.redeem(challenge->id, challenge->code));
    EXPECT_FALSE(two_factor_.redeem("unknown", "123456"));
}

TEST_F(TwoFactorStoreTest, BoundsTheOpenChallengesOfAUser) {
    for (int i = 0; i < 5; ++i) {
        ASSERT_TRUE(two_factor_.open({7}, "account"));
        clock_.advance(1min);
    }
    const auto refused = two_factor_.open({7}, "account");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, core::ErrorCode::TooManyRequests);
    EXPECT_EQ(refused.error().retry_after, 5min) << "until the oldest expires";
    EXPECT_TRUE(two_factor_.open({8}, "account")) << "another user goes on";
    clock_.advance(5min);
    EXPECT_TRUE(two_factor_.open({7}, "account"));
}

TEST_F(TwoFactorStoreTest, LetsOneOfManyConcurrentUsesWin) {
    const auto challenge = two_factor_.open({7}, "account");
    std::atomic<int> wins{0};
    std::vector<std::jthread> threads;
    threads.reserve(5);
    for (int i = 0; i < 5; ++i) {
        threads.emplace_back(
            [&] { wins += two_factor_.redeem(challenge->id, challenge->code) ? 1 : 0; });
    }
    threads.clear();
    EXPECT_EQ(wins, 1);
}

TEST_F(TwoFactorStoreTest, KeepsNeitherCodesNorIdsInTheStore) {
    const auto challenge = two_factor_.open({7}, "account");
    const auto rows = store_.write([&](database::Session& sql) {
        return sql.execute("DELETE FROM auth_challenges WHERE id_hash = :id OR code_hash = :code",
                           {{"id", challenge->id}, {"code", challenge->code}});
    });
    EXPECT_EQ(rows, 0);
}

TEST_F(TwoFactorStoreTest, PrunesExpiredChallenges) {
    static_cast<void>(two_factor_.open({7}, "account"));
    clock_.advance(10min);
    two_factor_.prune();
    const auto rows = store_.write(
        [](database::Session& sql) { return sql.execute("DELETE FROM auth_challenges"); });
    EXPECT_EQ(rows, 0);
}

}  // namespace roa2web::auth
