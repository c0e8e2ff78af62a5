#include "auth/session_store.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace roa2web::auth {

namespace {

constexpr std::string_view kInsertSession =
    "INSERT INTO auth_sessions (id, user_id, created_at, last_used_at, expires_at, address, "
    "user_agent) "
    "VALUES (:id, :user_id, :created_at, :last_used_at, :expires_at, :address, :user_agent)";

constexpr std::string_view kInsertToken =
    "INSERT INTO auth_refresh_tokens (token_hash, session_id, expires_at) "
    "VALUES (:token_hash, :session_id, :expires_at)";

constexpr std::string_view kFindToken =
    "SELECT t.session_id, s.user_id, t.expires_at, t.spent_at, s.expires_at, s.revoked_at "
    "FROM auth_refresh_tokens t JOIN auth_sessions s ON s.id = t.session_id WHERE t.token_hash = "
    ":token_hash";

constexpr std::string_view kSpendToken =
    "UPDATE auth_refresh_tokens SET spent_at = :now WHERE token_hash = :token_hash AND spent_at IS "
    "NULL";

constexpr std::string_view kTouchSession =
    "UPDATE auth_sessions SET last_used_at = :now, expires_at = :expires_at, address = :address, "
    "user_agent = :user_agent WHERE id = :id AND revoked_at IS NULL";

constexpr std::string_view kRevokeSession =
    "UPDATE auth_sessions SET revoked_at = :now, revoked_because = :because WHERE id = :id AND "
    "revoked_at IS NULL";

constexpr std::string_view kRevokeOwnSession =
    "UPDATE auth_sessions SET revoked_at = :now, revoked_because = :because "
    "WHERE id = :id AND user_id = :user_id AND revoked_at IS NULL AND expires_at > :alive_at";

constexpr std::string_view kFindOwner =
    "SELECT user_id FROM auth_sessions WHERE id = :id AND revoked_at IS NULL AND expires_at > :now";

constexpr std::string_view kListSessions =
    "SELECT id, user_id, created_at, last_used_at, expires_at, address, user_agent FROM "
    "auth_sessions "
    "WHERE user_id = :user_id AND revoked_at IS NULL AND expires_at > :now ORDER BY last_used_at "
    "DESC, id";

constexpr std::string_view kPruneTokens =
    "DELETE FROM auth_refresh_tokens WHERE expires_at <= :now";

constexpr std::string_view kPruneSessions = "DELETE FROM auth_sessions WHERE expires_at <= :now";

struct OwnerRow {
    core::UserId user_id;
};
BOOST_DESCRIBE_STRUCT(OwnerRow, (), (user_id))

}  // namespace

void SessionStore::create(const SessionRow& session, const std::string& refresh_hash) {
    store_.write([&](database::Session& sql) {
        sql.execute(kInsertSession,
                    {{"id", session.id},
                     {"user_id", session.user_id},
                     {"created_at", session.created_at},
                     {"last_used_at", session.last_used_at},
                     {"expires_at", session.expires_at},
                     {"address", session.address},
                     {"user_agent", session.user_agent}});
        sql.execute(kInsertToken,
                    {{"token_hash", refresh_hash},
                     {"session_id", session.id},
                     {"expires_at", session.expires_at}});
    });
}

std::optional<RefreshTokenRow> SessionStore::find_refresh_token(const std::string& hash) {
    return store_.read([&](database::Session& sql) {
        return sql.select_first<RefreshTokenRow>(kFindToken, {{"token_hash", hash}});
    });
}

RotationOutcome SessionStore::rotate(const Rotation& rotation) {
    return store_.write([&](database::Session& sql) {
        if (sql.execute(kSpendToken, {{"now", rotation.now}, {"token_hash", rotation.old_hash}}) !=
            1) {
            sql.execute(kRevokeSession,
                        {{"now", rotation.now}, {"because", "reuse"}, {"id", rotation.session_id}});
            return RotationOutcome::Reused;
        }
        const auto touched = sql.execute(kTouchSession,
                                         {{"now", rotation.now},
                                          {"expires_at", rotation.expires_at},
                                          {"address", rotation.address},
                                          {"user_agent", rotation.user_agent},
                                          {"id", rotation.session_id}});
        if (touched != 1) {
            return RotationOutcome::Ended;
        }
        sql.execute(kInsertToken,
                    {{"token_hash", rotation.new_hash},
                     {"session_id", rotation.session_id},
                     {"expires_at", rotation.expires_at}});
        return RotationOutcome::Rotated;
    });
}

std::optional<core::UserId> SessionStore::find_live_owner(const std::string& session_id,
                                                          core::Timestamp now) {
    const auto row = store_.read([&](database::Session& sql) {
        return sql.select_first<OwnerRow>(kFindOwner, {{"id", session_id}, {"now", now}});
    });
    return row ? std::make_optional(row->user_id) : std::nullopt;
}

std::vector<SessionRow> SessionStore::list(core::UserId user, core::Timestamp now) {
    return store_.read([&](database::Session& sql) {
        return sql.select<SessionRow>(kListSessions, {{"user_id", user}, {"now", now}});
    });
}

bool SessionStore::revoke(const std::string& session_id,
                          core::UserId user,
                          std::string_view because,
                          core::Timestamp now) {
    return store_.write([&](database::Session& sql) {
        return sql.execute(kRevokeOwnSession,
                           {{"now", now},
                            {"because", because},
                            {"id", session_id},
                            {"user_id", user},
                            {"alive_at", now}}) == 1;
    });
}

void SessionStore::prune(core::Timestamp now) {
    store_.write([&](database::Session& sql) {
        sql.execute(kPruneTokens, {{"now", now}});
        sql.execute(kPruneSessions, {{"now", now}});
    });
}

}  // namespace roa2web::auth
