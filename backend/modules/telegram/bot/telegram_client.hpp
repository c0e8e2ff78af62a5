#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "bot/bot_api.hpp"

namespace roa2web::telegram {

struct TelegramClientSettings {
    std::string api_url{"https://api.telegram.org"};
    std::string bot_token;
    std::chrono::milliseconds connect_timeout{3000};
    std::chrono::milliseconds total_timeout{5000};
};

/// The Bot API over HTTP, by libcurl. The token stands in the address of every call, so no address
/// ever leaves this class, and the token is cut out of what Telegram says.
class TelegramClient final : public BotApi {
  public:
    explicit TelegramClient(TelegramClientSettings settings);

    [[nodiscard]] core::Result<json::Document> call(std::string_view method,
                                                    std::string_view parameters,
                                                    const std::stop_token& stop) override;

  private:
    [[nodiscard]] core::Error refusal(const json::Node& answer) const;

    TelegramClientSettings settings_;
};

}  // namespace roa2web::telegram
