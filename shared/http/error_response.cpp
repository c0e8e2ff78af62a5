#include "http/error_response.hpp"

#include <chrono>
#include <exception>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include <boost/describe.hpp>

#include "core/exceptions.hpp"
#include "json/writer.hpp"

namespace roa2web::core {

BOOST_DESCRIBE_STRUCT(FieldError, (), (loc, msg, type))

}  // namespace roa2web::core

namespace roa2web::http {

namespace {

constexpr std::chrono::seconds kRetryAfterDatabaseError{5};

using Members = std::map<std::string, std::string>;

/// `detail` is JSON already.
Response detail_json(int status,
                     std::string_view detail,
                     std::string_view code,
                     const Members& members) {
    std::string body = R"({"detail":)";
    body += detail;
    if (!code.empty()) {
        body += R"(,"code":)";
        json::append_quoted(body, code);
    }
    for (const auto& [name, value] : members) {
        body += ',';
        json::append_quoted(body, name);
        body += ':';
        body += value;
    }
    body += '}';
    return json_response(status, std::move(body));
}

Response detail_response(int status,
                         std::string_view detail,
                         std::string_view code,
                         const Members& members = {}) {
    std::string quoted;
    json::append_quoted(quoted, detail);
    return detail_json(status, quoted, code, members);
}

Response unavailable(std::string_view detail, std::chrono::seconds retry_after) {
    auto response = detail_response(503, detail, "unavailable");
    response.set_header("Retry-After", std::to_string(retry_after.count()));
    return response;
}

}  // namespace

int status_of(core::ErrorCode code) {
    switch (code) {
        case core::ErrorCode::InvalidInput:
            return 422;
        case core::ErrorCode::Unauthenticated:
            return 401;
        case core::ErrorCode::Forbidden:
            return 403;
        case core::ErrorCode::NotFound:
            return 404;
        case core::ErrorCode::Conflict:
            return 409;
        case core::ErrorCode::TooManyRequests:
            return 429;
        case core::ErrorCode::Unavailable:
            break;
    }
    return 503;
}

Response error_response(const core::Error& error) {
    if (!error.fields.empty()) {
        // The fields carry types of their own; a code stands beside them only with more to read.
        const std::string_view code = error.members.empty() ? std::string_view{} : error.id;
        return detail_json(422, json::to_json(error.fields), code, error.members);
    }
    auto response = detail_response(status_of(error.code), error.message, error.id, error.members);
    if (error.code == core::ErrorCode::Unauthenticated) {
        response.set_header("WWW-Authenticate", "Bearer");  // RFC 6750, section 3
    }
    if (error.retry_after.count() > 0) {
        response.set_header("Retry-After", std::to_string(error.retry_after.count()));
    }
    return response;
}

Response plain_error(int status, std::string_view detail, std::string_view code) {
    return detail_response(status, detail, code);
}

FailedRequest exception_response(const std::exception_ptr& exception) {
    std::string what;
    try {
        std::rethrow_exception(exception);
    } catch (const core::UnavailableError& error) {
        return {unavailable(error.what(), error.retry_after()), error.what(), true};
    } catch (const core::CancelledError& error) {
        return {
            unavailable("The work was cancelled", kRetryAfterDatabaseError), error.what(), true};
    } catch (const core::DatabaseError& error) {
        return {unavailable("The data store does not answer now; try again in a moment",
                            kRetryAfterDatabaseError),
                error.what()};
    } catch (const std::exception& error) {
        what = error.what();
    } catch (...) {
        what = "an exception that is no std::exception";
    }
    return {plain_error(500,
                        "The server made a mistake; it is in its log under this request's "
                        "X-Request-ID",
                        "internal"),
            what};
}

}  // namespace roa2web::http
