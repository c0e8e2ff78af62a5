// The one place that turns errors into statuses and `{"detail": ...}`.
#pragma once

#include <exception>
#include <optional>
#include <string_view>

#include "core/result.hpp"
#include "http/response.hpp"

namespace roa2web::http {

[[nodiscard]] int status_of(core::ErrorCode code);

/// `{"detail": "...", "code": "..."}`, or FastAPI's list of fields for a 422; with Retry-After
/// where it helps. The error's members stand beside them.
[[nodiscard]] Response error_response(const core::Error& error);

/// For statuses that have no ErrorCode: 400, 404, 405, 408, 413, 431, 500, 503.
[[nodiscard]] Response plain_error(int status, std::string_view detail, std::string_view code);

/// What became of a request that an exception ended.
struct FailedRequest {
    Response response;
    std::string what;  // for the log
    /// Nothing is broken: there was too much to do, a neighbour is away, or the client has gone.
    bool refused{false};
};

/// 503 for what may heal, 500 for the rest.
[[nodiscard]] FailedRequest exception_response(const std::exception_ptr& exception);

/// The first error among results; the fields of all of them where several do not validate.
template <class... Results>
[[nodiscard]] std::optional<core::Error> first_error(const Results&... results) {
    std::optional<core::Error> found;
    const auto look_at = [&found](const auto& result) {
        if (result) {
            return;
        }
        if (!found) {
            found = result.error();
            return;
        }
        found->fields.insert(
            found->fields.end(), result.error().fields.begin(), result.error().fields.end());
    };
    (look_at(results), ...);
    return found;
}

}  // namespace roa2web::http
