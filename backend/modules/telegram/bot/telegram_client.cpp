#include "bot/telegram_client.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include <curl/curl.h>

#include "core/exceptions.hpp"

namespace roa2web::telegram {

namespace {

using core::ErrorCode;

constexpr std::size_t kAnswerLimit = std::size_t{8} * 1024 * 1024;  // bytes; 100 updates fit
constexpr std::chrono::seconds kRetryAfter{30};
constexpr std::int64_t kLongestRetryAfter = 3600;  // seconds
constexpr std::string_view kTokenLetters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:_-";
constexpr std::string_view kUnreadable = "Telegram's answer cannot be read";

struct CurlClose {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

struct ListFree {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

using CurlHandle = std::unique_ptr<CURL, CurlClose>;
using CurlList = std::unique_ptr<curl_slist, ListFree>;

std::size_t take_answer(char* bytes, std::size_t size, std::size_t count, void* context) {
    auto& answer = *static_cast<std::string*>(context);
    if (answer.size() + size * count > kAnswerLimit) {
        return 0;  // ends the transfer
    }
    answer.append(bytes, size * count);
    return size * count;
}

/// libcurl asks about once a second, and whenever bytes move; anything but 0 ends the transfer.
int is_stopped(void* context, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<const std::stop_token*>(context)->stop_requested() ? 1 : 0;
}

core::Error unavailable(std::string message) {
    return core::fail(ErrorCode::Unavailable, std::move(message), {}, kRetryAfter).value();
}

/// What happened, in words that name no address.
std::string_view describe(CURLcode code) {
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_CONNECT:
            return "Telegram cannot be reached";
        case CURLE_OPERATION_TIMEDOUT:
            return "Telegram did not answer in time";
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CONNECT_ERROR:
            return "Telegram's certificate is not trusted";
        case CURLE_URL_MALFORMAT:
        case CURLE_UNSUPPORTED_PROTOCOL:
            return "TELEGRAM_API_URL is no address of a Bot API server";
        case CURLE_ABORTED_BY_CALLBACK:
            return "The server is stopping";
        case CURLE_WRITE_ERROR:
            return kUnreadable;
        default:
            return "The connection to Telegram broke";
    }
}

/// Source: https://core.telegram.org/bots/api#making-requests, and the codes that the Bot API
/// server uses. A token that it does not know is 401, one that cannot be a token 404.
ErrorCode code_of(std::int64_t error_code) {
    switch (error_code) {
        case 400:
            return ErrorCode::InvalidInput;
        case 401:
        case 404:
            return ErrorCode::Unauthenticated;
        case 403:
            return ErrorCode::Forbidden;
        case 409:
            return ErrorCode::Conflict;
        case 429:
            return ErrorCode::TooManyRequests;
        default:
            return ErrorCode::Unavailable;
    }
}

std::int64_t integer_at(const json::Node& object, std::string_view name) {
    const auto member = object.find(name);
    return member && member->kind() == json::Node::Kind::Integer ? member->integer() : 0;
}

bool is_true_at(const json::Node& object, std::string_view name) {
    const auto member = object.find(name);
    return member && member->kind() == json::Node::Kind::Boolean && member->boolean();
}

void set_limits(CURL* handle, const TelegramClientSettings& settings, const std::stop_token& stop) {
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "https,http");
    curl_easy_setopt(handle, CURLOPT_PROXY, "");  // not even when the environment names one
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(
        handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connect_timeout.count()));
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(settings.total_timeout.count()));
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, &is_stopped);
    curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &stop);
}

}  // namespace

TelegramClient::TelegramClient(TelegramClientSettings settings) : settings_(std::move(settings)) {
    while (settings_.api_url.ends_with('/')) {
        settings_.api_url.pop_back();
    }
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        throw core::InternalError("libcurl cannot be initialised");
    }
}

core::Result<json::Document> TelegramClient::call(std::string_view method,
                                                  std::string_view parameters,
                                                  const std::stop_token& stop) {
    if (settings_.bot_token.find_first_not_of(kTokenLetters) != std::string::npos) {
        return core::fail(ErrorCode::Unauthenticated,
                          "TELEGRAM_BOT_TOKEN is no bot token: it has characters that none has");
    }
    const std::string url =
        settings_.api_url + "/bot" + settings_.bot_token + "/" + std::string(method);
    const CurlHandle handle(curl_easy_init());
    const CurlList headers(curl_slist_append(nullptr, "Content-Type: application/json"));
    if (!handle || !headers) {
        throw core::InternalError("libcurl cannot be used: out of memory");
    }
    std::string text;
    set_limits(handle.get(), settings_, stop);
    curl_easy_setopt(handle.get(), CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(parameters.size()));
    curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDS, parameters.data());
    curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, &take_answer);
    curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &text);
    const CURLcode code = curl_easy_perform(handle.get());
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    if (code != CURLE_OK) {
        return tl::unexpected(unavailable(std::string(describe(code))));
    }
    auto answer = json::Document::parse(text);
    if (answer && is_true_at(answer->root(), "ok")) {
        return answer;
    }
    if (answer && integer_at(answer->root(), "error_code") != 0) {
        return tl::unexpected(refusal(answer->root()));
    }
    // Not the Bot API's own words: a proxy or another server speaks.
    return tl::unexpected(
        unavailable(status == 200 ? std::string(kUnreadable)
                                  : "Telegram answers with HTTP status " + std::to_string(status)));
}

core::Error TelegramClient::refusal(const json::Node& answer) const {
    core::Error error;
    error.code = code_of(integer_at(answer, "error_code"));
    if (error.code == ErrorCode::Unauthenticated) {
        error.message = "Telegram refuses the bot token; check TELEGRAM_BOT_TOKEN";
        return error;
    }
    error.message = "Telegram answers: ";
    if (const auto description = answer.find("description");
        description && description->kind() == json::Node::Kind::Text) {
        error.message += description->text();
    }
    const std::string& token = settings_.bot_token;
    for (auto at = error.message.find(token); !token.empty() && at != std::string::npos;
         at = error.message.find(token)) {
        error.message.replace(at, token.size(), "***");
    }
    if (error.code == ErrorCode::Unavailable) {
        error.retry_after = kRetryAfter;
    }
    if (const auto details = answer.find("parameters")) {
        error.retry_after = std::chrono::seconds{
            std::clamp<std::int64_t>(integer_at(*details, "retry_after"), 0, kLongestRetryAfter)};
    }
    return error;
}

}  // namespace roa2web::telegram
