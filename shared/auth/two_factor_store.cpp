#include "auth/two_factor_store.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <boost/describe.hpp>

#include "auth/secrets.hpp"

namespace roa2web::auth {

namespace {

constexpr std::size_t kChallengeBytes = 24;

constexpr std::string_view kOpenChallenges =
    "SELECT expires_at FROM auth_challenges WHERE user_id = :user_id AND expires_at > :now ORDER "
    "BY expires_at";

constexpr std::string_view kInsert =
    "INSERT INTO auth_challenges (id_hash, user_id, account_hash, code_hash, attempts, expires_at) "
    "VALUES (:id_hash, :user_id, :account_hash, :code_hash, 0, :expires_at)";

constexpr std::string_view kDelete = "DELETE FROM auth_challenges WHERE id_hash = :id_hash";

constexpr std::string_view kFindAccount =
    "SELECT account_hash FROM auth_challenges WHERE id_hash = :id_hash AND expires_at > :now";

constexpr std::string_view kCountAttempt =
    "UPDATE auth_challenges SET attempts = attempts + 1 "
    "WHERE id_hash = :id_hash AND attempts < :tries AND expires_at > :now";

constexpr std::string_view kFindCode =
    "SELECT user_id, code_hash FROM auth_challenges WHERE id_hash = :id_hash";

constexpr std::string_view kPruneChallenges =
    "DELETE FROM auth_challenges WHERE expires_at <= :now";

struct ExpiryRow {
    core::Timestamp expires_at;
};
BOOST_DESCRIBE_STRUCT(ExpiryRow, (), (expires_at))

struct AccountRow {
    std::string account_hash;
};
BOOST_DESCRIBE_STRUCT(AccountRow, (), (account_hash))

struct CodeRow {
    core::UserId user_id;
    std::string code_hash;
};
BOOST_DESCRIBE_STRUCT(CodeRow, (), (user_id, code_hash))

std::string hash_id(std::string_view challenge_id) {
    return hash_secret("roa2web challenge id", challenge_id);
}

std::string hash_code(std::string_view challenge_id, std::string_view code) {
    return hash_secret("roa2web two-factor code",
                       std::string(challenge_id) + ":" + std::string(code));
}

}  // namespace

core::Result<Challenge> TwoFactorStore::open(core::UserId user, const std::string& account_hash) {
    Challenge challenge{random_token(kChallengeBytes), random_code()};
    const auto now = clock_.now();
    return store_.write([&](database::Session& sql) -> core::Result<Challenge> {
        const auto open = sql.select<ExpiryRow>(kOpenChallenges, {{"user_id", user}, {"now", now}});
        if (std::cmp_greater_equal(open.size(), settings_.open_challenges)) {
            return core::fail(core::ErrorCode::TooManyRequests,
                              "Too many codes have been sent; use one of them or wait",
                              "too_many_codes",
                              open.front().expires_at - now);
        }
        sql.execute(kInsert,
                    {{"id_hash", hash_id(challenge.id)},
                     {"user_id", user},
                     {"account_hash", account_hash},
                     {"code_hash", hash_code(challenge.id, challenge.code)},
                     {"expires_at", core::Timestamp{now + settings_.code_lifetime}}});
        return std::move(challenge);
    });
}

void TwoFactorStore::cancel(const std::string& challenge_id) {
    store_.write([&](database::Session& sql) {
        sql.execute(kDelete, {{"id_hash", hash_id(challenge_id)}});
    });
}

std::optional<std::string> TwoFactorStore::find_account(const std::string& challenge_id) {
    auto row = store_.read([&](database::Session& sql) {
        return sql.select_first<AccountRow>(
            kFindAccount, {{"id_hash", hash_id(challenge_id)}, {"now", clock_.now()}});
    });
    return row ? std::make_optional(std::move(row->account_hash)) : std::nullopt;
}

core::Result<core::UserId> TwoFactorStore::redeem(const std::string& challenge_id,
                                                  std::string_view code) {
    const auto id_hash = hash_id(challenge_id);
    return store_.write([&](database::Session& sql) -> core::Result<core::UserId> {
        const auto refused = core::fail(core::ErrorCode::Unauthenticated,
                                        "The code is wrong or has expired; sign in again",
                                        "invalid_code");
        const auto counted =
            sql.execute(kCountAttempt,
                        {{"id_hash", id_hash}, {"tries", settings_.tries}, {"now", clock_.now()}});
        if (counted != 1) {
            return refused;
        }
        const auto row = sql.select_first<CodeRow>(kFindCode, {{"id_hash", id_hash}});
        if (!row || !equal_secrets(row->code_hash, hash_code(challenge_id, code))) {
            return refused;
        }
        // One row deleted: nobody else has used the same code in the meantime.
        if (sql.execute(kDelete, {{"id_hash", id_hash}}) != 1) {
            return refused;
        }
        return row->user_id;
    });
}

void TwoFactorStore::prune() {
    store_.write([&](database::Session& sql) {
        sql.execute(kPruneChallenges, {{"now", clock_.now()}});
    });
}

}  // namespace roa2web::auth
