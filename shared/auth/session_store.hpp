// Signed-in sessions and their refresh tokens (RFC 9700, section 4.14.2).
//
// A session is a family of refresh tokens of which exactly one is good. Using it spends it and
// makes the next. A spent one that comes back was copied by someone, and nobody can tell who is
// who: the whole session ends.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "core/date.hpp"
#include "core/ids.hpp"
#include "database/local_store.hpp"

namespace roa2web::auth {

struct SessionRow {
    std::string id;
    core::UserId user_id;
    core::Timestamp created_at;
    core::Timestamp last_used_at;
    core::Timestamp expires_at;
    std::string address;
    std::string user_agent;
};
BOOST_DESCRIBE_STRUCT(SessionRow,
                      (),
                      (id, user_id, created_at, last_used_at, expires_at, address, user_agent))

struct RefreshTokenRow {
    std::string session_id;
    core::UserId user_id;
    core::Timestamp token_expires_at;
    std::optional<core::Timestamp> spent_at;
    core::Timestamp session_expires_at;
    std::optional<core::Timestamp> revoked_at;
};
BOOST_DESCRIBE_STRUCT(
    RefreshTokenRow,
    (),
    (session_id, user_id, token_expires_at, spent_at, session_expires_at, revoked_at))

struct Rotation {
    std::string session_id;
    std::string old_hash;
    std::string new_hash;
    std::string address;
    std::string user_agent;
    core::Timestamp now;
    core::Timestamp expires_at;
};

/// Reused: the old token had been spent; the session has been revoked. Ended: the session was over
/// already.
enum class RotationOutcome : std::uint8_t { Rotated, Reused, Ended };

/// All functions block and throw core::DatabaseError.
class SessionStore {
  public:
    explicit SessionStore(database::LocalStore& store) : store_(store) {}

    void create(const SessionRow& session, const std::string& refresh_hash);

    [[nodiscard]] std::optional<RefreshTokenRow> find_refresh_token(const std::string& hash);

    /// Spends one refresh token and stores the next. Of any number of callers with the same token,
    /// on any number of nodes, exactly one gets Rotated.
    RotationOutcome rotate(const Rotation& rotation);

    /// Whose session it is; nothing when it is unknown, revoked or expired.
    [[nodiscard]] std::optional<core::UserId> find_live_owner(const std::string& session_id,
                                                              core::Timestamp now);

    /// The sessions of a user that are neither revoked nor expired, last used first.
    [[nodiscard]] std::vector<SessionRow> list(core::UserId user, core::Timestamp now);

    /// False when the user has no such live session.
    bool revoke(const std::string& session_id,
                core::UserId user,
                std::string_view because,
                core::Timestamp now);

    /// Removes what has expired.
    void prune(core::Timestamp now);

  private:
    database::LocalStore& store_;
};

}  // namespace roa2web::auth
