// Routes: what a module offers, in one visible list.
//
//     http::Router router;
//     router.get("/{id}", {.access = http::needs(Permission::ReportsView), .company = true,
//     .summary = "One invoice"},
//                [&service](const http::Call<http::NoQuery, http::NoBody, InvoicePath>& call)
//                    -> core::Task<core::Result<InvoiceDetail>> { co_return co_await
//                    service.find(...); });
//
// Query, body and path are described structs: they are read, validated (422) and documented from
// that description, and so is the answer. A handler that returns Result<Response> answers with what
// it likes.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/describe.hpp>

#include "core/ids.hpp"
#include "core/permissions.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "http/error_response.hpp"
#include "http/principal.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "http/upload.hpp"
#include "json/reader.hpp"
#include "json/schema.hpp"
#include "json/writer.hpp"

namespace roa2web::http {

struct NoQuery {};
BOOST_DESCRIBE_STRUCT(NoQuery, (), ())

struct NoBody {};
BOOST_DESCRIBE_STRUCT(NoBody, (), ())

struct NoPath {};
BOOST_DESCRIBE_STRUCT(NoPath, (), ())

/// For handlers that have nothing to say: 204.
struct NoContent {};

/// Who may call a route. There is no default: every route says it.
struct Access {
    enum class Kind : std::uint8_t { Public, PublicOrSignedIn, SignedIn, Permission };

    Kind kind;
    core::Permission permission{};
};

constexpr Access kPublic{Access::Kind::Public};
/// Open to everyone; the principal is filled for who sends a valid token.
constexpr Access kPublicOrSignedIn{Access::Kind::PublicOrSignedIn};
constexpr Access kSignedIn{Access::Kind::SignedIn};

constexpr Access needs(core::Permission permission) {
    return Access{Access::Kind::Permission, permission};
}

constexpr bool is_open(Access access) {
    return access.kind == Access::Kind::Public || access.kind == Access::Kind::PublicOrSignedIn;
}

constexpr std::size_t kDefaultBodyLimit = std::size_t{1024} * 1024;
constexpr std::size_t kUploadBodyLimit = std::size_t{25} * 1024 * 1024;

struct RouteOptions {
    Access access;
    /// `company_id` is required in the query, and the user must have a right to it.
    bool company{false};
    std::string summary;
    /// Status of a good answer.
    int status{200};
    /// In bytes; a larger body is refused with 413 before it is read.
    std::size_t body_limit{kDefaultBodyLimit};
    /// When it answers 409, for the documentation; empty: never.
    std::string conflict{};
    /// Of answers that are files, for the documentation: "text/csv".
    std::vector<std::string> media_types{};
    /// Headers that a request must have, for the documentation; the handler reads them.
    std::vector<std::string> required_headers{};
    /// The body is a form with files that goes to disk: set by a handler's UploadedForm.
    bool upload{false};
};

/// What a handler gets: everything read, validated and permitted.
template <class Query = NoQuery, class Body = NoBody, class Path = NoPath>
struct Call {
    const Request& request;
    Principal principal;  // empty on public routes
    core::CompanyId company;
    Query query;
    Body body;
    Path path;
};

/// A request on its way to its route: matched and permitted, not yet read.
struct RouteCall {
    const Request& request;
    Principal principal;
    core::CompanyId company;
    json::TextPairs path_values;
};

/// What the OpenAPI document says about one route. Filled by Router, read by openapi.cpp.
struct RouteSchema {
    std::function<std::vector<json::MemberSchema>(json::SchemaComponents&)> query;
    std::function<std::vector<json::MemberSchema>(json::SchemaComponents&)> path;
    std::function<std::string(json::SchemaComponents&)> body;    // empty function: no body
    std::function<std::string(json::SchemaComponents&)> answer;  // empty function: not JSON
};

struct Route {
    Method method;
    std::string path;  // "/api/reports/invoices/{id}"
    RouteOptions options;
    RouteSchema schema;
    std::function<core::Task<Response>(RouteCall)> handle;
    std::string tag;  // the module, for the documentation
};

/// An answer that is kept for more than one request: documented as T, sent without making it anew.
template <class T>
struct Stored {
    StoredBodyPtr body;  // never null
    /// Beside those that every answer has.
    Headers headers;
};

/// An answer that has another status than the route's own: 200 for what was there already.
template <class T>
struct Answered {
    int status;
    T body;
};

/// What a handler takes and gives, from its signature.
template <class T>
struct HandlerTraits;

template <class Owner, class Query, class Body, class Path, class T>
struct HandlerTraits<core::Task<core::Result<T>> (Owner::*)(const Call<Query, Body, Path>&) const> {
    using QueryType = Query;
    using BodyType = Body;
    using PathType = Path;
    using AnswerType = T;
};

namespace detail {

/// What an answer is documented as: T for Stored<T>.
template <class T>
struct Documented {
    using Type = T;
};

template <class T>
struct Documented<Stored<T>> {
    using Type = T;
    using StoredType = Stored<T>;
};

template <class T>
struct Documented<Answered<T>> {
    using Type = T;
    using AnsweredType = Answered<T>;
};

template <class T>
concept IsAnswered = requires {
    typename Documented<T>::AnsweredType;
};

template <class T>
concept IsStored = requires {
    typename Documented<T>::StoredType;
};

template <class T>
Response make_response(int status, T&& answer) {
    using Answer = std::remove_cvref_t<T>;
    if constexpr (std::is_same_v<Answer, Response>) {
        return std::forward<T>(answer);
    } else if constexpr (std::is_same_v<Answer, NoContent>) {
        return Response{.status = 204, .headers = {}, .body = std::string{}};
    } else if constexpr (IsStored<Answer>) {
        Response response{.status = status,
                          .headers = std::move(answer.headers),
                          .body = SharedBody{std::move(answer.body)}};
        response.set_header("Content-Type", "application/json");
        return response;
    } else if constexpr (IsAnswered<Answer>) {
        return json_response(answer.status, json::to_json(answer.body));
    } else {
        return json_response(status, json::to_json(answer));
    }
}

/// One or more files, as the field `file`.
constexpr std::string_view kFormSchema =
    R"({"type":"object","properties":{"file":{"type":"array","items":{"type":"string",)"
    R"("format":"binary"}}},"required":["file"]})";

/// Errors: InvalidInput for a request without a form.
[[nodiscard]] core::Result<UploadedForm> read_form(const Request& request);

template <class Traits>
RouteSchema make_schema() {
    using json::SchemaUse;
    RouteSchema schema;
    schema.query = [](auto& components) {
        return json::member_schemas<typename Traits::QueryType>(
            components, SchemaUse::Request, true);
    };
    schema.path = [](auto& components) {
        return json::member_schemas<typename Traits::PathType>(
            components, SchemaUse::Request, true);
    };
    if constexpr (std::is_same_v<typename Traits::BodyType, UploadedForm>) {
        schema.body = [](auto&) { return std::string(kFormSchema); };
    } else if constexpr (!std::is_same_v<typename Traits::BodyType, NoBody>) {
        schema.body = [](auto& components) {
            return json::schema_of<typename Traits::BodyType>(components, SchemaUse::Request);
        };
    }
    using Answer = typename Traits::AnswerType;
    if constexpr (!std::is_same_v<Answer, Response> && !std::is_same_v<Answer, NoContent>) {
        schema.answer = [](auto& components) {
            return json::schema_of<typename Documented<Answer>::Type>(components,
                                                                      SchemaUse::Answer);
        };
    }
    return schema;
}

/// Reads and validates everything, then calls the handler. `handler` lives in the route, so longer
/// than the call.
template <class Traits, class Handler>
core::Task<Response> run_handler(const Handler& handler, int status, RouteCall route_call) {
    auto query = json::read_pairs<typename Traits::QueryType>(route_call.request.query, "query");
    auto path = json::read_pairs<typename Traits::PathType>(route_call.path_values, "path");
    core::Result<typename Traits::BodyType> body;
    if constexpr (std::is_same_v<typename Traits::BodyType, UploadedForm>) {
        body = read_form(route_call.request);
    } else if constexpr (!std::is_same_v<typename Traits::BodyType, NoBody>) {
        body = json::read_body<typename Traits::BodyType>(route_call.request.body);
    }
    if (auto error = first_error(query, path, body)) {
        co_return error_response(*error);
    }
    const Call<typename Traits::QueryType, typename Traits::BodyType, typename Traits::PathType>
        call{route_call.request,
             std::move(route_call.principal),
             route_call.company,
             std::move(*query),
             std::move(*body),
             std::move(*path)};
    auto answer = co_await handler(call);
    if (!answer) {
        co_return error_response(answer.error());
    }
    co_return make_response(status, std::move(*answer));
}

}  // namespace detail

class Router {
  public:
    template <class Handler>
    void get(std::string path, RouteOptions options, Handler handler) {
        add(Method::Get, std::move(path), std::move(options), std::move(handler));
    }

