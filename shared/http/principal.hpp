#pragma once

#include <string>
#include <string_view>

#include "core/ids.hpp"
#include "core/permissions.hpp"
#include "core/result.hpp"
#include "core/task.hpp"

namespace roa2web::http {

/// Who sent a request, as its access token says and the session store confirms.
struct Principal {
    core::UserId user;
    std::string username;
    std::string role;
    std::string session_id;
    core::PermissionSet permissions;
};

/// Answers who a caller is and which companies are theirs. Implemented by shared/auth.
class Authenticator {
  public:
    Authenticator() = default;
    Authenticator(const Authenticator&) = delete;
    Authenticator& operator=(const Authenticator&) = delete;
    Authenticator(Authenticator&&) = delete;
    Authenticator& operator=(Authenticator&&) = delete;
    virtual ~Authenticator() = default;

    /// Errors: Unauthenticated for a missing, expired, tampered or revoked token.
    virtual core::Task<core::Result<Principal>> authenticate(std::string_view bearer_token) = 0;

    /// What a token says, checked by its signature and dates alone: no store is asked, so it never
    /// waits. For routes that answer everybody and tell some callers more. Errors: Unauthenticated.
    [[nodiscard]] virtual core::Result<Principal> read_token(std::string_view bearer_token) const {
        static_cast<void>(bearer_token);
        return core::fail(core::ErrorCode::Unauthenticated, "Sign in first", "not_authenticated");
    }

    /// Errors: Forbidden for a company that the user has no right to, or that does not exist.
    virtual core::Task<core::Result<void>> check_company(const Principal& principal,
                                                         core::CompanyId company) = 0;
};

}  // namespace roa2web::http
