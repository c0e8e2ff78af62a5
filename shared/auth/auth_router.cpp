#include "auth/auth_router.hpp"

#include <string>
#include <utility>
#include <variant>

#include "auth/auth_schemas.hpp"

namespace roa2web::auth {

namespace {

template <class T>
using Answer = core::Task<core::Result<T>>;

template <class Body>
using BodyCall = http::Call<http::NoQuery, Body>;

using PlainCall = http::Call<>;
using SessionCall = http::Call<http::NoQuery, http::NoBody, SessionPath>;

UserInfo make_user_info(const database::ErpUser& user) {
    UserInfo info{.id = user.id,
                  .username = user.username,
                  .full_name = user.full_name,
                  .email = user.email,
                  .role = user.role,
                  .permissions = {}};
    for (const auto permission : core::permissions_of_role(user.role).list()) {
        info.permissions.emplace_back(core::permission_name(permission));
    }
    return info;
}

TokenPair make_token_pair(const SignedIn& signed_in) {
    return TokenPair{.access_token = signed_in.access_token,
                     .refresh_token = signed_in.refresh_token,
                     .token_type = "bearer",
                     .expires_in = signed_in.expires_in.count(),
                     .user = make_user_info(signed_in.user)};
}

LoginAnswer make_login_answer(const LoginOutcome& outcome) {
    LoginAnswer answer;
    if (const auto* code_sent = std::get_if<CodeSent>(&outcome)) {
        answer.two_factor_required = true;
        answer.expires_in = code_sent->expires_in.count();
        answer.challenge_id = code_sent->challenge_id;
        return answer;
    }
    auto pair = make_token_pair(std::get<SignedIn>(outcome));
    answer.access_token = std::move(pair.access_token);
    answer.refresh_token = std::move(pair.refresh_token);
    answer.token_type = std::move(pair.token_type);
    answer.expires_in = pair.expires_in;
    answer.user = std::move(pair.user);
    return answer;
}

core::Result<TokenPair> to_token_pair(core::Result<SignedIn> signed_in) {
    return signed_in.map([](const SignedIn& pair) { return make_token_pair(pair); });
}

core::Result<http::NoContent> to_no_content(const core::Result<void>& done) {
    if (!done) {
        return tl::unexpected(done.error());
    }
    return http::NoContent{};
}

ClientInfo client_of(const http::Request& request) {
    return {request.remote_address, std::string(request.header("User-Agent"))};
}

SessionList make_session_list(const std::vector<SessionRow>& rows, const std::string& current_id) {
    SessionList list;
    for (const auto& row : rows) {
        list.items.push_back({.id = row.id,
                              .created_at = row.created_at,
                              .last_used_at = row.last_used_at,
                              .address = row.address,
                              .user_agent = row.user_agent,
                              .current = row.id == current_id});
    }
    return list;
}

void add_sign_in_routes(http::Router& router, AuthService& service) {
    router.post("/login",
                {.access = http::kPublic, .summary = "Sign in with user name and password"},
                [&service](const BodyCall<LoginRequest>& call) -> Answer<LoginAnswer> {
                    auto outcome = co_await service.login(call.body.username.value,
                                                          call.body.password.value,
                                                          client_of(call.request));
                    co_return outcome.map(make_login_answer);
                });
    router.post(
        "/two-factor",
        {.access = http::kPublic, .summary = "Complete a sign-in with the code sent by e-mail"},
        [&service](const BodyCall<TwoFactorRequest>& call) -> Answer<TokenPair> {
            auto signed_in = co_await service.confirm_code(
                call.body.challenge_id.value, call.body.code.value, client_of(call.request));
            co_return to_token_pair(std::move(signed_in));
        });
    router.post("/refresh",
                {.access = http::kPublic,
                 .summary = "Exchange a refresh token for a new pair; it is good for one use"},
                [&service](const BodyCall<RefreshRequest>& call) -> Answer<TokenPair> {
                    auto signed_in = co_await service.refresh(call.body.refresh_token.value,
                                                              client_of(call.request));
                    co_return to_token_pair(std::move(signed_in));
                });
    router.post("/logout",
                {.access = http::kSignedIn, .summary = "End this session"},
                [&service](const PlainCall& call) -> Answer<http::NoContent> {
                    const auto done = co_await service.logout(call.principal);
                    co_return to_no_content(done);
                });
}

void add_session_routes(http::Router& router, AuthService& service) {
    router.get("/me",
               {.access = http::kSignedIn, .summary = "The signed-in user"},
               [&service](const PlainCall& call) -> Answer<UserInfo> {
                   const auto rights = co_await service.find_rights(call.principal);
                   co_return rights.map(
                       [](const RightsPtr& found) { return make_user_info(found->user); });
               });
    router.get(
        "/sessions",
        {.access = http::kSignedIn, .summary = "The user's signed-in devices, last used first"},
        [&service](const PlainCall& call) -> Answer<SessionList> {
            const auto rows = co_await service.list_sessions(call.principal);
            if (!rows) {
                co_return tl::unexpected(rows.error());
            }
            co_return make_session_list(*rows, call.principal.session_id);
        });
    router.del("/sessions/{id}",
               {.access = http::kSignedIn, .summary = "Sign out one of the user's devices"},
               [&service](const SessionCall& call) -> Answer<http::NoContent> {
                   const auto done =
                       co_await service.end_session(call.principal, call.path.id.value);
                   co_return to_no_content(done);
               });
}

}  // namespace

http::Router create_auth_router(AuthService& service) {
    http::Router router;
    add_sign_in_routes(router, service);
    add_session_routes(router, service);
    return router;
}

}  // namespace roa2web::auth
