#include "auth/auth_service.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "auth/auth_test_support.hpp"
#include "core/exceptions.hpp"

namespace roa2web::auth {

namespace {

using namespace std::chrono_literals;
using core::sync_wait;

const ClientInfo kClient{"192.0.2.1", "Firefox"};

class AuthServiceTest : public testing::Test {
  protected:
    AuthServiceTest() { restart(); }

    /// As after a restart of the process: memory is lost, the store stays.
    void restart() {
        service_.reset();
        service_ = make_node();
    }

    [[nodiscard]] std::unique_ptr<AuthService> make_node() {
        auto node = std::make_unique<AuthService>(settings_, erp_, &mail_, clock_);
        node->start();
        return node;
    }

    core::Result<LoginOutcome> login(const std::string& name,
                                     const std::string& password,
                                     const ClientInfo& client = kClient) {
        return sync_wait(service_->login(name, password, client));
    }

    SignedIn sign_in(const std::string& name) {
        const auto outcome = login(name, name);
        EXPECT_TRUE(outcome) << outcome.error().message;
        return std::get<SignedIn>(outcome.value());
    }

    /// The id of the error that authenticate answers with; empty when the token is good.
    std::string refusal(const std::string& access_token) {
        const auto principal = sync_wait(service_->authenticate(access_token));
        return principal ? "" : principal.error().id;
    }

    http::Principal principal_of(const SignedIn& signed_in) {
        return sync_wait(service_->authenticate(signed_in.access_token)).value();
    }

    core::Result<SignedIn> refresh(const std::string& token) {
        return sync_wait(service_->refresh(token, kClient));
    }

    void fail_logins(int times, const std::string& name, const ClientInfo& client = kClient) {
        for (int i = 0; i < times; ++i) {
            const auto outcome = login(name, "wrong", client);
            ASSERT_FALSE(outcome);
            EXPECT_EQ(outcome.error().id, "invalid_credentials") << i;
        }
    }

    TestFolder folder_;
    core::FixedClock clock_{test_start()};
    FakeErp erp_;
    RecordingMail mail_;
    AuthSettings settings_{test_settings(folder_)};
    std::unique_ptr<AuthService> service_;
};

class TwoFactorTest : public AuthServiceTest {
  protected:
    TwoFactorTest() {
        settings_.two_factor.enabled = true;
        restart();
    }

    std::string ask_for_code(const std::string& name) {
        const auto outcome = login(name, name);
        EXPECT_TRUE(outcome) << outcome.error().message;
        return std::get<CodeSent>(outcome.value()).challenge_id;
    }

    core::Result<SignedIn> confirm(const std::string& challenge, const std::string& code) {
        return sync_wait(service_->confirm_code(challenge, code, kClient));
    }

