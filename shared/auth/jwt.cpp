#include "auth/jwt.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <jwt.h>

#include "auth/secrets.hpp"
#include "core/exceptions.hpp"

namespace roa2web::auth {

namespace {

constexpr std::string_view kTokenLetters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
constexpr std::size_t kKeyIdLength = 12;  // characters of base64url: 72 bits of the secret's hash

struct JwtFree {
    void operator()(jwt_t* token) const { jwt_free(token); }
};

struct TextFree {
    void operator()(char* text) const {
        std::free(text);
    }  // NOLINT(cppcoreguidelines-no-malloc): libjwt's malloc
};

using JwtHandle = std::unique_ptr<jwt_t, JwtFree>;

tl::unexpected<core::Error> invalid() {
    return core::fail(core::ErrorCode::Unauthenticated,
                      "The access token is not valid; sign in again",
                      "invalid_token");
}

bool has_token_form(std::string_view token) {
    return token.size() <= kMaxTokenLength && std::count(token.begin(), token.end(), '.') == 2 &&
           token.find_first_not_of(kTokenLetters) == std::string_view::npos;
}

/// Parses a token; with a key, verifies its signature too.
JwtHandle decode(const std::string& token, const TokenKeys::Key* key) {
    jwt_t* decoded = nullptr;
    const auto* secret =
        key == nullptr ? nullptr : reinterpret_cast<const unsigned char*>(key->secret.data());
    const int length = key == nullptr ? 0 : static_cast<int>(key->secret.size());
    if (jwt_decode(&decoded, token.c_str(), secret, length) != 0) {
        return nullptr;
    }
    return JwtHandle(decoded);
}

/// The key that a token names, if it is ours and the algorithm is the one that we use. Nothing is
/// verified here.
const TokenKeys::Key* named_key(const TokenKeys& keys, const std::string& token) {
    const auto unverified = decode(token, nullptr);
    if (!unverified) {
        return nullptr;
    }
    // By its text: without a key, libjwt calls every algorithm "none".
    const char* algorithm = jwt_get_header(unverified.get(), "alg");
    const char* key_id = jwt_get_header(unverified.get(), "kid");
    const bool named =
        algorithm != nullptr && key_id != nullptr && std::string_view(algorithm) == "HS256";
    return named ? keys.find(key_id) : nullptr;
}

std::optional<std::string> text_claim(jwt_t* token, const char* name) {
    const char* value = jwt_get_grant(token, name);
    return value == nullptr ? std::nullopt : std::make_optional<std::string>(value);
}

std::optional<core::Timestamp> time_claim(jwt_t* token, const char* name) {
    errno = 0;
    const std::int64_t value = jwt_get_grant_int(token, name);
    // Outside the years 1970 to 9999, adding the leeway or comparing could overflow; no token of
    // ours is there.
    if (errno != 0 || value <= 0 || value > 253'402'300'799) {
        return std::nullopt;
    }
    return core::Timestamp{std::chrono::seconds{value}};
}

std::optional<core::UserId> user_claim(jwt_t* token) {
    const auto text = text_claim(token, "sub");
    std::int64_t value = 0;
    if (!text) {
        return std::nullopt;
    }
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error != std::errc{} || end != text->data() + text->size() || value <= 0) {
        return std::nullopt;
    }
    return core::UserId{value};
}

void require(int error) {
    if (error != 0) {
        throw core::InternalError("libjwt cannot build a token: " +
                                  std::generic_category().message(error));
    }
}

void add_text(jwt_t* token, const char* name, const std::string& value) {
    require(jwt_add_grant(token, name, value.c_str()));
}

void add_time(jwt_t* token, const char* name, core::Timestamp instant) {
    require(jwt_add_grant_int(token, name, static_cast<long>(instant.time_since_epoch().count())));
}

core::Result<AccessClaims> read_claims(jwt_t* token,
                                       const TokenParties& parties,
                                       core::Timestamp now) {
    const auto user = user_claim(token);
    auto username = text_claim(token, "username");
    auto role = text_claim(token, "role");
    auto session_id = text_claim(token, "sid");
    const auto issued_at = time_claim(token, "iat");
    const auto not_before = time_claim(token, "nbf");
    const auto expires_at = time_claim(token, "exp");
    const bool complete =
        user && username && role && session_id && issued_at && not_before && expires_at;
    if (!complete || text_claim(token, "iss") != parties.issuer ||
        text_claim(token, "aud") != parties.audience) {
        return invalid();
    }
    if (*not_before > now + kClockLeeway || *issued_at > now + kClockLeeway) {
        return invalid();
    }
    if (*expires_at + kClockLeeway <= now) {
        return core::fail(
            core::ErrorCode::Unauthenticated, "The access token has expired", "token_expired");
    }
    return AccessClaims{.user = *user,
                        .username = std::move(*username),
                        .role = std::move(*role),
                        .session_id = std::move(*session_id),
                        .expires_at = *expires_at};
}

}  // namespace

TokenKeys::TokenKeys(std::string current_secret, const std::vector<std::string>& previous_secrets) {
    add(std::move(current_secret));
    for (const auto& secret : previous_secrets) {
        add(secret);
    }
}

void TokenKeys::add(std::string secret) {
    if (secret.size() < kMinSecretLength) {
        throw core::ConfigurationError("a token secret must have at least 32 bytes");
    }
    auto id = hash_secret("roa2web token key id", secret).substr(0, kKeyIdLength);
    keys_.push_back({std::move(id), std::move(secret)});
}

const TokenKeys::Key* TokenKeys::find(std::string_view key_id) const {
    const auto found = std::find_if(
        keys_.begin(), keys_.end(), [key_id](const Key& key) { return key.id == key_id; });
    return found == keys_.end() ? nullptr : &*found;
}

std::string sign_token(const TokenKeys& keys,
                       const TokenParties& parties,
                       const AccessClaims& claims,
                       core::Timestamp now,
                       std::chrono::seconds lifetime) {
    jwt_t* created = nullptr;
    require(jwt_new(&created));
    const JwtHandle token(created);
    const auto& key = keys.current();
    require(jwt_add_header(created, "kid", key.id.c_str()));
    add_text(created, "iss", parties.issuer);
    add_text(created, "aud", parties.audience);
    add_text(created, "sub", std::to_string(claims.user.value));
    add_text(created, "username", claims.username);
    add_text(created, "role", claims.role);
    add_text(created, "sid", claims.session_id);
    add_time(created, "iat", now);
    add_time(created, "nbf", now);
    add_time(created, "exp", now + lifetime);
    require(jwt_set_alg(created,
                        JWT_ALG_HS256,
                        reinterpret_cast<const unsigned char*>(key.secret.data()),
                        static_cast<int>(key.secret.size())));
    const std::unique_ptr<char, TextFree> text(jwt_encode_str(created));
    if (!text) {
        throw core::InternalError("libjwt cannot encode a token");
    }
    return text.get();
}

core::Result<AccessClaims> verify_token(const TokenKeys& keys,
                                        const TokenParties& parties,
                                        std::string_view token,
                                        core::Timestamp now) {
    if (!has_token_form(token)) {
        return invalid();
    }
    const std::string text(token);  // libjwt wants a terminating NUL
    const auto* key = named_key(keys, text);
    if (key == nullptr) {
        return invalid();
    }
    const auto verified = decode(text, key);
    // Asked again of the verified token: the answer that counts.
    if (!verified || jwt_get_alg(verified.get()) != JWT_ALG_HS256) {
        return invalid();
    }
    return read_claims(verified.get(), parties, now);
}

}  // namespace roa2web::auth
