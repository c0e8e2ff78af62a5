// Who signs in, who stays signed in, and what they may see. Joins the parts of this folder; each of
// them knows one thing: LoginGuard slows down guessing, TwoFactorStore keeps codes, SessionStore
// keeps sessions and refresh tokens, UserRights asks the ERP, SessionCache saves queries.
//
// Blocking work runs on three small pools, so that they cannot hold each other up: passwords (few
// threads, because argon2id takes tens of MB for each), the store, and what waits for neighbours
// (the ERP, the mail server).
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "auth/auth_settings.hpp"
#include "auth/auth_stores.hpp"
#include "auth/jwt.hpp"
#include "auth/session_cache.hpp"
#include "auth/token_cache.hpp"
#include "auth/user_rights.hpp"
#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "database/erp_gateway.hpp"
#include "database/local_store.hpp"
#include "http/principal.hpp"
#include "lifecycle/component.hpp"
#include "logging/logger.hpp"
#include "mail/mail_sender.hpp"

namespace roa2web::auth {

/// Where a request comes from, as shown in the list of devices.
struct ClientInfo {
    std::string address;
    std::string user_agent;
};

struct SignedIn {
    std::string access_token;
    std::string refresh_token;
    std::chrono::seconds expires_in{0};  // of the access token
    database::ErpUser user;
};

struct CodeSent {
    std::string challenge_id;
    std::chrono::seconds expires_in{0};
};

using LoginOutcome = std::variant<SignedIn, CodeSent>;

class AuthService final : public http::Authenticator, public lifecycle::Component {
  public:
    /// @param mail null when no mail can be sent.
    /// Throws core::ConfigurationError: a short secret, or two factors without mail.
    AuthService(AuthSettings settings,
                database::ErpGateway& erp,
                mail::MailSender* mail,
                const core::Clock& clock);
    ~AuthService() override;
    AuthService(const AuthService&) = delete;
    AuthService& operator=(const AuthService&) = delete;
    AuthService(AuthService&&) = delete;
    AuthService& operator=(AuthService&&) = delete;

    // lifecycle::Component
    [[nodiscard]] std::string_view name() const override { return "auth_db"; }

    /// Opens the store. Until then everything below throws core::UnavailableError.
    void start() override;
    void stop() noexcept override;
    [[nodiscard]] lifecycle::Health health() override;

    // http::Authenticator
    core::Task<core::Result<http::Principal>> authenticate(std::string_view bearer_token) override;
    /// Knows of sessions that ended in this process, but asks neither the store nor the ERP.
    [[nodiscard]] core::Result<http::Principal> read_token(
        std::string_view bearer_token) const override;
    core::Task<core::Result<void>> check_company(const http::Principal& principal,
                                                 core::CompanyId company) override;

    /// Errors: Unauthenticated, the same and in the same time for an unknown user; TooManyRequests.
    core::Task<core::Result<LoginOutcome>> login(std::string username,
                                                 std::string password,
                                                 ClientInfo client);

    /// The second step. Errors: Unauthenticated, TooManyRequests.
    core::Task<core::Result<SignedIn>> confirm_code(std::string challenge_id,
                                                    std::string code,
                                                    ClientInfo client);

    /// Errors: Unauthenticated; a token that was used before ends its whole session.
    core::Task<core::Result<SignedIn>> refresh(std::string refresh_token, ClientInfo client);

    core::Task<core::Result<void>> logout(const http::Principal& principal);

    /// The user as the ERP has it, at most half a minute old.
    core::Task<core::Result<RightsPtr>> find_rights(const http::Principal& principal);

    core::Task<core::Result<std::vector<SessionRow>>> list_sessions(
        const http::Principal& principal);

    /// Errors: NotFound for a session that is not the user's own.
    core::Task<core::Result<void>> end_session(const http::Principal& principal,
                                               std::string session_id);

  private:
    [[nodiscard]] AuthStores& stores() const;
    core::Task<bool> is_live(const std::string& session_id, core::UserId user);
    core::Task<core::Result<LoginOutcome>> send_code(database::ErpUser user,
                                                     std::string account_hash);
    [[nodiscard]] SignedIn start_session(database::ErpUser user, const ClientInfo& client);
    [[nodiscard]] SignedIn make_pair(database::ErpUser user,
                                     const std::string& session_id,
                                     std::string refresh) const;
    void record_failure(const LoginSubject& subject,
                        std::string_view who,
                        const ClientInfo& client);
    void end_reused(const RefreshTokenRow& token, const ClientInfo& client);
    void prune_sometimes();

    AuthSettings settings_;
    TokenKeys keys_;
    TokenParties parties_;
    database::ErpGateway& erp_;
    mail::MailSender* mail_;
    const core::Clock& clock_;
    logging::Logger log_{"AUTH"};
    mutable TokenCache token_cache_;  // for read_token(), which changes nothing else
    SessionCache session_cache_;
    std::unique_ptr<AuthStores> stores_owner_;
    std::atomic<AuthStores*> stores_{nullptr};  // set once, by start()
    std::atomic<std::int64_t> prune_at_{0};     // Unix seconds
    core::BlockingPool password_pool_;
    core::BlockingPool store_pool_;
    core::BlockingPool neighbour_pool_;
    UserRights rights_;
};

}  // namespace roa2web::auth
