#include "auth/auth_service.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "auth/client_text.hpp"
#include "auth/secrets.hpp"
#include "auth/two_factor_message.hpp"
#include "core/exceptions.hpp"

namespace roa2web::auth {

namespace {

constexpr std::size_t kSessionIdBytes = 16;
constexpr std::size_t kRefreshTokenBytes = 32;
constexpr std::size_t kStoreThreads = 2;
constexpr std::size_t kNeighbourThreads = 4;  // so that slow mail leaves threads for the ERP
constexpr std::size_t kQueue = 2048;          // calls that wait are short
constexpr std::chrono::seconds kPruneEvery{std::chrono::minutes{30}};

std::string hash_refresh_token(std::string_view token) {
    return hash_secret("roa2web refresh token", token);
}

tl::unexpected<core::Error> too_many_attempts(std::chrono::seconds wait) {
    return core::fail(
        core::ErrorCode::TooManyRequests,
        "Too many failed attempts; try again in " + std::to_string(wait.count()) + " seconds",
        "too_many_attempts",
        wait);
}

tl::unexpected<core::Error> wrong_credentials() {
    return core::fail(core::ErrorCode::Unauthenticated,
                      "The user name or the password is wrong",
                      "invalid_credentials");
}

tl::unexpected<core::Error> session_over() {
    return core::fail(
        core::ErrorCode::Unauthenticated, "The session has ended; sign in again", "session_ended");
}

}  // namespace

AuthService::AuthService(AuthSettings settings,
                         database::ErpGateway& erp,
                         mail::MailSender* mail,
                         const core::Clock& clock)
    : settings_(std::move(settings)),
      keys_(settings_.jwt_secret, settings_.previous_secrets),
      parties_{settings_.issuer, settings_.audience},
      erp_(erp),
      mail_(mail),
      clock_(clock),
      token_cache_(keys_, parties_, settings_.cache_entries),
      session_cache_(settings_.cache_entries, settings_.session_cache_age),
      password_pool_("auth-password", settings_.password_threads, settings_.password_queue),
      store_pool_("auth-store", kStoreThreads, kQueue),
      neighbour_pool_("auth-erp", kNeighbourThreads, kQueue),
      rights_({.fresh_for = settings_.rights_cache_age,
               .usable_for = settings_.rights_stale_limit,
               .limit = settings_.cache_entries},
              erp_,
              neighbour_pool_,
              clock_) {
    if (settings_.two_factor.enabled && mail_ == nullptr) {
        throw core::ConfigurationError(
            "two-factor sign-in sends codes by e-mail: set a mail server too");
    }
}

AuthService::~AuthService() {
    AuthService::stop();
}

void AuthService::start() {
    if (stores_.load() == nullptr) {
        stores_owner_ = std::make_unique<AuthStores>(settings_, clock_);
        stores_.store(stores_owner_.get());
    }
}

void AuthService::stop() noexcept {
    password_pool_.stop();
    neighbour_pool_.stop();
    store_pool_.stop();
}

lifecycle::Health AuthService::health() {
    stores().file.probe();
    return {.status = lifecycle::Status::Ok,
            .detail = {},
            .facts = {{"cached_sessions", std::to_string(session_cache_.size())},
                      {"passwords_waiting", std::to_string(password_pool_.load())}}};
}

AuthStores& AuthService::stores() const {
    auto* opened = stores_.load();
    if (opened == nullptr) {
        throw core::UnavailableError("Signing in is not possible yet; try again in a moment");
    }
    return *opened;
}

core::Task<core::Result<http::Principal>> AuthService::authenticate(std::string_view bearer_token) {
    auto claims = token_cache_.verify(bearer_token, clock_.now());
    if (!claims) {
        co_return tl::unexpected(std::move(claims.error()));
    }
    const bool live = co_await is_live(claims->session_id, claims->user);
    if (!live) {
        co_return session_over();
    }
    const auto rights = co_await rights_.current(claims->user);
    if (!rights->user.active) {
        co_return session_over();
    }
    co_return http::Principal{.user = claims->user,
                              .username = rights->user.username,
                              .role = rights->user.role,
                              .session_id = std::move(claims->session_id),
                              .permissions = core::permissions_of_role(rights->user.role)};
}

core::Result<http::Principal> AuthService::read_token(std::string_view bearer_token) const {
    auto claims = token_cache_.verify(bearer_token, clock_.now());
    if (!claims) {
        return tl::unexpected(std::move(claims.error()));
    }
    if (session_cache_.look_up(claims->session_id, claims->user, clock_.now()) ==
        SessionCache::Answer::Ended) {
        return session_over();
    }
    const auto permissions = core::permissions_of_role(claims->role);
    return http::Principal{.user = claims->user,
                           .username = std::move(claims->username),
                           .role = std::move(claims->role),
                           .session_id = std::move(claims->session_id),
                           .permissions = permissions};
}

core::Task<bool> AuthService::is_live(const std::string& session_id, core::UserId user) {
    using Answer = SessionCache::Answer;
    auto answer = session_cache_.look_up(session_id, user, clock_.now());
    if (answer != Answer::Unknown) {
        co_return answer == Answer::Live;
    }
    co_await store_pool_.schedule();
    // Looked up again: while this request waited for a thread, another one may have asked the
    // store.
    answer = session_cache_.look_up(session_id, user, clock_.now());
    if (answer != Answer::Unknown) {
        co_return answer == Answer::Live;
    }
    const auto asked_at = clock_.now();
    const auto owner = stores().sessions.find_live_owner(session_id, asked_at);
    if (owner != user) {
        co_return false;
    }
    session_cache_.confirm(session_id, user, asked_at);
    // Ended in this very moment: the cache knows it by now.
    co_return session_cache_.look_up(session_id, user, asked_at) == Answer::Live;
}

core::Task<core::Result<void>> AuthService::check_company(const http::Principal& principal,
                                                          core::CompanyId company) {
    const auto rights = co_await rights_.current(principal.user);
    const bool allowed = rights->user.active &&
                         std::any_of(rights->companies.begin(),
                                     rights->companies.end(),
                                     [company](const auto& own) { return own.id == company; });
    if (!allowed) {
        co_return core::fail(core::ErrorCode::Forbidden,
                             "You have no right to this company, or it does not exist",
                             "company_forbidden");
    }
    co_return core::Result<void>{};
}

core::Task<core::Result<LoginOutcome>> AuthService::login(std::string username,
                                                          std::string password,
                                                          ClientInfo client) {
    auto& guard = stores().guard;
    const LoginSubject subject{hash_account(username), hash_address(client.address)};
    co_await store_pool_.schedule();
    prune_sometimes();
    auto wait = guard.wait_for(subject);
    if (wait.count() == 0) {
        co_await password_pool_.schedule();
        wait = guard.wait_for(
            subject);  // what failed while this attempt waited for a thread counts too
    }
    if (wait.count() > 0) {
        log_.warn("login refused, too many failures",
                  {{"user", name_for_log(username)},
                   {"address", client.address},
                   {"wait_seconds", wait.count()}});
        co_return too_many_attempts(wait);
    }
    auto user = erp_.verify_login(username, password);
    if (!user && user.error().code != core::ErrorCode::Unauthenticated) {
        co_return tl::unexpected(std::move(user.error()));
    }
    if (!user || !user->active) {
        record_failure(subject, name_for_log(username), client);
        co_return wrong_credentials();
    }
    if (settings_.two_factor.enabled && !user->email.empty()) {
        // The failures are forgotten after the second step only: otherwise a known password gives
        // any number of tries.
        auto sent = co_await send_code(std::move(*user), subject.account_hash);
        co_return sent;
    }
    guard.forget_account(subject.account_hash);
    co_return LoginOutcome{start_session(std::move(*user), client)};
}

core::Task<core::Result<LoginOutcome>> AuthService::send_code(database::ErpUser user,
                                                              std::string account_hash) {
    auto& two_factor = stores().two_factor;
    const auto challenge = two_factor.open(user.id, account_hash);
    if (!challenge) {
        log_.warn("two-factor code refused, too many open ones",
                  {{"user", name_for_log(user.username)}});
        co_return tl::unexpected(challenge.error());
    }
    co_await neighbour_pool_.schedule();
    const auto message =
        make_code_message(user, challenge->code, settings_.two_factor.code_lifetime);
    core::Result<void> sent;
    std::exception_ptr failure;
    try {
        sent = mail_->send(message);
    } catch (...) {
        failure = std::current_exception();
    }
    if (failure || !sent) {
        two_factor.cancel(challenge->id);
        log_.warn("two-factor code not sent", {{"user", name_for_log(user.username)}});
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
    if (!sent) {
        co_return core::fail(
            core::ErrorCode::Unavailable,
            "The code could not be sent to your e-mail address; ask your administrator",
            "code_not_sent");
    }
    log_.info("two-factor code sent", {{"user", name_for_log(user.username)}});
    co_return LoginOutcome{CodeSent{challenge->id, settings_.two_factor.code_lifetime}};
}

core::Task<core::Result<SignedIn>> AuthService::confirm_code(std::string challenge_id,
                                                             std::string code,
                                                             ClientInfo client) {
    auto& two_factor = stores().two_factor;
    auto& guard = stores().guard;
    co_await store_pool_.schedule();
    const auto account_hash = two_factor.find_account(challenge_id);
    // An unknown challenge has no account: its failures count for the address alone.
    const LoginSubject subject{account_hash.value_or(""), hash_address(client.address)};
    if (const auto wait = guard.wait_for(subject); wait.count() > 0) {
        co_return too_many_attempts(wait);
    }
    const auto user = two_factor.redeem(challenge_id, code);
    if (!user) {
        record_failure(subject, "(second step)", client);
        co_return tl::unexpected(user.error());
    }
    const auto rights = co_await rights_.current(*user);
    if (!rights->user.active) {
        co_return session_over();
    }
    co_await store_pool_.schedule();
    guard.forget_account(subject.account_hash);
    co_return start_session(rights->user, client);
}

core::Task<core::Result<SignedIn>> AuthService::refresh(std::string refresh_token,
                                                        ClientInfo client) {
    auto& sessions = stores().sessions;
    const auto old_hash = hash_refresh_token(refresh_token);
    co_await store_pool_.schedule();
    prune_sometimes();
    const auto token = sessions.find_refresh_token(old_hash);
    const auto now = clock_.now();
    if (!token || token->revoked_at || token->session_expires_at <= now ||
        token->token_expires_at <= now) {
        co_return session_over();
    }
    if (token->spent_at) {
        end_reused(*token, client);
        co_return session_over();
    }
    // Before the token is spent: when the ERP is away, it must stay good.
    const auto rights = co_await rights_.current(token->user_id);
    if (!rights->user.active) {
        co_return session_over();
    }
    co_await store_pool_.schedule();
    auto fresh_token = random_token(kRefreshTokenBytes);
    const auto outcome = sessions.rotate({.session_id = token->session_id,
                                          .old_hash = old_hash,
                                          .new_hash = hash_refresh_token(fresh_token),
                                          .address = client.address,
                                          .user_agent = clean_user_agent(client.user_agent),
                                          .now = now,
                                          .expires_at = now + settings_.refresh_token_lifetime});
    if (outcome == RotationOutcome::Reused) {
        end_reused(*token, client);
    }
    if (outcome != RotationOutcome::Rotated) {
        co_return session_over();
    }
    co_return make_pair(rights->user, token->session_id, std::move(fresh_token));
}

core::Task<core::Result<void>> AuthService::logout(const http::Principal& principal) {
    co_await store_pool_.schedule();
    stores().sessions.revoke(principal.session_id, principal.user, "logout", clock_.now());
    session_cache_.end(principal.session_id);
    log_.info("signed out", {{"user", name_for_log(principal.username)}});
    co_return core::Result<void>{};
}

core::Task<core::Result<RightsPtr>> AuthService::find_rights(const http::Principal& principal) {
    auto rights = co_await rights_.current(principal.user);
    co_return rights;
}

core::Task<core::Result<std::vector<SessionRow>>> AuthService::list_sessions(
    const http::Principal& principal) {
    co_await store_pool_.schedule();
    co_return stores().sessions.list(principal.user, clock_.now());
}

core::Task<core::Result<void>> AuthService::end_session(const http::Principal& principal,
                                                        std::string session_id) {
    co_await store_pool_.schedule();
    if (!stores().sessions.revoke(session_id, principal.user, "ended by the user", clock_.now())) {
        co_return core::fail(
            core::ErrorCode::NotFound, "There is no such session", "session_not_found");
    }
    session_cache_.end(session_id);
    log_.info("session revoked", {{"user", name_for_log(principal.username)}});
    co_return core::Result<void>{};
}

SignedIn AuthService::start_session(database::ErpUser user, const ClientInfo& client) {
    const auto now = clock_.now();
    auto refresh = random_token(kRefreshTokenBytes);
    const SessionRow session{.id = random_token(kSessionIdBytes),
                             .user_id = user.id,
                             .created_at = now,
                             .last_used_at = now,
                             .expires_at = now + settings_.refresh_token_lifetime,
                             .address = client.address,
                             .user_agent = clean_user_agent(client.user_agent)};
    stores().sessions.create(session, hash_refresh_token(refresh));
    rights_.forget(
        user.id);  // the ERP has just said that the user is active; an older answer may differ
    session_cache_.confirm(session.id, user.id, now);
    log_.info("signed in", {{"user", name_for_log(user.username)}, {"address", client.address}});
    return make_pair(std::move(user), session.id, std::move(refresh));
}

SignedIn AuthService::make_pair(database::ErpUser user,
                                const std::string& session_id,
                                std::string refresh) const {
    auto access = sign_token(
        keys_,
        parties_,
        {.user = user.id, .username = user.username, .role = user.role, .session_id = session_id},
        clock_.now(),
        settings_.access_token_lifetime);
    return SignedIn{.access_token = std::move(access),
                    .refresh_token = std::move(refresh),
                    .expires_in = settings_.access_token_lifetime,
                    .user = std::move(user)};
}

void AuthService::record_failure(const LoginSubject& subject,
                                 std::string_view who,
                                 const ClientInfo& client) {
    const auto delays = stores().guard.record_failure(subject);
    log_.warn("login failed", {{"user", who}, {"address", client.address}});
    if (delays.account.count() > 0) {
        log_.warn("account locked", {{"user", who}, {"seconds", delays.account.count()}});
    }
    if (delays.address.count() > 0) {
        log_.warn("address locked",
                  {{"address", client.address}, {"seconds", delays.address.count()}});
    }
}

void AuthService::end_reused(const RefreshTokenRow& token, const ClientInfo& client) {
    stores().sessions.revoke(token.session_id, token.user_id, "reuse", clock_.now());
    session_cache_.end(token.session_id);
    log_.warn("spent refresh token came back, session revoked",
              {{"user_id", token.user_id.value}, {"address", client.address}});
}

/// Removes what has expired, at most every half hour. Blocks.
void AuthService::prune_sometimes() {
    const auto now = clock_.now();
    auto due = prune_at_.load();
    const auto next = (now + kPruneEvery).time_since_epoch().count();
    if (now.time_since_epoch().count() < due || !prune_at_.compare_exchange_strong(due, next)) {
        return;
    }
    stores().sessions.prune(now);
    stores().guard.prune();
    stores().two_factor.prune();
}

}  // namespace roa2web::auth