    [[nodiscard]] std::string wrong_code() const {
        return mail_.last_code() == "111111" ? "222222" : "111111";
    }
};

}  // namespace

TEST_F(AuthServiceTest, SignsInWithTheRightPassword) {
    const auto signed_in = sign_in("contabil");
    EXPECT_EQ(signed_in.expires_in, 15min);
    EXPECT_EQ(signed_in.user.full_name, "Ana Țîru");
    const auto principal = principal_of(signed_in);
    EXPECT_EQ(principal.user.value, 2);
    EXPECT_EQ(principal.username, "contabil");
    EXPECT_EQ(principal.role, "accountant");
    EXPECT_TRUE(principal.permissions.contains(core::Permission::ReceiptsApprove));
    EXPECT_FALSE(principal.permissions.contains(core::Permission::SystemView));
}

TEST_F(AuthServiceTest, RefusesWrongPasswordsAndUnknownUsersAlike) {
    const auto wrong = login("demo", "wrong");
    const auto unknown = login("nobody", "wrong");
    ASSERT_FALSE(wrong);
    ASSERT_FALSE(unknown);
    EXPECT_EQ(wrong.error().code, core::ErrorCode::Unauthenticated);
    EXPECT_EQ(unknown.error().code, wrong.error().code);
    EXPECT_EQ(unknown.error().message, wrong.error().message);
    EXPECT_EQ(erp_.passwords_checked, 2) << "both cost a password check";
}

TEST_F(AuthServiceTest, DelaysAnAccountAfterFiveFailuresWhetherItExistsOrNot) {
    for (const std::string name : {"demo", "nobody"}) {
        fail_logins(5, name);
        const auto checked = erp_.passwords_checked.load();
        const auto outcome = login(name, name);
        ASSERT_FALSE(outcome);
        EXPECT_EQ(outcome.error().code, core::ErrorCode::TooManyRequests);
        EXPECT_EQ(outcome.error().retry_after, 10s);
        EXPECT_EQ(erp_.passwords_checked, checked) << "refused unseen";
    }
}

TEST_F(AuthServiceTest, KeepsTheLockOutOverARestart) {
    fail_logins(5, "demo");
    restart();
    EXPECT_EQ(login("demo", "demo").error().retry_after, 10s);
    clock_.advance(10s);
    EXPECT_TRUE(login("demo", "demo"));
}

TEST_F(AuthServiceTest, ForgetsFailuresAfterALogin) {
    fail_logins(4, "demo");
    sign_in("demo");
    fail_logins(4, "demo");
    sign_in("demo");
}

TEST_F(AuthServiceTest, DelaysAnAddressAfterTwentyFailures) {
    for (int i = 0; i < 20; ++i) {
        fail_logins(1, "user" + std::to_string(i));
    }
    EXPECT_EQ(login("demo", "demo").error().code, core::ErrorCode::TooManyRequests);
    EXPECT_TRUE(login("demo", "demo", {"192.0.2.7", ""}));
}

TEST_F(AuthServiceTest, GivesANewPairForARefreshToken) {
    const auto first = sign_in("demo");
    const auto second = refresh(first.refresh_token);
    ASSERT_TRUE(second);
    EXPECT_NE(second->refresh_token, first.refresh_token);
    EXPECT_EQ(second->user.username, "demo");
    EXPECT_EQ(refusal(second->access_token), "");
    EXPECT_EQ(refusal(first.access_token), "") << "still good until it expires";
}

TEST_F(AuthServiceTest, EndsTheWholeFamilyWhenASpentTokenComesBack) {
    const auto first = sign_in("demo");
    const auto other = sign_in("demo");
    const auto second = refresh(first.refresh_token);
    EXPECT_FALSE(refresh(first.refresh_token));
    EXPECT_EQ(refusal(second->access_token), "session_ended");
    EXPECT_FALSE(refresh(second->refresh_token));
    EXPECT_EQ(refusal(other.access_token), "") << "another session of the same user goes on";
}

TEST_F(AuthServiceTest, LetsExactlyOneOfManyConcurrentRefreshesWin) {
    const auto first = sign_in("demo");
    std::atomic<int> wins{0};
    std::vector<std::jthread> threads;
    threads.reserve(8);
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] { wins += refresh(first.refresh_token) ? 1 : 0; });
    }
    threads.clear();
    EXPECT_EQ(wins, 1);
}

TEST_F(AuthServiceTest, RefusesExpiredAndUnknownRefreshTokens) {
    const auto first = sign_in("demo");
    EXPECT_FALSE(refresh("unknown"));
    EXPECT_FALSE(refresh(""));
    clock_.advance(24h * 30);
    EXPECT_FALSE(refresh(first.refresh_token));
}

TEST_F(AuthServiceTest, ExtendsASessionWithEveryRefresh) {
    auto pair = sign_in("demo");
    for (int month = 0; month < 3; ++month) {
        clock_.advance(24h * 29);
        auto next = refresh(pair.refresh_token);
        ASSERT_TRUE(next);
        pair = *next;
    }
}

TEST_F(AuthServiceTest, KeepsSessionsOverARestart) {
    const auto signed_in = sign_in("demo");
    restart();
    EXPECT_EQ(refusal(signed_in.access_token), "");
    EXPECT_TRUE(refresh(signed_in.refresh_token));
}

TEST_F(AuthServiceTest, EndsTheAccessTokenAtOnceWithALogout) {
    const auto signed_in = sign_in("demo");
    ASSERT_TRUE(sync_wait(service_->logout(principal_of(signed_in))));
    EXPECT_EQ(refusal(signed_in.access_token), "session_ended");
    EXPECT_FALSE(refresh(signed_in.refresh_token));
}

TEST_F(AuthServiceTest, NoticesALogoutOnAnotherNodeWithinSeconds) {
    const auto signed_in = sign_in("demo");
    const auto other_node = make_node();
    ASSERT_TRUE(sync_wait(other_node->authenticate(signed_in.access_token)));
    ASSERT_TRUE(sync_wait(service_->logout(principal_of(signed_in))));
    clock_.advance(settings_.session_cache_age);
    EXPECT_FALSE(sync_wait(other_node->authenticate(signed_in.access_token)));
}