    template <class Handler>
    void post(std::string path, RouteOptions options, Handler handler) {
        add(Method::Post, std::move(path), std::move(options), std::move(handler));
    }

    template <class Handler>
    void put(std::string path, RouteOptions options, Handler handler) {
        add(Method::Put, std::move(path), std::move(options), std::move(handler));
    }

    template <class Handler>
    void del(std::string path, RouteOptions options, Handler handler) {
        add(Method::Delete, std::move(path), std::move(options), std::move(handler));
    }

    /// Adds the routes of another router below a prefix; `tag` names them in the documentation.
    void include(const std::string& prefix, Router router, const std::string& tag = {});

    [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

  private:
    template <class Handler>
    void add(Method method, std::string path, RouteOptions options, Handler handler) {
        using Traits = HandlerTraits<decltype(&Handler::operator())>;
        if constexpr (std::is_same_v<typename Traits::AnswerType, NoContent>) {
            options.status = 204;
        }
        if constexpr (std::is_same_v<typename Traits::BodyType, UploadedForm>) {
            options.upload = true;
            options.body_limit = kUploadBodyLimit;
        }
        const int good = options.status;
        routes_.push_back(Route{method,
                                std::move(path),
                                std::move(options),
                                detail::make_schema<Traits>(),
                                [handler = std::move(handler), good](RouteCall call) {
                                    return detail::run_handler<Traits>(
                                        handler, good, std::move(call));
                                },
                                {}});
    }

    std::vector<Route> routes_;
};

}  // namespace roa2web::http
