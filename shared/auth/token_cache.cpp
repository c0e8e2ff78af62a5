#include "auth/token_cache.hpp"

#include <mutex>
#include <string>
#include <utility>

#include "auth/secrets.hpp"

namespace roa2web::auth {

core::Result<AccessClaims> TokenCache::verify(std::string_view token, core::Timestamp now) {
    // Hashing takes a moment for each byte, and nobody's good token is that long.
    if (token.size() > kMaxTokenLength) {
        return verify_token(keys_, parties_, token, now);
    }
    auto hash = hash_secret("roa2web verified access token", token);
    {
        const std::lock_guard lock(mutex_);
        const auto found = entries_.find(hash);
        if (found != entries_.end()) {
            if (now < found->second.expires_at + kClockLeeway) {
                return found->second;
            }
            entries_.erase(found);
        }
    }
    auto claims = verify_token(keys_, parties_, token, now);
    if (claims) {
        const std::lock_guard lock(mutex_);
        // Any entry may go: the next request verifies its token again.
        if (entries_.size() >= limit_ && !entries_.contains(hash)) {
            entries_.erase(entries_.begin());
        }
        entries_.insert_or_assign(std::move(hash), *claims);
    }
    return claims;
}

std::size_t TokenCache::size() const {
    const std::lock_guard lock(mutex_);
    return entries_.size();
}

}  // namespace roa2web::auth
