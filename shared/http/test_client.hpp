// For tests: sends requests to a Dispatcher without a network in between.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/task.hpp"
#include "http/dispatcher.hpp"

namespace roa2web::http {

class TestClient {
  public:
    explicit TestClient(const Dispatcher& dispatcher) : dispatcher_(dispatcher) {}

    /// Sent as `Authorization: Bearer <token>` with every request that follows; empty for none.
    void use_token(std::string token) { token_ = std::move(token); }

    [[nodiscard]] Response send(Method method,
                                const std::string& target,
                                std::string_view body = {},
                                Headers headers = {}) const {
        if (!token_.empty()) {
            headers.emplace_back("Authorization", "Bearer " + token_);
        }
        Request request;
        request.method = method;
        request.body = body;
        request.id = "test";
        request.remote_address = "192.0.2.1";  // RFC 5737: for documentation
        for (const auto& [name, value] : headers) {
            request.headers.emplace_back(name, value);
        }
        if (!parse_target(target, request)) {
            return Response{.status = 400, .headers = {}, .body = std::string{}};
        }
        return core::sync_wait(dispatcher_.dispatch(request));
    }

    [[nodiscard]] Response get(const std::string& target) const {
        return send(Method::Get, target);
    }

    [[nodiscard]] Response post(const std::string& target, std::string_view body) const {
        return send(Method::Post, target, body, {{"Content-Type", "application/json"}});
    }

    [[nodiscard]] Response del(const std::string& target) const {
        return send(Method::Delete, target);
    }

  private:
    const Dispatcher& dispatcher_;
    std::string token_;
};

}  // namespace roa2web::http
