// The second step of a login: a code of six digits that was sent by e-mail. It is good for one use,
// for ten minutes, for five tries, and only together with the challenge's id, which only the one
// who gave the right password was told.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "auth/auth_settings.hpp"
#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "database/local_store.hpp"

namespace roa2web::auth {

struct Challenge {
    std::string id;    // for the client
    std::string code;  // for the message
};

/// All functions block and throw core::DatabaseError.
class TwoFactorStore {
  public:
    TwoFactorStore(database::LocalStore& store,
                   TwoFactorSettings settings,
                   const core::Clock& clock)
        : store_(store), settings_(settings), clock_(clock) {}

    /// Errors: TooManyRequests when the user has too many open challenges.
    [[nodiscard]] core::Result<Challenge> open(core::UserId user, const std::string& account_hash);

    /// Takes a challenge back whose message could not be sent.
    void cancel(const std::string& challenge_id);

    /// Whose login an open challenge belongs to, for LoginGuard; nothing when there is none.
    [[nodiscard]] std::optional<std::string> find_account(const std::string& challenge_id);

    /// The user, when the code is right; the challenge is then gone. Each call is a try, counted
    /// before it is looked at, so that tries at the same time are counted too. Errors:
    /// Unauthenticated.
    [[nodiscard]] core::Result<core::UserId> redeem(const std::string& challenge_id,
                                                    std::string_view code);

    void prune();

  private:
    database::LocalStore& store_;
    TwoFactorSettings settings_;
    const core::Clock& clock_;
};

}  // namespace roa2web::auth
