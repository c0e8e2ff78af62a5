#include "auth/login_guard.hpp"

#include <chrono>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "auth/auth_test_support.hpp"

namespace roa2web::auth {

namespace {

using namespace std::chrono_literals;

class LoginGuardTest : public testing::Test {
  protected:
    void fail(int times, const LoginSubject& subject) {
        for (int i = 0; i < times; ++i) {
            guard_.record_failure(subject);
        }
    }

    TestFolder folder_;
    core::FixedClock clock_{test_start()};
    database::LocalStore store_{folder_.path() / "auth.db", database::auth_migrations()};
    LoginGuard guard_{store_, {}, clock_};
    LoginSubject demo_{hash_account("demo"), hash_address("192.0.2.1")};
    LoginSubject demo_elsewhere_{hash_account("demo"), hash_address("192.0.2.9")};
    LoginSubject ana_{hash_account("ana"), hash_address("192.0.2.1")};
};

}  // namespace

TEST(LoginGuard, DoublesTheDelayUpToTheLongest) {
    const LockoutSettings settings;
    EXPECT_EQ(delay_after(4, 5, settings), 0s);
    EXPECT_EQ(delay_after(5, 5, settings), 10s);
    EXPECT_EQ(delay_after(6, 5, settings), 20s);
    EXPECT_EQ(delay_after(11, 5, settings), 640s);
    EXPECT_EQ(delay_after(12, 5, settings), 15min);
    EXPECT_EQ(delay_after(INT64_MAX, 5, settings), 15min);
}

TEST(LoginGuard, CountsSpellingsOfANameAsOneAccount) {
    EXPECT_EQ(hash_account("Ștefan"), hash_account(" stefan "));
    EXPECT_NE(hash_account("stefan"), hash_account("ștefana"));
}

TEST(LoginGuard, CountsAnIpv6NetworkAsOneAddress) {
    EXPECT_EQ(hash_address("2001:db8:1:2::1"), hash_address("2001:db8:1:2:ffff:ffff:ffff:ffff"));
    EXPECT_NE(hash_address("2001:db8:1:2::1"), hash_address("2001:db8:1:3::1"));
    EXPECT_EQ(hash_address("::ffff:192.0.2.1"), hash_address("192.0.2.1"));
    EXPECT_NE(hash_address("192.0.2.1"), hash_address("192.0.2.2"));
}

TEST_F(LoginGuardTest, DelaysAnAccountAfterFiveFailuresFromAnywhere) {
    fail(4, demo_);
    EXPECT_EQ(guard_.wait_for(demo_), 0s);
    EXPECT_EQ(guard_.record_failure(demo_).account, 10s);
    EXPECT_EQ(guard_.wait_for(demo_), 10s);
    EXPECT_EQ(guard_.wait_for(demo_elsewhere_), 10s);
    EXPECT_EQ(guard_.wait_for(ana_), 0s) << "another account at the same address goes on";
    clock_.advance(9s);
    EXPECT_EQ(guard_.wait_for(demo_), 1s);
    clock_.advance(1s);
    EXPECT_EQ(guard_.wait_for(demo_), 0s);
    EXPECT_EQ(guard_.record_failure(demo_).account, 20s);
}

TEST_F(LoginGuardTest, DelaysAnAddressAfterTwentyFailuresOfAnyAccounts) {
    for (int i = 0; i < 20; ++i) {
        guard_.record_failure({hash_account("user" + std::to_string(i)), ana_.address_hash});
    }
    EXPECT_EQ(guard_.wait_for(ana_), 10s);
    EXPECT_EQ(guard_.wait_for({ana_.account_hash, demo_elsewhere_.address_hash}), 0s);
}

TEST_F(LoginGuardTest, ForgetsTheAccountButNotTheAddressAfterALogin) {
    fail(19, demo_);
    guard_.forget_account(demo_.account_hash);
    EXPECT_EQ(guard_.wait_for(demo_), 0s);
    EXPECT_EQ(guard_.record_failure(demo_).account, 0s);
    EXPECT_EQ(guard_.wait_for(ana_), 10s);
}

TEST_F(LoginGuardTest, CountsAnewAfterALongQuietTime) {
    fail(5, demo_);
    clock_.advance(24h);
    EXPECT_EQ(guard_.record_failure(demo_).account, 0s);
}

TEST_F(LoginGuardTest, RemembersInTheStore) {
    fail(5, demo_);
    database::LocalStore reopened(folder_.path() / "auth.db", database::auth_migrations());
    LoginGuard after_restart(reopened, {}, clock_);
    EXPECT_EQ(after_restart.wait_for(demo_), 10s);
}

TEST_F(LoginGuardTest, CountsTheAddressAloneWhenNoAccountIsMeant) {
    fail(6, {"", demo_.address_hash});
    EXPECT_EQ(guard_.wait_for({"", demo_.address_hash}), 0s);
}

TEST_F(LoginGuardTest, PrunesOldRows) {
    fail(5, demo_);
    clock_.advance(25h);
    guard_.prune();
    const auto deleted = store_.write(
        [](database::Session& sql) { return sql.execute("DELETE FROM auth_login_failures"); });
    EXPECT_EQ(deleted, 0);
}

}  // namespace roa2web::auth
