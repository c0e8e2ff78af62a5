#include "auth/token_cache.hpp"

#include <chrono>
#include <string>

#include <gtest/gtest.h>

namespace roa2web::auth {

namespace {

using namespace std::chrono_literals;

constexpr core::Timestamp kNow = std::chrono::sys_days{2025y / 11 / 24} + 8h;
const TokenKeys kKeys("first-secret-first-secret-first-secret", {});
const TokenKeys kOtherKeys("other-secret-other-secret-other-secret", {});
const TokenParties kParties{"roa2web", "roa2web"};

std::string make_token(const std::string& session, const TokenKeys& keys = kKeys) {
    return sign_token(keys,
                      kParties,
                      {.user = {7}, .username = "ana", .role = "viewer", .session_id = session},
                      kNow,
                      15min);
}

std::string error_of(TokenCache& cache, const std::string& token, core::Timestamp now = kNow) {
    const auto claims = cache.verify(token, now);
    return claims ? "" : claims.error().id;
}

}  // namespace

TEST(TokenCache, GivesTheSameClaimsAgain) {
    TokenCache cache(kKeys, kParties, 10);
    const std::string token = make_token("s1");
    for (int time = 0; time < 2; ++time) {
        const auto claims = cache.verify(token, kNow);
        ASSERT_TRUE(claims);
        EXPECT_EQ(claims->user, core::UserId{7});
        EXPECT_EQ(claims->username, "ana");
        EXPECT_EQ(claims->role, "viewer");
        EXPECT_EQ(claims->session_id, "s1");
        EXPECT_EQ(cache.size(), 1U);
    }
}

TEST(TokenCache, EndsATokenWhenItExpires) {
    TokenCache cache(kKeys, kParties, 10);
    const std::string token = make_token("s1");
    const auto last = kNow + 15min + kClockLeeway - 1s;
    EXPECT_EQ(error_of(cache, token), "");
    EXPECT_EQ(error_of(cache, token, last), "");
    EXPECT_EQ(error_of(cache, token, last + 1s), "token_expired");
    EXPECT_EQ(cache.size(), 0U);
    EXPECT_EQ(error_of(cache, token, last + 1s), "token_expired");
}

TEST(TokenCache, RefusesWhatDiffersInOneLetterFromAKnownToken) {
    TokenCache cache(kKeys, kParties, 10);
    const std::string token = make_token("s1");
    ASSERT_EQ(error_of(cache, token), "");
    // The last letter of a signature carries bits that no byte needs; the ones before it do not.
    for (std::size_t at = 0; at + 1 < token.size(); ++at) {
        std::string other = token;
        other[at] = other[at] == 'A' ? 'B' : 'A';
        EXPECT_NE(error_of(cache, other), "") << at;
    }
    EXPECT_EQ(cache.size(), 1U);
}

TEST(TokenCache, KeepsNothingOfABadToken) {
    TokenCache cache(kKeys, kParties, 10);
    for (const std::string& token : {std::string{},
                                     std::string("a.b.c"),
                                     std::string(kMaxTokenLength + 1, 'a'),
                                     make_token("s1", kOtherKeys)}) {
        EXPECT_EQ(error_of(cache, token), "invalid_token");
    }
    EXPECT_EQ(cache.size(), 0U);
}

TEST(TokenCache, StaysWithinItsLimit) {
    TokenCache cache(kKeys, kParties, 100);
    for (int i = 0; i < 300; ++i) {
        EXPECT_EQ(error_of(cache, make_token("s" + std::to_string(i))), "");
    }
    EXPECT_EQ(cache.size(), 100U);
}

}  // namespace roa2web::auth
