// The ERP as the rest of the program sees it: sessions that are bound to one company, and the
// question "who is this?". Engines: SQLite (the demo ERP) now; PostgreSQL and Oracle implement the
// same interface.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.hpp"
#include "core/result.hpp"
#include "database/session.hpp"

namespace roa2web::database {

struct ErpUser {
    core::UserId id;
    std::string username;
    std::string full_name;
    std::string email;  // empty when unknown
    std::string role;   // administrator, accountant, operator, viewer
    bool active{false};
};

struct ErpCompany {
    core::CompanyId id;
    std::string name;
    std::string cui;
    std::string registration_number;
    std::string schema;
    bool is_default{false};
};

/// Gives the session back to its pool when it goes out of scope.
class ErpLease {
  public:
    using Release = std::function<void(std::unique_ptr<Session>)>;

    ErpLease(std::unique_ptr<Session> session, Release release)
        : session_(std::move(session)), release_(std::move(release)) {}

    ErpLease(ErpLease&&) noexcept = default;
    ErpLease& operator=(ErpLease&&) = delete;
    ErpLease(const ErpLease&) = delete;
    ErpLease& operator=(const ErpLease&) = delete;

    ~ErpLease() {
        if (session_) {
            release_(std::move(session_));
        }
    }

    Session& operator*() const { return *session_; }

    Session* operator->() const { return session_.get(); }

  private:
    std::unique_ptr<Session> session_;
    Release release_;
};

/// How the pool is used now; for /health and /metrics.
struct ErpPoolStats {
    std::int64_t in_use{0};
    std::int64_t idle{0};
    std::int64_t limit{0};
    std::int64_t acquired_total{0};
    std::int64_t timeouts_total{0};
};

/// All functions block: call them on a core::BlockingPool, never on an io thread.
class ErpGateway {
  public:
    ErpGateway() = default;
    ErpGateway(const ErpGateway&) = delete;
    ErpGateway& operator=(const ErpGateway&) = delete;
    ErpGateway(ErpGateway&&) = delete;
    ErpGateway& operator=(ErpGateway&&) = delete;
    virtual ~ErpGateway() = default;

    /// A session whose unqualified names are those of one company's contract views. The caller has
    /// checked the user's right to the company. Throws core::UnavailableError after the pool's
    /// time-out or when the ERP is away.
    [[nodiscard]] virtual ErpLease company_session(core::CompanyId company) = 0;

    /// The user, when the password is right and the account is active. Takes the same time for an
    /// unknown user. Errors: Unauthenticated. Throws core::UnavailableError, core::DatabaseError.
    [[nodiscard]] virtual core::Result<ErpUser> verify_login(std::string_view username,
                                                             std::string_view password) = 0;

    /// Errors: NotFound. Throws as above.
    [[nodiscard]] virtual core::Result<ErpUser> find_user(core::UserId user) = 0;

    /// The companies that a user has a right to, by name. Throws as above.
    [[nodiscard]] virtual std::vector<ErpCompany> companies_of(core::UserId user) = 0;

    /// One cheap round trip, for /health. Throws when the ERP does not answer.
    virtual void probe() = 0;

    [[nodiscard]] virtual ErpPoolStats stats() const = 0;

    /// "sqlite (demo)", "postgresql", "oracle".
    [[nodiscard]] virtual std::string_view engine() const = 0;
};

}  // namespace roa2web::database
