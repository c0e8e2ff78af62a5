// For tests: stands in for Telegram where no network is wanted.
#pragma once

#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "bot/bot_api.hpp"

namespace roa2web::telegram {

class FakeBotApi final : public BotApi {
  public:
    core::Result<json::Document> call(std::string_view called_method,
                                      std::string_view,
                                      const std::stop_token&) override {
        const std::lock_guard lock(mutex);
        ++calls;
        method = called_method;
        if (error) {
            return tl::unexpected(*error);
        }
        return json::Document::parse(answer);
    }

    void fail_with(core::ErrorCode code, const std::string& message) {
        const std::lock_guard lock(mutex);
        error = core::fail(code, message).value();
    }

    void recover() {
        const std::lock_guard lock(mutex);
        error.reset();
    }

    int count_calls() {
        const std::lock_guard lock(mutex);
        return calls;
    }

    std::mutex mutex;  // guards what follows, once a bot watches
    std::string answer{R"({"ok":true,"result":{"id":42,"username":"roa_bot"}})"};
    std::optional<core::Error> error;
    std::string method;
    int calls{0};
};

}  // namespace roa2web::telegram
