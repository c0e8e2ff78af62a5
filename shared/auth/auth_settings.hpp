#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace roa2web::auth {

/// When repeated failures make the next attempt wait. The delay doubles with each further failure.
struct LockoutSettings {
    std::int64_t account_failures{5};  // of one account, before the first delay
    std::int64_t address_failures{
        20};  // of one client address (IPv6: its /64 network), before the first delay
    std::chrono::seconds first_delay{10};
    std::chrono::seconds longest_delay{std::chrono::minutes{15}};
    std::chrono::seconds account_memory{
        std::chrono::hours{24}};  // after the last failure, the count starts anew
    std::chrono::seconds address_memory{
        std::chrono::hours{1}};  // shorter: a whole office shares one address
};

struct TwoFactorSettings {
    bool enabled{false};  // for users that have an e-mail address
    std::chrono::seconds code_lifetime{std::chrono::minutes{10}};
    std::int64_t tries{5};            // wrong codes that one challenge takes
    std::int64_t open_challenges{5};  // of one user at a time: each one sends a message
};

struct AuthSettings {
    /// Signs access tokens; at least 32 bytes. A new one ends all access tokens, unless the old one
    /// stands in `previous_secrets`; refresh tokens go on.
    std::string jwt_secret;
    std::vector<std::string> previous_secrets;  // accepted, never used for signing
    std::string issuer{"roa2web"};
    std::string audience{"roa2web"};
    std::chrono::seconds access_token_lifetime{std::chrono::minutes{15}};
    std::chrono::seconds refresh_token_lifetime{std::chrono::hours{24 * 30}};  // since its last use
    LockoutSettings lockout;
    TwoFactorSettings two_factor;
    /// How long a confirmed session is believed before the store is asked again: how long a session
    /// that was ended on another node goes on here.
    std::chrono::seconds session_cache_age{5};
    /// How long a user's role, active flag and companies are believed before the ERP is asked
    /// again.
    std::chrono::seconds rights_cache_age{30};
    /// How long they are believed while the ERP is away; after that, 503.
    std::chrono::seconds rights_stale_limit{std::chrono::minutes{10}};
    std::size_t cache_entries{10'000};  // of each of the three caches
    std::size_t password_threads{
        2};  // passwords checked at once; argon2id takes tens of MB for each
    std::size_t password_queue{32};    // logins that wait for them; more get 503
    std::filesystem::path store_file;  // DATA_DIR/auth/auth.db
};

}  // namespace roa2web::auth
