#include "http/dispatcher.hpp"

#include <algorithm>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "http/compression.hpp"
#include "http/conditional.hpp"
#include "http/error_response.hpp"

namespace roa2web::http {

namespace {

// Scripts come from this server only. Styles may be inline because the component library sets
// positions that way.
constexpr std::string_view kContentSecurityPolicy =
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: "
    "blob:; "
    "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action "
    "'self'; "
    "frame-ancestors 'none'";
constexpr std::size_t kCommonHeaders = 12;  // at most; room for them is made once
constexpr std::string_view kBearer = "bearer ";

bool is_api(std::string_view path) {
    return path == "/api" || path.starts_with("/api/");
}

/// The token of `Authorization: Bearer <token>`; the word in any case (RFC 9110, section 11.1).
/// Empty when absent.
std::string_view bearer_token(const Request& request) {
    const auto authorization = request.header("Authorization");
    const bool bearer =
        authorization.size() > kBearer.size() &&
        std::equal(
            kBearer.begin(), kBearer.end(), authorization.begin(), [](char expected, char given) {
                return expected == (given >= 'A' && given <= 'Z'
                                        ? static_cast<char>(given - 'A' + 'a')
                                        : given);
            });
    return bearer ? authorization.substr(kBearer.size()) : std::string_view{};
}

void add_security_headers(Response& response) {
    response.set_header("Content-Security-Policy", std::string(kContentSecurityPolicy));
    response.set_header("X-Content-Type-Options", "nosniff");
    response.set_header("X-Frame-Options",
                        "DENY");  // for browsers that do not know frame-ancestors
    response.set_header("Referrer-Policy", "same-origin");
    response.set_header("Cross-Origin-Opener-Policy", "same-origin");
    response.set_header("Permissions-Policy", "camera=(self), microphone=(), geolocation=()");
}

void compress(const Request& request, Response& response) {
    const auto* text = std::get_if<std::string>(&response.body);
    auto* shared = std::get_if<SharedBody>(&response.body);
    if ((text == nullptr && shared == nullptr) || response.body_text().size() < kGzipFrom ||
        !response.header("Content-Encoding").empty() ||
        !response.header("Content-Type").starts_with("application/json")) {
        return;
    }
    response.set_header("Vary", "Accept-Encoding");
    if (accepts_gzip(request.header("Accept-Encoding"))) {
        if (shared != nullptr) {
            shared->compressed = true;
        } else {
            response.body = gzip(*text);
        }
        response.set_header("Content-Encoding", "gzip");
    }
}

struct CompanyQuery {
    core::CompanyId company_id;
};
BOOST_DESCRIBE_STRUCT(CompanyQuery, (), (company_id))

core::Result<core::CompanyId> read_company(const Request& request) {
    const auto query = json::read_pairs<CompanyQuery>(request.query, "query");
    if (!query) {
        return tl::unexpected(query.error());
    }
    return query->company_id;
}

}  // namespace

Dispatcher::Dispatcher(DispatcherSettings settings,
                       Router router,
                       Authenticator& authenticator,
                       StaticFiles files)
    : settings_(std::move(settings)),
      router_(std::move(router)),
      table_(router_.routes()),
      authenticator_(authenticator),
      files_(files) {}

core::Task<Response> Dispatcher::dispatch(const Request& request) const {
    Response response;
    std::exception_ptr failure;
    try {
        response = co_await answer(request);
    } catch (...) {
        failure = std::current_exception();
    }
    if (failure) {
        response = answer_failure(request, failure);
    }
    finish(request, response);
    co_return response;
}

Response Dispatcher::answer_failure(const Request& request,
                                    const std::exception_ptr& failure) const {
    auto failed = exception_response(failure);
    log_.write(failed.refused ? logging::Level::Warn : logging::Level::Error,
               failed.refused ? "request refused" : "request failed",
               {{"error", failed.what},
                {"path", request.path},
                {"status", failed.response.status},
                {"request", request.id}});
    return std::move(failed.response);
}

core::Task<Response> Dispatcher::answer(const Request& request) const {
    auto match = table_.find(request.method, request.path);
    const bool known_path = !match.allowed_methods.empty();
    if (request.method == Method::Options && known_path) {
        co_return preflight(request, match);
    }
    if (match.route != nullptr) {
        co_return co_await call_route(request, std::move(match));
    }
    if (known_path) {
        auto refused =
            plain_error(405, "This address does not take that method", "method_not_allowed");
        refused.set_header("Allow", match.allowed_methods);
        co_return refused;
    }
    if (is_api(request.path)) {
        co_return plain_error(404, "There is no such route", "not_found");
    }
    co_return files_.serve(request);
}

core::Task<Response> Dispatcher::call_route(const Request& request, RouteMatch match) const {
    const Route& route = *match.route;
    RouteCall call{request, {}, {}, std::move(match.path_values)};
    if (const auto permitted = co_await permit(call, route); !permitted) {
        co_return error_response(permitted.error());
    }
    auto response = co_await route.handle(std::move(call));
    if (request.method == Method::Get || request.method == Method::Head) {
        add_etag(response);
    }
    co_return response;
}

core::Task<core::Result<void>> Dispatcher::permit(RouteCall& call, const Route& route) const {
    if (route.options.access.kind == Access::Kind::PublicOrSignedIn) {
        if (auto principal = authenticator_.read_token(bearer_token(call.request))) {
            call.principal = std::move(*principal);
        }
    } else if (route.options.access.kind != Access::Kind::Public) {
        auto principal = co_await admit(call.request, route);
        if (!principal) {
            co_return tl::unexpected(std::move(principal.error()));
        }
        call.principal = std::move(*principal);
    }
    if (route.options.company) {
        const auto company = read_company(call.request);
        if (!company) {
            co_return tl::unexpected(company.error());
        }
        auto allowed = co_await authenticator_.check_company(call.principal, *company);
        if (!allowed) {
            co_return tl::unexpected(std::move(allowed.error()));
        }
        call.company = *company;
    }
    co_return core::Result<void>{};
}

core::Task<std::optional<Response>> Dispatcher::refuse_early(const Request& request) const {
    std::exception_ptr failure;
    try {
        auto match = table_.find(request.method, request.path);
        if (match.route == nullptr) {
            co_return std::nullopt;
        }
        RouteCall call{request, {}, {}, std::move(match.path_values)};
        const auto permitted = co_await permit(call, *match.route);
        if (permitted) {
            co_return std::nullopt;
        }
        co_return error_response(permitted.error());
    } catch (...) {
        failure = std::current_exception();
    }
    co_return answer_failure(request, failure);
}

core::Task<core::Result<Principal>> Dispatcher::admit(const Request& request,
                                                      const Route& route) const {
    const auto token = bearer_token(request);
    if (token.empty()) {
        co_return core::fail(
            core::ErrorCode::Unauthenticated, "Sign in first", "not_authenticated");
    }
    auto principal = co_await authenticator_.authenticate(token);
    if (principal && route.options.access.kind == Access::Kind::Permission &&
        !principal->permissions.contains(route.options.access.permission)) {
        co_return core::fail(
            core::ErrorCode::Forbidden,
            "This needs the permission " +
                std::string(core::permission_name(route.options.access.permission)) +
                "; ask your administrator",
            "permission_missing");
    }
    co_return principal;
}

std::size_t Dispatcher::body_limit(const Request& request) const {
    const auto match = table_.find(request.method, request.path);
    return match.route == nullptr ? kDefaultBodyLimit : match.route->options.body_limit;
}

bool Dispatcher::takes_upload(const Request& request) const {
    const auto match = table_.find(request.method, request.path);
    return match.route != nullptr && match.route->options.upload;
}

void Dispatcher::finish(const Request& request, Response& response) const {
    response.headers.reserve(response.headers.size() + kCommonHeaders);
    response.set_header("X-Request-ID", request.id);
    add_security_headers(response);
    add_cors_headers(request, response);
    if (is_api(request.path) && response.header("Cache-Control").empty()) {
        // Answers belong to the user who asked; a browser may keep one but must ask whether it
        // still holds.
        response.set_header("Cache-Control",
                            response.header("ETag").empty() ? "no-store" : "private, no-cache");
    }
    apply_conditions(request, response);
    compress(request, response);
    mark_compressed(response);
}

Response Dispatcher::preflight(const Request& request, const RouteMatch& match) const {
    Response response{.status = 204,
                      .headers = {{"Allow", match.allowed_methods + ", OPTIONS"}},
                      .body = std::string{}};
    if (allows_origin(request.header("Origin"))) {
        response.set_header("Access-Control-Allow-Methods", match.allowed_methods);
        response.set_header("Access-Control-Allow-Headers",
                            "Authorization, Content-Type, Idempotency-Key, If-None-Match, "
                            "X-Request-ID");
        response.set_header("Access-Control-Max-Age", "600");  // seconds
    }
    return response;
}

bool Dispatcher::allows_origin(std::string_view origin) const {
    return std::find(settings_.cors_origins.begin(), settings_.cors_origins.end(), origin) !=
           settings_.cors_origins.end();
}

void Dispatcher::add_cors_headers(const Request& request, Response& response) const {
    if (settings_.cors_origins.empty()) {
        return;
    }
    // The answer differs by origin, also where the origin is refused.
    response.headers.emplace_back("Vary", "Origin");
    if (const auto origin = request.header("Origin"); allows_origin(origin)) {
        response.set_header("Access-Control-Allow-Origin", std::string(origin));
        response.set_header("Access-Control-Expose-Headers",
                            "ETag, Retry-After, X-Request-ID, X-Data-As-Of, X-Cache");
    }
}

}  // namespace roa2web::http
