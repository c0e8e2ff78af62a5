// Access tokens: JSON Web Tokens (RFC 7519) signed with HMAC-SHA256, over libjwt. Functions over
// text, without state, that never throw on what a client sends.
//
// A token's header names its key (`kid`, the first bytes of the secret's hash), so that a secret
// can be replaced while tokens of the former one are still about. What is checked, in this order:
// length and alphabet, algorithm (HS256 and nothing else, RFC 8725 section 3.1), key, signature,
// then issuer, audience, times and the presence of every claim.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"

namespace roa2web::auth {

constexpr std::size_t kMaxTokenLength = 4096;    // bytes; ours have about 400
constexpr std::size_t kMinSecretLength = 32;     // bytes; RFC 7518, section 3.2
constexpr std::chrono::seconds kClockLeeway{5};  // between nodes whose clocks differ

/// The secrets that tokens are signed and verified with, each under its `kid`.
class TokenKeys {
  public:
    struct Key {
        std::string id;
        std::string secret;
    };

    /// Throws core::ConfigurationError for a secret of less than 32 bytes.
    TokenKeys(std::string current_secret, const std::vector<std::string>& previous_secrets);

    [[nodiscard]] const Key& current() const { return keys_.front(); }

    /// Null for a key that is not ours.
    [[nodiscard]] const Key* find(std::string_view key_id) const;

  private:
    void add(std::string secret);

    std::vector<Key> keys_;
};

/// Who issues tokens, and for whom.
struct TokenParties {
    std::string issuer;
    std::string audience;
};

struct AccessClaims {
    core::UserId user;
    std::string username;
    std::string role;
    std::string session_id;
    core::Timestamp expires_at{};  // of a verified token; signing takes a lifetime instead
};

/// A signed token, valid from `now` for `lifetime`.
[[nodiscard]] std::string sign_token(const TokenKeys& keys,
                                     const TokenParties& parties,
                                     const AccessClaims& claims,
                                     core::Timestamp now,
                                     std::chrono::seconds lifetime);

/// Errors: Unauthenticated, with id "token_expired" for a good token that is too old and
/// "invalid_token" for the rest.
[[nodiscard]] core::Result<AccessClaims> verify_token(const TokenKeys& keys,
                                                      const TokenParties& parties,
                                                      std::string_view token,
                                                      core::Timestamp now);

}  // namespace roa2web::auth
