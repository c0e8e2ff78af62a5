#include "http/error_response.hpp"

#include <chrono>
#include <exception>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

#include "core/exceptions.hpp"
#include "json/writer.hpp"

namespace roa2web::core {

BOOST_DESCRIBE_STRUCT(FieldError, (), (loc, msg, type))

}  // namespace roa2web::core

namespace roa2web::http {

namespace {

constexpr std::chrono::seconds kRetryAfterDatabaseError{5};

Response detail_response(int status, std::string_view detail, std::string_view code) {
    std::string body = R"({"detail":)";
    json::append_quoted(body, detail);
    if (!code.empty()) {
        body += R"(,"code":)";
        json::append_quoted(body, code);
    }
    body += '}';
    return json_response(status, std::move(body));
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
        return json_response(422, R"({"detail":)" + json::to_json(error.fields) + "}");
    }
    auto response = detail_response(status_of(error.code), error.message, error.id);
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

Response exception_response(const std::exception_ptr& exception, std::string& what) {
    try {
        std::rethrow_exception(exception);
    } catch (const core::UnavailableError& error) {
        what = error.what();
        return unavailable(error.what(), error.retry_after());
    } catch (const core::CancelledError& error) {
        what = error.what();
        return unavailable("The work was cancelled", kRetryAfterDatabaseError);
    } catch (const core::DatabaseError& error) {
        what = error.what();
        return unavailable("The data store does not answer now; try again in a moment",
                           kRetryAfterDatabaseError);
    } catch (const std::exception& error) {
        what = error.what();
    } catch (...) {
        what = "an exception that is no std::exception";
    }
    return plain_error(
        500,
        "The server made a mistake; it is in its log under this request's X-Request-ID",
        "internal");
}

}  // namespace roa2web::http
