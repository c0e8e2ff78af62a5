#include "auth/session_cache.hpp"

#include <mutex>
#include <string>

namespace roa2web::auth {

SessionCache::Answer SessionCache::look_up(const std::string& session_id,
                                           core::UserId user,
                                           core::Timestamp now) const {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(session_id);
    if (found == entries_.end()) {
        return Answer::Unknown;
    }
    if (found->second.ended || found->second.user != user) {
        return Answer::Ended;
    }
    return now - found->second.confirmed_at < max_age_ ? Answer::Live : Answer::Unknown;
}

void SessionCache::confirm(const std::string& session_id, core::UserId user, core::Timestamp now) {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(session_id);
    if (found == entries_.end()) {
        make_room();
        entries_.emplace(session_id, Entry{user, now});
    } else if (!found->second.ended) {
        found->second.confirmed_at = now;
    }
}

void SessionCache::end(const std::string& session_id) {
    const std::lock_guard lock(mutex_);
    if (!entries_.contains(session_id)) {
        make_room();
    }
    entries_[session_id].ended = true;
}

std::size_t SessionCache::size() const {
    const std::lock_guard lock(mutex_);
    return entries_.size();
}

/// Any entry may go: the store knows them all.
void SessionCache::make_room() {
    if (entries_.size() >= limit_) {
        entries_.erase(entries_.begin());
    }
}

}  // namespace roa2web::auth
