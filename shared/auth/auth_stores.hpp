#pragma once

#include "auth/auth_settings.hpp"
#include "auth/login_guard.hpp"
#include "auth/session_store.hpp"
#include "auth/two_factor_store.hpp"
#include "core/date.hpp"
#include "database/local_store.hpp"

#include "auth_migrations.hpp"

namespace roa2web::auth {

/// The file and what stands in it.
struct AuthStores {
    /// Blocks. Throws core::DatabaseError when the file cannot be opened.
    AuthStores(const AuthSettings& settings, const core::Clock& clock)
        : file(settings.store_file, database::auth_migrations()),
          sessions(file),
          guard(file, settings.lockout, clock),
          two_factor(file, settings.two_factor, clock) {}

    database::LocalStore file;
    SessionStore sessions;
    LoginGuard guard;
    TwoFactorStore two_factor;
};

}  // namespace roa2web::auth
