#include "pictures/exif_orientation.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "pictures/byte_order.hpp"

namespace roa2web::pictures {

namespace {

using namespace std::string_view_literals;

constexpr std::uint32_t kTiffMark = 42;
constexpr std::uint32_t kOrientationTag = 274;
constexpr std::uint32_t kShortType = 3;
constexpr std::size_t kHeaderBytes = 8;
constexpr std::size_t kEntryBytes = 12;
constexpr int kUpright = 1;
constexpr std::uint32_t kLastOrientation = 8;

}  // namespace

int exif_orientation(std::string_view exif) {
    if (exif.starts_with("Exif\0\0"sv)) {
        exif.remove_prefix(6);
    }
    const bool is_little = exif.starts_with("II"sv);
    if (exif.size() < kHeaderBytes || (!is_little && !exif.starts_with("MM"sv))) {
        return kUpright;
    }
    const auto order = is_little ? ByteOrder::Little : ByteOrder::Big;
    const std::size_t directory = number_at(exif, 4, 4, order);
    if (number_at(exif, 2, 2, order) != kTiffMark || directory > exif.size() - 2) {
        return kUpright;
    }
    const auto entries = number_at(exif, directory, 2, order);
    for (std::size_t i = 0; i < entries; ++i) {
        const auto at = directory + 2 + i * kEntryBytes;
        if (at + kEntryBytes > exif.size()) {
            break;
        }
        if (number_at(exif, at, 2, order) == kOrientationTag &&
            number_at(exif, at + 2, 2, order) == kShortType) {
            const auto value = number_at(exif, at + 8, 2, order);
            return value >= 1 && value <= kLastOrientation ? static_cast<int>(value) : kUpright;
        }
    }
    return kUpright;
}

std::string make_exif(int orientation) {
    std::string exif = "MM";
    append_number(exif, kTiffMark, 2, ByteOrder::Big);
    append_number(exif, kHeaderBytes, 4, ByteOrder::Big);
    append_number(exif, 1, 2, ByteOrder::Big);  // entries
    append_number(exif, kOrientationTag, 2, ByteOrder::Big);
    append_number(exif, kShortType, 2, ByteOrder::Big);
    append_number(exif, 1, 4, ByteOrder::Big);  // values
    append_number(exif, static_cast<std::uint32_t>(orientation), 2, ByteOrder::Big);
    append_number(exif, 0, 2, ByteOrder::Big);
    append_number(exif, 0, 4, ByteOrder::Big);  // no further directory
    return exif;
}

}  // namespace roa2web::pictures
