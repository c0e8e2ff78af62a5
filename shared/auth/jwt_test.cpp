#include "auth/jwt.hpp"

#include <chrono>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <jwt.h>

#include "core/exceptions.hpp"

namespace roa2web::auth {

namespace {

using namespace std::chrono_literals;

constexpr core::Timestamp kNow = std::chrono::sys_days{2025y / 11 / 24} + 8h;
const std::string kSecret = "first-secret-first-secret-first-secret";
const std::string kOtherSecret = "other-secret-other-secret-other-secret";
const TokenParties kParties{"roa2web", "roa2web"};
const AccessClaims kClaims{.user = {7}, .username = "ștefan", .role = "viewer", .session_id = "s1"};

TokenKeys make_keys() {
    return TokenKeys(kSecret, {});
}

std::string make_token() {
    return sign_token(make_keys(), kParties, kClaims, kNow, 15min);
}

std::string error_of(std::string_view token, core::Timestamp now = kNow) {
    const auto claims = verify_token(make_keys(), kParties, token, now);
    return claims ? "" : claims.error().id;
}

/// What goes into a hand-made token. An empty text or a zero leaves a claim out.
struct Recipe {
    jwt_alg_t algorithm{JWT_ALG_HS256};
    std::string secret{kSecret};
    std::string key_id{make_keys().current().id};
    std::string issuer{"roa2web"};
    std::string audience{"roa2web"};
    std::string subject{"7"};
    std::string username{"ana"};
    std::string role{"viewer"};
    std::string session_id{"s1"};
    long issued_at{kNow.time_since_epoch().count()};
    long not_before{kNow.time_since_epoch().count()};
    long expires_at{(kNow + 15min).time_since_epoch().count()};
};

/// Made with libjwt alone, as another program would.
std::string cook(const Recipe& recipe) {
    jwt_t* token = nullptr;
    EXPECT_EQ(jwt_new(&token), 0);
    const auto add = [token](const char* name, const std::string& value) {
        if (!value.empty()) {
            EXPECT_EQ(jwt_add_grant(token, name, value.c_str()), 0);
        }
    };
    const auto add_time = [token](const char* name, long value) {
        if (value != 0) {
            EXPECT_EQ(jwt_add_grant_int(token, name, value), 0);
        }
    };
    if (!recipe.key_id.empty()) {
        jwt_add_header(token, "kid", recipe.key_id.c_str());
    }
    add("iss", recipe.issuer);
    add("aud", recipe.audience);
    add("sub", recipe.subject);
    add("username", recipe.username);
    add("role", recipe.role);
    add("sid", recipe.session_id);
    add_time("iat", recipe.issued_at);
    add_time("nbf", recipe.not_before);
    add_time("exp", recipe.expires_at);
    const bool none = recipe.algorithm == JWT_ALG_NONE;
    const auto* key = none ? nullptr : reinterpret_cast<const unsigned char*>(recipe.secret.data());
    EXPECT_EQ(jwt_set_alg(
                  token, recipe.algorithm, key, none ? 0 : static_cast<int>(recipe.secret.size())),
              0);
    char* text = jwt_encode_str(token);
    std::string result = text == nullptr ? "" : text;
    free(text);  // NOLINT(cppcoreguidelines-no-malloc): libjwt's malloc
    jwt_free(token);
    return result;
}

}  // namespace

TEST(Jwt, GivesBackWhatItSigned) {
    const auto claims = verify_token(make_keys(), kParties, make_token(), kNow);
    ASSERT_TRUE(claims);
    EXPECT_EQ(claims->user.value, 7);
    EXPECT_EQ(claims->username, "ștefan");
    EXPECT_EQ(claims->role, "viewer");
    EXPECT_EQ(claims->session_id, "s1");
}

TEST(Jwt, AcceptsATokenMadeByAnotherProgramWithOurKey) {
    EXPECT_EQ(error_of(cook({})), "");
}

TEST(Jwt, RefusesAlgorithmNone) {
    EXPECT_EQ(error_of(cook({.algorithm = JWT_ALG_NONE})), "invalid_token");
    // {"alg":"none","typ":"JWT"} and the other spellings, without a signature
    for (const std::string_view header : {"eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0",
                                          "eyJhbGciOiJOT05FIiwidHlwIjoiSldUIn0",
                                          "eyJhbGciOiJub25lIn0"}) {
        const auto body = make_token().substr(make_token().find('.'));
        EXPECT_EQ(error_of(std::string(header) + body), "invalid_token");
        EXPECT_EQ(error_of(std::string(header) + body.substr(0, body.rfind('.') + 1)),
                  "invalid_token");
    }
}

TEST(Jwt, RefusesOtherAlgorithmsThoughTheKeyFits) {
    EXPECT_EQ(error_of(cook({.algorithm = JWT_ALG_HS384})), "invalid_token");
    EXPECT_EQ(error_of(cook({.algorithm = JWT_ALG_HS512})), "invalid_token");
}

TEST(Jwt, RefusesAChangeOfAnySingleCharacter) {
    const auto good = make_token();
    for (std::size_t at = 0; at < good.size(); ++at) {
        auto tampered = good;
        tampered[at] = tampered[at] == 'A' ? 'B' : 'A';
        EXPECT_EQ(error_of(tampered), "invalid_token") << at;
    }
}

TEST(Jwt, RefusesEveryTruncationAndExtension) {
    const auto good = make_token();
    for (std::size_t size = 0; size < good.size(); ++size) {
        EXPECT_EQ(error_of(good.substr(0, size)), "invalid_token") << size;
    }
    for (const std::string_view tail : {".", "A", "=", " ", "\n", ".A"}) {
        EXPECT_EQ(error_of(good + std::string(tail)), "invalid_token");
    }
}

TEST(Jwt, RefusesASignatureOfAnotherKeyUnderOurKeyId) {
    EXPECT_EQ(error_of(cook({.secret = kOtherSecret})), "invalid_token");
}

TEST(Jwt, ExpiresAfterTheLeeway) {
    EXPECT_EQ(error_of(make_token(), kNow + 15min + 4s), "");
    EXPECT_EQ(error_of(make_token(), kNow + 15min + 5s), "token_expired");
}

TEST(Jwt, RefusesATokenThatIsNotYetValid) {
    EXPECT_EQ(error_of(make_token(), kNow - 5s), "");
    EXPECT_EQ(error_of(make_token(), kNow - 6s), "invalid_token");
}

TEST(Jwt, RefusesOtherIssuersAndAudiences) {
    EXPECT_EQ(error_of(cook({.issuer = "elsewhere"})), "invalid_token");
    EXPECT_EQ(error_of(cook({.audience = "elsewhere"})), "invalid_token");
}

TEST(Jwt, RefusesATokenThatLacksAnyClaim) {
    EXPECT_EQ(error_of(cook({.issuer = ""})), "invalid_token");
    EXPECT_EQ(error_of(cook({.audience = ""})), "invalid_token");
    EXPECT_EQ(error_of(cook({.subject = ""})), "invalid_token");
    EXPECT_EQ(error_of(cook({.username = ""})), "invalid_token");
    EXPECT_EQ(error_of(cook({.role = ""})), "invalid_token");
    EXPECT_EQ(error_of(cook({.session_id = ""})), "invalid_token");
    EXPECT_EQ(error_of(cook({.not_before = 0})), "invalid_token");
    EXPECT_EQ(error_of(cook({.expires_at = 0})), "invalid_token");
    EXPECT_EQ(error_of(cook({.key_id = ""})), "invalid_token");
}

TEST(Jwt, RefusesClaimsThatAreNoUserOrNoTime) {
    for (const std::string subject : {"0", "-1", "7x", "seven", "99999999999999999999", " 7"}) {
        EXPECT_EQ(error_of(cook({.subject = subject})), "invalid_token") << subject;
    }
    EXPECT_EQ(error_of(cook({.expires_at = INT64_MAX})), "invalid_token");
    EXPECT_EQ(error_of(cook({.not_before = -1})), "invalid_token");
}

TEST(Jwt, AcceptsTheFormerKeyAndSignsWithTheNewOne) {
    const TokenKeys rotated(kOtherSecret, {kSecret});
    EXPECT_TRUE(verify_token(rotated, kParties, make_token(), kNow));
    const auto fresh = sign_token(rotated, kParties, kClaims, kNow, 15min);
    EXPECT_EQ(error_of(fresh), "invalid_token") << "the former key must not do";
    EXPECT_TRUE(verify_token(TokenKeys(kOtherSecret, {}), kParties, fresh, kNow));
}

TEST(Jwt, RefusesUnknownKeyIds) {
    EXPECT_EQ(error_of(cook({.key_id = "unknown"})), "invalid_token");
    EXPECT_FALSE(verify_token(TokenKeys(kOtherSecret, {}), kParties, make_token(), kNow));
}

TEST(Jwt, DerivesTheKeyIdFromTheKeyWithoutShowingIt) {
    const auto keys = make_keys();
    const auto& key = keys.current();
    EXPECT_EQ(key.id, make_keys().current().id);
    EXPECT_NE(key.id, TokenKeys(kOtherSecret, {}).current().id);
    EXPECT_EQ(kSecret.find(key.id), std::string::npos);
}

TEST(Jwt, RefusesShortSecrets) {
    EXPECT_THROW(TokenKeys("short", {}), core::ConfigurationError);
    EXPECT_THROW(TokenKeys(kSecret, {"short"}), core::ConfigurationError);
}

TEST(Jwt, RefusesHugeTokens) {
    EXPECT_EQ(error_of(std::string(1'000'000, 'A')), "invalid_token");
    EXPECT_EQ(error_of(std::string(2000, 'A') + "." + std::string(2000, 'A') + "." +
                       std::string(2000, 'A')),
              "invalid_token");
    EXPECT_EQ(error_of(cook({.username = std::string(4000, 'a')})), "invalid_token");
}

TEST(Jwt, SurvivesJsonThatNestsDeeply) {
    // {"alg":"HS256"} with thousands of brackets as claims
    EXPECT_EQ(error_of("eyJhbGciOiJIUzI1NiJ9." + std::string(3900, 'W') + ".AAAA"),
              "invalid_token");
}

TEST(Jwt, NeverThrowsOnGarbage) {
    std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same garbage every time
    std::uniform_int_distribution<int> byte(0, 255);
    const auto good = make_token();
    for (int round = 0; round < 3000; ++round) {
        std::string garbage(static_cast<std::size_t>(byte(random)), '\0');
        for (auto& letter : garbage) {
            letter = static_cast<char>(byte(random));
        }
        EXPECT_EQ(error_of(garbage), "invalid_token");
        auto damaged = good;
        for (int change = 0; change < 3; ++change) {
            damaged[static_cast<std::size_t>(byte(random)) % damaged.size()] =
                static_cast<char>(byte(random));
        }
        if (damaged != good) {
            EXPECT_EQ(error_of(damaged), "invalid_token");
        }
    }
    EXPECT_EQ(error_of(std::string_view("\0.\0.\0", 5)), "invalid_token");
    EXPECT_EQ(error_of(".."), "invalid_token");
    EXPECT_EQ(error_of(""), "invalid_token");
}

}  // namespace roa2web::auth
