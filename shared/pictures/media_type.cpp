#include "pictures/media_type.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace roa2web::pictures {

namespace {

using namespace std::string_view_literals;

constexpr std::array kNames{std::pair{MediaType::Jpeg, "image/jpeg"sv},
                            std::pair{MediaType::Png, "image/png"sv},
                            std::pair{MediaType::Webp, "image/webp"sv},
                            std::pair{MediaType::Heic, "image/heic"sv},
                            std::pair{MediaType::Pdf, "application/pdf"sv}};

/// Brands of ISO/IEC 23008-12 (HEIF) whose pictures are coded as HEVC.
constexpr std::array kHeicBrands{"heic"sv, "heix"sv, "heim"sv, "heis"sv};
constexpr std::array kHeifBrands{"mif1"sv, "msf1"sv};

template <std::size_t n>
bool is_one_of(std::string_view brand, const std::array<std::string_view, n>& brands) {
    return std::find(brands.begin(), brands.end(), brand) != brands.end();
}

/// Whether a file begins with the box `ftyp` and a brand of HEIC. Some cameras name the general
/// brand first and HEVC among the compatible ones.
bool is_heic(std::string_view bytes) {
    if (bytes.size() < 16 || bytes.substr(4, 4) != "ftyp"sv) {
        return false;
    }
    const auto main_brand = bytes.substr(8, 4);
    if (is_one_of(main_brand, kHeicBrands)) {
        return true;
    }
    if (!is_one_of(main_brand, kHeifBrands)) {
        return false;
    }
    for (std::size_t at = 16; at + 4 <= bytes.size(); at += 4) {
        if (is_one_of(bytes.substr(at, 4), kHeicBrands)) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::optional<MediaType> media_type_of(std::string_view first_bytes) {
    if (first_bytes.starts_with("\xFF\xD8\xFF"sv)) {
        return MediaType::Jpeg;
    }
    if (first_bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) {
        return MediaType::Png;
    }
    if (first_bytes.starts_with("RIFF"sv) && first_bytes.size() >= 12 &&
        first_bytes.substr(8, 4) == "WEBP"sv) {
        return MediaType::Webp;
    }
    // Readers of PDF look for this mark further on, too; a file that begins as something else is
    // taken for that elsewhere, so it is none here.
    if (first_bytes.starts_with("%PDF-"sv)) {
        return MediaType::Pdf;
    }
    if (is_heic(first_bytes.substr(0, kTypeBytes))) {
        return MediaType::Heic;
    }
    return std::nullopt;
}

std::string_view name_of(MediaType type) {
    return std::find_if(kNames.begin(),
                        kNames.end(),
                        [type](const auto& named) { return named.first == type; })
        ->second;
}

std::optional<MediaType> media_type_named(std::string_view name) {
    const auto* const found = std::find_if(
        kNames.begin(), kNames.end(), [name](const auto& named) { return named.second == name; });
    return found == kNames.end() ? std::nullopt : std::optional(found->first);
}

}  // namespace roa2web::pictures
