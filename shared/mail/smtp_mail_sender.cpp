#include "mail/smtp_mail_sender.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <curl/curl.h>
#include <sodium.h>

#include "core/exceptions.hpp"
#include "mail/mime_message.hpp"

namespace roa2web::mail {

namespace {

constexpr std::chrono::seconds kRetryAfter{30};
constexpr std::string_view kHostLetters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:";
constexpr std::size_t kMessageIdBytes = 16;

struct CurlClose {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

struct ListFree {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

using CurlHandle = std::unique_ptr<CURL, CurlClose>;
using CurlList = std::unique_ptr<curl_slist, ListFree>;

/// What is left to send of a message.
struct Upload {
    std::string_view rest;
};

std::size_t read_upload(char* target, std::size_t size, std::size_t count, void* context) {
    auto& upload = *static_cast<Upload*>(context);
    const auto taken = std::min(size * count, upload.rest.size());
    std::copy_n(upload.rest.data(), taken, target);
    upload.rest.remove_prefix(taken);
    return taken;
}

std::size_t ignore_answer(char* /*text*/, std::size_t size, std::size_t count, void* /*context*/) {
    return size * count;
}

bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](unsigned char letter) {
        return letter < 0x20 || letter == 0x7F;
    });
}

bool is_this_machine(std::string_view host) {
    return host == "localhost" || host == "::1" || host.starts_with("127.");
}

bool is_host(std::string_view host) {
    return !host.empty() && host.find_first_not_of(kHostLetters) == std::string_view::npos;
}

void check(const SmtpSettings& settings) {
    if (!is_host(settings.host)) {
        throw core::ConfigurationError("the mail server's host name is missing or malformed");
    }
    if (settings.port == 0) {
        throw core::ConfigurationError("the mail server's port must be 1 to 65535");
    }
    if (!is_mail_address(settings.from)) {
        throw core::ConfigurationError("the sender of mail must be an address like roa@example.ro");
    }
    if (has_control(settings.username) || has_control(settings.password)) {
        throw core::ConfigurationError(
            "the mail server's user name or password holds a control character");
    }
    if (settings.security == SmtpSecurity::None && !settings.password.empty() &&
        !is_this_machine(settings.host)) {
        throw core::ConfigurationError(
            "the mail password would travel unprotected: use starttls or tls");
    }
}

std::string server_url(const SmtpSettings& settings) {
    const bool literal = settings.host.find(':') != std::string::npos;  // an IPv6 address
    return (settings.security == SmtpSecurity::Tls ? "smtps://" : "smtp://") +
           (literal ? "[" + settings.host + "]" : settings.host) + ":" +
           std::to_string(settings.port);
}

std::string make_message_id(std::string_view from) {
    std::array<unsigned char, kMessageIdBytes> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::array<char, 2 * kMessageIdBytes + 1> text{};
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    return std::string(text.data()) + std::string(from.substr(from.rfind('@')));
}

void set_server(CURL* handle, const SmtpSettings& settings) {
    curl_easy_setopt(handle, CURLOPT_URL, server_url(settings).c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(handle, CURLOPT_PROXY, "");  // not even when the environment names one
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(
        handle, CURLOPT_CONNECTTIMEOUT, static_cast<long>(settings.connect_timeout.count()));
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, static_cast<long>(settings.total_timeout.count()));
    if (settings.security != SmtpSecurity::None) {
        curl_easy_setopt(handle, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    }
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!settings.ca_file.empty()) {
        curl_easy_setopt(handle, CURLOPT_CAINFO, settings.ca_file.string().c_str());
        curl_easy_setopt(handle, CURLOPT_CAPATH, nullptr);  // this authority only
    }
    if (!settings.username.empty()) {
        curl_easy_setopt(handle, CURLOPT_USERNAME, settings.username.c_str());
        curl_easy_setopt(handle, CURLOPT_PASSWORD, settings.password.c_str());
    }
}

/// What happened, in words that name no host.
std::string_view describe(CURLcode code) {
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_CONNECT:
            return "The mail server cannot be reached";
        case CURLE_OPERATION_TIMEDOUT:
            return "The mail server did not answer in time";
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
            return "The mail server's certificate is not trusted";
        case CURLE_USE_SSL_FAILED:
        case CURLE_SSL_CONNECT_ERROR:
            return "The mail server offers no secure connection";
        case CURLE_LOGIN_DENIED:
            return "The mail server refused this server's sign-in";
        default:
            return "The mail server did not take the message";
    }
}

}  // namespace

SmtpMailSender::SmtpMailSender(SmtpSettings settings, const core::Clock& clock)
    : settings_(std::move(settings)), clock_(clock) {
    check(settings_);
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || sodium_init() < 0) {
        throw core::InternalError("libcurl or libsodium cannot be initialised");
    }
}

core::Result<void> SmtpMailSender::send(const MailMessage& message) {
    if (!is_mail_address(message.to)) {
        return core::fail(
            core::ErrorCode::InvalidInput, "The e-mail address is not valid", "mail_address");
    }
    const auto text = format_message({.from = settings_.from,
                                      .from_name = settings_.from_name,
                                      .to = message.to,
                                      .subject = message.subject,
                                      .text = message.text,
                                      .message_id = make_message_id(settings_.from),
                                      .date = clock_.now()});
    const CurlHandle handle(curl_easy_init());
    const CurlList recipients(curl_slist_append(nullptr, message.to.c_str()));
    if (!handle || !recipients) {
        throw core::InternalError("libcurl cannot be used: out of memory");
    }
    Upload upload{text};
    set_server(handle.get(), settings_);
    curl_easy_setopt(handle.get(), CURLOPT_MAIL_FROM, settings_.from.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(handle.get(), CURLOPT_READFUNCTION, &read_upload);
    curl_easy_setopt(handle.get(), CURLOPT_READDATA, &upload);
    curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, &ignore_answer);
    curl_easy_setopt(handle.get(), CURLOPT_UPLOAD, 1L);
    const CURLcode code = curl_easy_perform(handle.get());
    long answer = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &answer);
    if (code == CURLE_OK) {
        return {};
    }
    log_.warn(
        "mail not sent",
        {{"reason", describe(code)}, {"curl", curl_easy_strerror(code)}, {"smtp_answer", answer}});
    // 5yz to RCPT TO: this recipient will never work (RFC 5321, section 4.2.1).
    if (code == CURLE_SEND_ERROR && answer >= 550 && answer <= 553) {
        return core::fail(core::ErrorCode::InvalidInput,
                          "The mail server refused the recipient",
                          "mail_recipient");
    }
    throw core::UnavailableError(std::string(describe(code)), kRetryAfter);
}

}  // namespace roa2web::mail
