#include "auth/client_text.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "core/text.hpp"

namespace roa2web::auth {

namespace {

constexpr std::size_t kMaxLoggedName = 32;  // bytes
constexpr std::size_t kMaxUserAgent = 200;  // bytes

/// At most `limit` bytes, cut between letters.
std::string shorten(std::string_view text, std::size_t limit) {
    auto end = std::min(text.size(), limit);
    while (end > 0 && end < text.size() &&
           (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return std::string(text.substr(0, end));
}

}  // namespace

std::string clean_user_agent(std::string_view header) {
    if (!core::is_valid_utf8(header)) {
        return {};
    }
    auto clean = shorten(header, kMaxUserAgent);
    std::replace_if(
        clean.begin(),
        clean.end(),
        [](unsigned char letter) { return letter < 0x20 || letter == 0x7F; },
        ' ');
    return clean;
}

std::string name_for_log(std::string_view username) {
    return shorten(core::fold(username), kMaxLoggedName);
}

}  // namespace roa2web::auth
