#include "pictures/clean_file.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <string>
#include <string_view>

#include "pictures/byte_order.hpp"

namespace roa2web::pictures {

namespace {

using namespace std::string_view_literals;

constexpr auto kZipEnd = "PK\x05\x06"sv;
constexpr auto kZipEntry = "PK\x03\x04"sv;
constexpr std::size_t kZipEndBytes = 22;  // of the end record, and where in it its comment's length
constexpr std::size_t kZipCommentAt = 20;
constexpr std::size_t kMaxZipComment = 0xFFFF;
constexpr std::array kPageTags{"<html"sv, "<script"sv, "<!doctype"sv};

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// Whether a tag stands anywhere, in letters of any size. The sign behind its name counts, too:
/// in the many bytes of a film the name alone stands now and then by chance.
/// @param tag in small letters.
bool holds_tag(std::string_view text, std::string_view tag) {
    const auto is_same = [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == b;
    };
    for (auto from = text.begin(); from != text.end(); ++from) {
        from = std::search(from, text.end(), tag.begin(), tag.end(), is_same);
        const auto behind = static_cast<std::size_t>(from - text.begin()) + tag.size();
        if (from == text.end() || behind >= text.size()) {
            return false;
        }
        if (text[behind] == '>' || std::isspace(static_cast<unsigned char>(text[behind])) != 0) {
            return true;
        }
    }
    return false;
}

}  // namespace

CleanFile clean_file(std::string_view bytes, MediaType type) {
    switch (type) {
        case MediaType::Png:
            return clean_png(bytes);
        case MediaType::Webp:
            return clean_webp(bytes);
        default:
            return clean_jpeg(bytes);
    }
}

bool holds_other_document(std::string_view bytes) {
    return contains(bytes, "%PDF-"sv) || (contains(bytes, kZipEntry) && contains(bytes, kZipEnd)) ||
           std::any_of(kPageTags.begin(), kPageTags.end(), [bytes](std::string_view tag) {
               return holds_tag(bytes, tag);
           });
}

bool ends_as_zip(std::string_view bytes) {
    const auto from = bytes.size() - std::min(bytes.size(), kZipEndBytes + kMaxZipComment);
    for (auto at = bytes.find(kZipEnd, from); at != std::string_view::npos;
         at = bytes.find(kZipEnd, at + 1)) {
        if (at + kZipEndBytes <= bytes.size() &&
            at + kZipEndBytes + number_at(bytes, at + kZipCommentAt, 2, ByteOrder::Little) ==
                bytes.size()) {
            return true;
        }
    }
    return false;
}

}  // namespace roa2web::pictures
