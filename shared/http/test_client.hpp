// For tests: sends requests to a Dispatcher without a network in between.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/task.hpp"
#include "http/dispatcher.hpp"
#include "http/upload.hpp"

namespace roa2web::http {

class TestClient {
  public:
    explicit TestClient(const Dispatcher& dispatcher) : dispatcher_(dispatcher) {}

    /// Sent as `Authorization: Bearer <token>` with every request that follows; empty for none.
    void use_token(std::string token) { token_ = std::move(token); }

    /// Where forms with files go, as on the way through the server.
    void use_upload_folder(std::filesystem::path folder) { upload_folder_ = std::move(folder); }

    /// A form goes the way that the server sends it, in small pieces.
    [[nodiscard]] Response send_form(const std::string& target,
                                     std::string_view form,
                                     const std::string& boundary,
                                     Headers headers = {}) const {
        const std::string type = "multipart/form-data; boundary=" + boundary;
        const auto receiver = std::make_shared<UploadReceiver>(upload_folder_, type);
        constexpr std::size_t kPiece = 1000;
        for (std::size_t at = 0; at < form.size(); at += kPiece) {
            receiver->write(form.substr(at, kPiece));
        }
        receiver->finish();
        return send(Method::Post, target, {}, std::move(headers), {receiver, &receiver->form()});
    }

    [[nodiscard]] Response send(Method method,
                                const std::string& target,
                                std::string_view body = {},
                                Headers headers = {},
                                std::shared_ptr<const UploadedForm> upload = nullptr) const {
        if (!token_.empty()) {
            headers.emplace_back("Authorization", "Bearer " + token_);
        }
        Request request;
        request.method = method;
        request.body = body;
        request.upload = std::move(upload);
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
    std::filesystem::path upload_folder_;
};

}  // namespace roa2web::http
