#include "logging/redact.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace roa2web::logging {

namespace {

constexpr std::string_view kMask = "***";
constexpr std::size_t kMinTokenLength = 20;
constexpr std::size_t kMinCardDigits = 13;  // ISO/IEC 7812
constexpr std::size_t kMaxCardDigits = 19;
constexpr std::array<std::string_view, 7> kSecretKeys{
    "password", "secret", "token", "authorization", "code", "api_key", "cookie"};

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

bool is_token_letter(char letter) {
    return is_digit(letter) || (letter >= 'a' && letter <= 'z') ||
           (letter >= 'A' && letter <= 'Z') || letter == '-' || letter == '_' || letter == '.' ||
           letter == '~' || letter == '+' || letter == '/' || letter == '=';
}

std::size_t token_end(std::string_view text, std::size_t from) {
    while (from < text.size() && is_token_letter(text[from])) {
        ++from;
    }
    return from;
}

/// "eyJ..." with two points is a JWT.
std::size_t jwt_end(std::string_view text, std::size_t from) {
    if (!text.substr(from).starts_with("eyJ")) {
        return from;
    }
    const auto end = token_end(text, from);
    const auto token = text.substr(from, end - from);
    return std::count(token.begin(), token.end(), '.') == 2 ? end : from;
}

/// "Bearer <token>": keeps the word.
std::size_t bearer_end(std::string_view text, std::size_t from) {
    constexpr std::string_view kWord = "Bearer ";
    return from >= kWord.size() && text.substr(from - kWord.size()).starts_with(kWord)
               ? token_end(text, from)
               : from;
}

/// A Telegram bot token: 8 to 10 digits, a colon, 35 letters.
std::size_t bot_token_end(std::string_view text, std::size_t from) {
    auto at = from;
    while (at < text.size() && is_digit(text[at])) {
        ++at;
    }
    if (at - from < 8 || at - from > 12 || at >= text.size() || text[at] != ':') {
        return from;
    }
    const auto end =
        std::min(text.find('/', at), token_end(text, at + 1));  // in an address the method follows
    return end - at > kMinTokenLength ? end : from;
}

bool passes_luhn(std::string_view digits) {
    int sum = 0;
    bool twice = false;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
        const int value = (*digit - '0') * (twice ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
        twice = !twice;
    }
    return sum % 10 == 0;
}

/// 13 to 19 digits, also in groups ("4111 1111 1111 1111"), that pass the Luhn check.
std::size_t card_end(std::string_view text, std::size_t from) {
    std::string digits;
    auto at = from;
    auto end = from;
    while (at < text.size() &&
           (is_digit(text[at]) || ((text[at] == ' ' || text[at] == '-') && !digits.empty()))) {
        if (is_digit(text[at])) {
            digits += text[at];
            end = at + 1;
        }
        ++at;
    }
    const bool right_length = digits.size() >= kMinCardDigits && digits.size() <= kMaxCardDigits;
    return right_length && passes_luhn(digits) ? end : from;
}

/// Where a secret that begins here ends; `from` when none does.
std::size_t secret_end(std::string_view text, std::size_t from) {
    for (const auto find_end : {jwt_end, bearer_end, bot_token_end, card_end}) {
        if (const auto end = find_end(text, from); end > from) {
            return end;
        }
    }
    return from;
}

}  // namespace

bool is_secret_key(std::string_view key) {
    return std::any_of(kSecretKeys.begin(), kSecretKeys.end(), [key](std::string_view secret) {
        return key == secret || key.ends_with("_" + std::string(secret));
    });
}

std::string redact(std::string_view text) {
    std::string clean;
    clean.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const bool inside_word =
            at > 0 && is_token_letter(text[at - 1]) && text[at - 1] != '=' && text[at - 1] != '/';
        // "/bot<token>/" is how the Bot API's addresses carry the token.
        const bool after_bot = at >= 3 && text.substr(at - 3, 3) == "bot";
        const auto end = inside_word && !after_bot ? at : secret_end(text, at);
        if (end > at) {
            clean += kMask;
            at = end;
        } else {
            clean += text[at++];
        }
    }
    return clean;
}

}  // namespace roa2web::logging