TEST_F(AuthServiceTest, ListsAndEndsAUsersOwnSessionsOnly) {
    const auto here = sign_in("demo");
    const auto there = sign_in("demo");
    const auto someone_else = sign_in("contabil");
    const auto me = principal_of(here);
    const auto sessions = sync_wait(service_->list_sessions(me));
    ASSERT_EQ(sessions->size(), 2U);
    const auto foreign = principal_of(someone_else).session_id;
    const auto refused = sync_wait(service_->end_session(me, foreign));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, core::ErrorCode::NotFound);
    EXPECT_EQ(refusal(someone_else.access_token), "");
    EXPECT_TRUE(sync_wait(service_->end_session(me, principal_of(there).session_id)));
    EXPECT_EQ(refusal(there.access_token), "session_ended");
    EXPECT_EQ(refusal(here.access_token), "");
}

TEST_F(AuthServiceTest, ReadsATokenWithoutAskingAnyone) {
    const auto signed_in = sign_in("demo");
    erp_.away = true;
    const auto read = service_->read_token(signed_in.access_token);
    ASSERT_TRUE(read);
    EXPECT_TRUE(read->permissions.contains(core::Permission::SystemView));
    EXPECT_FALSE(service_->read_token("garbage"));
    erp_.away = false;
    ASSERT_TRUE(sync_wait(service_->logout(*read)));
    EXPECT_FALSE(service_->read_token(signed_in.access_token));
}

TEST_F(AuthServiceTest, ShutsOutADeactivatedUserWithinHalfAMinute) {
    const auto signed_in = sign_in("demo");
    EXPECT_EQ(refusal(signed_in.access_token), "");
    erp_.user(1).active = false;
    clock_.advance(settings_.rights_cache_age);
    EXPECT_EQ(refusal(signed_in.access_token), "session_ended");
    EXPECT_FALSE(refresh(signed_in.refresh_token));
    EXPECT_EQ(login("demo", "demo").error().id, "invalid_credentials");
}

TEST_F(AuthServiceTest, LetsAReactivatedUserInAtOnce) {
    const auto before = sign_in("demo");
    erp_.user(1).active = false;
    EXPECT_EQ(refusal(before.access_token), "session_ended");
    erp_.user(1).active = true;
    EXPECT_EQ(refusal(sign_in("demo").access_token), "");
}

TEST_F(AuthServiceTest, TakesTheRoleFromTheErpAndNotFromTheToken) {
    const auto signed_in = sign_in("demo");
    EXPECT_TRUE(principal_of(signed_in).permissions.contains(core::Permission::SystemView));
    erp_.user(1).role = "viewer";
    clock_.advance(settings_.rights_cache_age);
    EXPECT_EQ(principal_of(signed_in).role, "viewer");
    EXPECT_FALSE(principal_of(signed_in).permissions.contains(core::Permission::SystemView));
}

TEST_F(AuthServiceTest, AsksTheErpOncePerHalfMinute) {
    const auto signed_in = sign_in("demo");
    for (int i = 0; i < 100; ++i) {
        EXPECT_EQ(refusal(signed_in.access_token), "");
    }
    EXPECT_EQ(erp_.user_questions, 1);
}

TEST_F(AuthServiceTest, AllowsAUsersOwnCompaniesOnly) {
    const auto contabil = principal_of(sign_in("contabil"));
    EXPECT_TRUE(sync_wait(service_->check_company(contabil, {1})));
    for (const std::int64_t company : {2, 3, 0, -1}) {
        const auto checked = sync_wait(service_->check_company(contabil, {company}));
        ASSERT_FALSE(checked);
        EXPECT_EQ(checked.error().code, core::ErrorCode::Forbidden);
        EXPECT_EQ(checked.error().id, "company_forbidden") << "the same for unknown companies";
    }
}

TEST_F(AuthServiceTest, GoesOnForABoundedTimeWhileTheErpIsAway) {
    const auto signed_in = sign_in("demo");
    EXPECT_EQ(refusal(signed_in.access_token), "");
    erp_.away = true;
    clock_.advance(settings_.rights_stale_limit - 1s);
    EXPECT_EQ(refusal(signed_in.access_token), "");
    clock_.advance(1s);
    EXPECT_THROW(refusal(signed_in.access_token), core::UnavailableError);
    erp_.away = false;
    clock_.advance(5s);
    EXPECT_EQ(refusal(signed_in.access_token), "");
}

TEST_F(AuthServiceTest, SpendsNoRefreshTokenWhileTheErpIsAway) {
    const auto signed_in = sign_in("demo");
    erp_.away = true;
    EXPECT_THROW(refresh(signed_in.refresh_token), core::UnavailableError);
    erp_.away = false;
    clock_.advance(5s);
    EXPECT_TRUE(refresh(signed_in.refresh_token));
}

