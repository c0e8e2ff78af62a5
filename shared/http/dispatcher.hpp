// From a request to its answer, whatever carries them: finds the route, asks who is calling, runs
// the handler, and puts on what every answer has: request id, security headers, ETag and 304, gzip,
// CORS.
#pragma once

#include <cstddef>
#include <exception>
#include <optional>
#include <string>
#include <vector>

#include "core/task.hpp"
#include "http/principal.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "http/route_table.hpp"
#include "http/router.hpp"
#include "http/static_files.hpp"
#include "logging/logger.hpp"

namespace roa2web::http {

struct DispatcherSettings {
    /// Origins of other sites whose pages may call the API: "https://portal.example.ro". Empty:
    /// none.
    std::vector<std::string> cors_origins;
};

class Dispatcher {
  public:
    /// @param router all routes; throws core::ConfigurationError when two of them are the same.
    Dispatcher(DispatcherSettings settings,
               Router router,
               Authenticator& authenticator,
               StaticFiles files);

    /// Never throws: what a handler throws becomes an answer and a line in the log.
    [[nodiscard]] core::Task<Response> dispatch(const Request& request) const;

    /// How many bytes of body the request's route takes.
    [[nodiscard]] std::size_t body_limit(const Request& request) const;

    /// Whether the request's body is a form with files, to be taken to disk.
    [[nodiscard]] bool takes_upload(const Request& request) const;

    /// Whether the request would be refused whatever its body holds, by who sends it: the refusal,
    /// or nothing. Never throws.
    [[nodiscard]] core::Task<std::optional<Response>> refuse_early(const Request& request) const;

    /// Puts the common headers on an answer that the server made itself (413, 431 and so on).
    void finish(const Request& request, Response& response) const;

    [[nodiscard]] const std::vector<Route>& routes() const { return router_.routes(); }

  private:
    [[nodiscard]] Response answer_failure(const Request& request,
                                          const std::exception_ptr& failure) const;
    [[nodiscard]] core::Task<Response> answer(const Request& request) const;
    [[nodiscard]] core::Task<Response> call_route(const Request& request, RouteMatch match) const;
    /// Who calls, and for which company, when they may. Errors: Unauthenticated, Forbidden,
    /// InvalidInput.
    [[nodiscard]] core::Task<core::Result<void>> permit(RouteCall& call, const Route& route) const;
    [[nodiscard]] core::Task<core::Result<Principal>> admit(const Request& request,
                                                            const Route& route) const;
    [[nodiscard]] Response preflight(const Request& request, const RouteMatch& match) const;
    [[nodiscard]] bool allows_origin(std::string_view origin) const;
    void add_cors_headers(const Request& request, Response& response) const;

    DispatcherSettings settings_;
    Router router_;
    RouteTable table_;
    Authenticator& authenticator_;
    StaticFiles files_;
    logging::Logger log_{"HTTP"};
};

}  // namespace roa2web::http
