// What the store said about sessions a moment ago, so that a request costs no query.
//
// A session that was ended in this process stays here as ended: an answer of the store that was
// under way at that moment must not bring it back to life.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

#include "core/date.hpp"
#include "core/ids.hpp"

namespace roa2web::auth {

/// Safe from every thread.
class SessionCache {
  public:
    SessionCache(std::size_t limit, std::chrono::seconds max_age)
        : limit_(limit), max_age_(max_age) {}

    enum class Answer : std::uint8_t { Unknown, Live, Ended };

    /// Live: confirmed within the last seconds to be this user's.
    [[nodiscard]] Answer look_up(const std::string& session_id,
                                 core::UserId user,
                                 core::Timestamp now) const;

    void confirm(const std::string& session_id, core::UserId user, core::Timestamp now);
    void end(const std::string& session_id);

    [[nodiscard]] std::size_t size() const;

  private:
    struct Entry {
        core::UserId user;
        core::Timestamp confirmed_at;
        bool ended{false};
    };

    void make_room();

    std::size_t limit_;
    std::chrono::seconds max_age_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Entry> entries_;
};

}  // namespace roa2web::auth
