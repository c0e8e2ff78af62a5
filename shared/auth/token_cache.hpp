// Access tokens whose signature was verified a moment ago: one token comes with every request of
// its fifteen minutes, and verifying it costs more than all else that a cached answer needs.
//
// Kept are the claims of valid tokens, under a hash of the whole text: another text is another
// token, and a copy of memory shows no token. Only the end of its validity can change the verdict
// on a text, so that is looked at each time; sessions and rights are checked by those who ask.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "auth/jwt.hpp"
#include "core/date.hpp"
#include "core/result.hpp"

namespace roa2web::auth {

/// Safe from every thread.
class TokenCache {
  public:
    /// Of one set of keys and parties, which must live longer.
    TokenCache(const TokenKeys& keys, const TokenParties& parties, std::size_t limit)
        : keys_(keys), parties_(parties), limit_(limit) {}

    /// What verify_token() says of the token now.
    [[nodiscard]] core::Result<AccessClaims> verify(std::string_view token, core::Timestamp now);

    [[nodiscard]] std::size_t size() const;

  private:
    const TokenKeys& keys_;
    const TokenParties& parties_;
    std::size_t limit_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, AccessClaims> entries_;  // hash of the token -> claims
};

}  // namespace roa2web::auth
