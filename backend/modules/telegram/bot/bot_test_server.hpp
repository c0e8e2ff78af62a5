// For tests: a small Bot API server on a real socket that can misbehave.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "core/blocking_pool.hpp"
#include "http/dispatcher.hpp"
#include "http/router.hpp"
#include "http/server.hpp"

namespace roa2web::telegram {

constexpr std::string_view kTestToken = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0";

class BotTestServer {
  public:
    enum class Mode : std::uint8_t {
        Good,
        Refused,      // 401 in Telegram's words
        Broken,       // 500 in the words of a proxy
        Garbage,      // 200 without JSON
        Odd,          // 200 with JSON that is no answer
        Slow,         // answers after a second and a half
        Huge,         // more than the client takes
        TooMany,      // 429
        EchoesToken,  // 400 that repeats the address of the call
    };

    BotTestServer()
        : dispatcher_({}, make_routes(), authenticator_, http::StaticFiles({})),
          server_(on_any_port(), dispatcher_) {
        server_.listen();
    }

    ~BotTestServer() { server_.stop(std::chrono::seconds{3}); }

    BotTestServer(const BotTestServer&) = delete;
    BotTestServer& operator=(const BotTestServer&) = delete;
    BotTestServer(BotTestServer&&) = delete;
    BotTestServer& operator=(BotTestServer&&) = delete;

    void set(Mode mode) { mode_ = mode; }

    [[nodiscard]] std::string url() const {
        return "http://127.0.0.1:" + std::to_string(server_.port());
    }

    [[nodiscard]] int calls() const { return calls_; }

    /// Content type and body of the last call.
    [[nodiscard]] std::string last_call() const {
        const std::lock_guard lock(mutex_);
        return last_call_;
    }

  private:
    class NoAuthenticator final : public http::Authenticator {
      public:
        core::Task<core::Result<http::Principal>> authenticate(std::string_view) override {
            co_return http::Principal{};
        }

        core::Task<core::Result<void>> check_company(const http::Principal&,
                                                     core::CompanyId) override {
            co_return core::Result<void>{};
        }
    };

    static http::ServerSettings on_any_port() {
        http::ServerSettings settings;
        settings.port = 0;
        settings.io_threads = 1;
        return settings;
    }

    http::Router make_routes() {
        http::Router router;
        router.post("/bot" + std::string(kTestToken) + "/getMe",
                    {.access = http::kPublic, .summary = "Who the bot is"},
                    [this](const http::Call<>& call) -> core::Task<core::Result<http::Response>> {
                        ++calls_;
                        remember(call.request);
                        if (mode_ == Mode::Slow) {
                            co_await pool_.schedule();
                            std::this_thread::sleep_for(std::chrono::milliseconds{1500});
                        }
                        co_return answer();
                    });
        return router;
    }

    void remember(const http::Request& request) {
        const std::lock_guard lock(mutex_);
        last_call_ = std::string(request.header("Content-Type")) + " " + std::string(request.body);
    }

    [[nodiscard]] http::Response answer() const {
        switch (mode_) {
            case Mode::Refused:
                return http::json_response(
                    401, R"({"ok":false,"error_code":401,"description":"Unauthorized"})");
            case Mode::Broken:
                return {.status = 500, .headers = {}, .body = std::string("<h1>oops</h1>")};
            case Mode::Garbage:
                return http::json_response(200, R"({"ok":true,)");
            case Mode::Odd:
                return http::json_response(200, R"({"ok":true,"result":{"id":"many"}})");
            case Mode::Huge:
                return http::json_response(200, std::string(std::size_t{9} << 20U, ' '));
            case Mode::TooMany:
                return http::json_response(
                    429,
                    R"({"ok":false,"error_code":429,"description":"Too Many Requests: retry)"
                    R"( after 7","parameters":{"retry_after":7}})");
            case Mode::EchoesToken:
                return http::json_response(
                    400,
                    R"({"ok":false,"error_code":400,"description":"no method at /bot)" +
                        std::string(kTestToken) + R"(/getMe"})");
            case Mode::Good:
            case Mode::Slow:
                break;
        }
        return http::json_response(200,
                                   R"({"ok":true,"result":{"id":123456789,"is_bot":true,)"
                                   R"("first_name":"ROA","username":"roa_test_bot",)"
                                   R"("a_field_of_next_year":[1,2]}})");
    }

    std::atomic<Mode> mode_{Mode::Good};
    std::atomic<int> calls_{0};
    mutable std::mutex mutex_;
    std::string last_call_;
    core::BlockingPool pool_{"slow-bot", 2, 10};
    NoAuthenticator authenticator_;
    http::Dispatcher dispatcher_;
    http::Server server_;
};

}  // namespace roa2web::telegram