TEST_F(AuthServiceTest, CountsNoFailureWhileTheErpIsAway) {
    erp_.away = true;
    for (int i = 0; i < 10; ++i) {
        EXPECT_THROW(login("demo", "demo"), core::UnavailableError);
    }
    erp_.away = false;
    sign_in("demo");
}

TEST_F(AuthServiceTest, IsUnavailableUntilItsStoreIsOpen) {
    AuthService not_started(settings_, erp_, &mail_, clock_);
    EXPECT_THROW(static_cast<void>(sync_wait(not_started.login("demo", "demo", kClient))),
                 core::UnavailableError);
    EXPECT_THROW(static_cast<void>(not_started.health()), core::UnavailableError);
    EXPECT_EQ(service_->health().status, lifecycle::Status::Ok);
}

TEST_F(AuthServiceTest, RefusesTwoFactorsWithoutMail) {
    settings_.two_factor.enabled = true;
    EXPECT_THROW(AuthService(settings_, erp_, nullptr, clock_), core::ConfigurationError);
}

TEST_F(AuthServiceTest, GoesOnAfterItHasPruned) {
    const auto old = sign_in("contabil");
    clock_.advance(24h * 31);
    const auto signed_in = sign_in("demo");
    EXPECT_EQ(refusal(signed_in.access_token), "");
    EXPECT_FALSE(refresh(old.refresh_token));
}

TEST_F(TwoFactorTest, SignsInWithTheCodeFromTheMessage) {
    const auto challenge = ask_for_code("demo");
    EXPECT_EQ(mail_.last().to, "demo@example.ro");
    const auto signed_in = confirm(challenge, mail_.last_code());
    ASSERT_TRUE(signed_in);
    EXPECT_EQ(refusal(signed_in->access_token), "");
}

TEST_F(TwoFactorTest, AsksNoCodeOfAUserWithoutAnAddress) {
    EXPECT_EQ(refusal(sign_in("viewer").access_token), "");
    EXPECT_EQ(mail_.count(), 0U);
}

TEST_F(TwoFactorTest, SendsNoMessageForAWrongPassword) {
    EXPECT_FALSE(login("demo", "wrong"));
    EXPECT_EQ(mail_.count(), 0U);
}

TEST_F(TwoFactorTest, RefusesTheRightCodeAfterFiveWrongOnes) {
    const auto challenge = ask_for_code("demo");
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(confirm(challenge, wrong_code()).error().id, "invalid_code");
    }
    clock_.advance(1min);  // past the delay that the failures brought
    EXPECT_EQ(confirm(challenge, mail_.last_code()).error().id, "invalid_code");
}

TEST_F(TwoFactorTest, DelaysGuessingOverSeveralChallenges) {
    for (int round = 0; round < 2; ++round) {
        const auto challenge = ask_for_code("demo");
        for (int i = 0; i < 2; ++i) {
            EXPECT_EQ(confirm(challenge, wrong_code()).error().id, "invalid_code");
        }
    }
    const auto challenge = ask_for_code("demo");
    EXPECT_EQ(confirm(challenge, wrong_code()).error().id, "invalid_code");
    const auto refused = confirm(challenge, mail_.last_code());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, core::ErrorCode::TooManyRequests)
        << "a right password resets nothing";
    EXPECT_EQ(login("demo", "demo").error().code, core::ErrorCode::TooManyRequests);
}

TEST_F(TwoFactorTest, RefusesExpiredReplayedAndForeignCodes) {
    const auto expired = ask_for_code("demo");
    const auto expired_code = mail_.last_code();
    clock_.advance(10min);
    EXPECT_EQ(confirm(expired, expired_code).error().id, "invalid_code");
    const auto first = ask_for_code("demo");
    const auto first_code = mail_.last_code();
    auto second = ask_for_code("contabil");
    if (mail_.last_code() == first_code) {
        second = ask_for_code("contabil");
    }
    EXPECT_EQ(confirm(second, first_code).error().id, "invalid_code");
    EXPECT_TRUE(confirm(first, first_code));
    EXPECT_EQ(confirm(first, first_code).error().id, "invalid_code");
}

TEST_F(TwoFactorTest, LeavesNoChallengeBehindWhenTheMessageCannotBeSent) {
    mail_.down = true;
    for (int i = 0; i < 10; ++i) {
        EXPECT_THROW(login("demo", "demo"), core::UnavailableError);
    }
    mail_.down = false;
    EXPECT_TRUE(login("demo", "demo"));
}

TEST_F(TwoFactorTest, RefusesAUserWhoWasDeactivatedInBetween) {
    const auto challenge = ask_for_code("demo");
    erp_.user(1).active = false;
    EXPECT_FALSE(confirm(challenge, mail_.last_code()));
}

}  // namespace roa2web::auth
