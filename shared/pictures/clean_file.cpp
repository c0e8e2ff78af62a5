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
constexpr std::array kPageMarks{"<html"sv, "<script"sv, "<!doctype"sv};

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// @param part in small letters.
bool contains_in_any_case(std::string_view text, std::string_view part) {
    return std::search(text.begin(), text.end(), part.begin(), part.end(), [](char a, char b) {
               return std::tolower(static_cast<unsigned char>(a)) == b;
           }) != text.end();
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
           std::any_of(kPageMarks.begin(), kPageMarks.end(), [bytes](std::string_view mark) {
               return contains_in_any_case(bytes, mark);
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
