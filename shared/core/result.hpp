#pragma once

#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace roa2web::core {

/// What the caller may do about an error. Each value answers with one HTTP status
/// (http/error_response.cpp).
enum class ErrorCode {
    InvalidInput,     // 422: a value does not validate; `fields` says where
    Unauthenticated,  // 401
    Forbidden,        // 403
    NotFound,         // 404
    Conflict,         // 409
    TooManyRequests,  // 429, with retry_after
    Unavailable,      // 503, with retry_after
};

/// One value that does not validate, as FastAPI reports it.
struct FieldError {
    std::vector<std::string> loc;  // for example {"query", "page"}
    std::string msg;               // for people
    std::string type;              // for programs, for example "greater_than_equal"
};

/// Why something that the caller must handle did not work. The message is shown to users: no SQL,
/// paths or secrets.
struct Error {
    ErrorCode code{ErrorCode::InvalidInput};
    std::string message;
    /// Stable word for programs that show their own text, for example "invalid_credentials".
    std::string id;
    std::chrono::seconds retry_after{0};
    std::vector<FieldError> fields;
    /// What a program needs beside the message, by name, as JSON: {"current", "{...}"}.
    std::map<std::string, std::string> members{};
};

/// The API of std::expected, so that C++23 is a one-line change.
template <class T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(
    ErrorCode code,
    std::string message,
    std::string id = {},
    std::chrono::seconds retry_after = std::chrono::seconds{0}) {
    return tl::unexpected<Error>(Error{.code = code,
                                       .message = std::move(message),
                                       .id = std::move(id),
                                       .retry_after = retry_after,
                                       .fields = {}});
}

}  // namespace roa2web::core
