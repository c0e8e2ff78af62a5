// Slows down guessing. Failures are counted by account and by client address, in the store, so that
// a restart or another node does not forget them. From a threshold on, each failure doubles the
// time before the next attempt; an attempt during that time is refused unseen, whether its password
// is right or not, and counts as nothing. Accounts that do not exist are counted in the same way,
// so that the answer does not say which ones do.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "auth/auth_settings.hpp"
#include "core/date.hpp"
#include "database/local_store.hpp"

namespace roa2web::auth {

/// Whose failures are counted: hashes of the folded user name and of the client's network.
struct LoginSubject {
    std::string account_hash;  // empty when no account is meant: the address alone counts
    std::string address_hash;
};

[[nodiscard]] std::string hash_account(std::string_view username);

/// IPv6 clients choose the lower half of their address freely: their /64 network counts.
[[nodiscard]] std::string hash_address(std::string_view address);

/// The delay after so many failures in a row.
[[nodiscard]] std::chrono::seconds delay_after(std::int64_t failures,
                                               std::int64_t threshold,
                                               const LockoutSettings& settings);

/// All functions block and throw core::DatabaseError.
class LoginGuard {
  public:
    LoginGuard(database::LocalStore& store, LockoutSettings settings, const core::Clock& clock)
        : store_(store), settings_(settings), clock_(clock) {}

    /// Time until the next attempt is allowed; zero: now.
    [[nodiscard]] std::chrono::seconds wait_for(const LoginSubject& subject);

    struct Delays {
        std::chrono::seconds account{0};
        std::chrono::seconds address{0};
    };

    /// Counts a failed attempt. Answers the delays that it brought.
    Delays record_failure(const LoginSubject& subject);

    /// After a complete login. The address's count stays: an attacker may have one good account.
    void forget_account(const std::string& account_hash);

    void prune();

  private:
    std::chrono::seconds count(database::Session& sql,
                               std::string_view kind,
                               const std::string& subject_hash,
                               std::int64_t threshold,
                               std::chrono::seconds memory);

    database::LocalStore& store_;
    LockoutSettings settings_;
    const core::Clock& clock_;
};

}  // namespace roa2web::auth
