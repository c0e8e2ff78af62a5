#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace roa2web::core {

namespace {

// Both cases of ă â î ș ț and the cedilla forms ş ţ of older software.
constexpr std::array<std::pair<std::string_view, char>, 14> kDiacritics{{
    {"ă", 'a'},
    {"Ă", 'a'},
    {"â", 'a'},
    {"Â", 'a'},
    {"î", 'i'},
    {"Î", 'i'},
    {"ș", 's'},
    {"Ș", 's'},
    {"ş", 's'},
    {"Ş", 's'},
    {"ț", 't'},
    {"Ț", 't'},
    {"ţ", 't'},
    {"Ţ", 't'},
}};

/// Length in bytes of the sequence that a first byte opens; 0 for a byte that cannot open one.
std::size_t sequence_length(unsigned char first) {
    if (first < 0x80) {
        return 1;
    }
    if (first >= 0xC2 && first <= 0xDF) {
        return 2;
    }
    if (first >= 0xE0 && first <= 0xEF) {
        return 3;
    }
    return first >= 0xF0 && first <= 0xF4 ? 4 : 0;
}

/// The second byte excludes overlong forms, surrogates and what is above U+10FFFF (RFC 3629,
/// section 4).
bool second_byte_fits(unsigned char first, unsigned char second) {
    const unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    return second >= low && second <= high;
}

}  // namespace

std::string fold(std::string_view utf8) {
    std::string folded;
    folded.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const auto rest = utf8.substr(at);
        const auto* letter =
            std::find_if(kDiacritics.begin(), kDiacritics.end(), [rest](const auto& entry) {
                return rest.starts_with(entry.first);
            });
        if (letter != kDiacritics.end()) {
            folded += letter->second;
            at += letter->first.size();
            continue;
        }
        const char byte = utf8[at++];
        folded += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
    }
    return folded;
}

bool is_valid_utf8(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const auto first = static_cast<unsigned char>(bytes[at]);
        const std::size_t length = sequence_length(first);
        if (length == 0 || at + length > bytes.size()) {
            return false;
        }
        if (length > 1 && !second_byte_fits(first, static_cast<unsigned char>(bytes[at + 1]))) {
            return false;
        }
        for (std::size_t next = 2; next < length; ++next) {
            if ((static_cast<unsigned char>(bytes[at + next]) & 0xC0U) != 0x80U) {
                return false;
            }
        }
        at += length;
    }
    return true;
}

std::string like_pattern(std::string_view folded_text) {
    std::string pattern = "%";
    for (const char letter : folded_text) {
        if (letter == '%' || letter == '_' || letter == '\\') {
            pattern += '\\';
        }
        pattern += letter;
    }
    return pattern + '%';
}

}  // namespace roa2web::core
