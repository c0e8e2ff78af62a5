#include "http/request.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "core/text.hpp"

namespace roa2web::http {

namespace {

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool equal_ignoring_case(std::string_view left, std::string_view right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](char a, char b) {
        return lower(a) == lower(b);
    });
}

/// The value of a hexadecimal digit, or -1.
int hex_value(char digit) {
    const char letter = lower(digit);
    if (letter >= '0' && letter <= '9') {
        return letter - '0';
    }
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

bool decode_pair(std::string_view pair, json::TextPairs& pairs) {
    const auto equals = pair.find('=');
    std::string name;
    std::string value;
    const auto raw_value =
        equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1);
    if (!percent_decode(pair.substr(0, equals), true, name) ||
        !percent_decode(raw_value, true, value)) {
        return false;
    }
    pairs.emplace_back(std::move(name), std::move(value));
    return true;
}

}  // namespace

std::string_view method_name(Method method) {
    switch (method) {
        case Method::Get:
            return "GET";
        case Method::Head:
            return "HEAD";
        case Method::Post:
            return "POST";
        case Method::Put:
            return "PUT";
        case Method::Delete:
            return "DELETE";
        case Method::Options:
            return "OPTIONS";
        case Method::Other:
            break;
    }
    return "OTHER";
}

std::string_view Request::header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (equal_ignoring_case(key, name)) {
            return value;
        }
    }
    return {};
}

bool percent_decode(std::string_view encoded, bool plus_is_space, std::string& decoded) {
    decoded.clear();
    decoded.reserve(encoded.size());
    for (std::size_t at = 0; at < encoded.size(); ++at) {
        if (encoded[at] == '%') {
            const int high = at + 2 < encoded.size() ? hex_value(encoded[at + 1]) : -1;
            const int low = at + 2 < encoded.size() ? hex_value(encoded[at + 2]) : -1;
            if (high < 0 || low < 0) {
                return false;
            }
            decoded += static_cast<char>(high * 16 + low);
            at += 2;
        } else {
            decoded += plus_is_space && encoded[at] == '+' ? ' ' : encoded[at];
        }
    }
    return decoded.find('\0') == std::string::npos && core::is_valid_utf8(decoded);
}

bool parse_target(std::string_view target, Request& request) {
    request.target = target;
    const auto question = target.find('?');
    request.path = target.substr(0, question);
    if (!request.path.starts_with('/')) {
        return false;
    }
    auto rest =
        question == std::string_view::npos ? std::string_view{} : target.substr(question + 1);
    while (!rest.empty()) {
        const auto end = rest.find('&');
        const auto pair = rest.substr(0, end);
        if (!pair.empty() && !decode_pair(pair, request.query)) {
            return false;
        }
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    }
    return true;
}

}  // namespace roa2web::http
