// A JPEG is a row of segments: a mark, a length, and what belongs to it. Behind the mark "start of
// scan" stand coded pixels without a length, up to the next mark that is not one of a restart.
// Source: ITU-T T.81, annex B.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "pictures/byte_order.hpp"
#include "pictures/clean_file.hpp"
#include "pictures/exif_orientation.hpp"
#include "pictures/picture_error.hpp"

namespace roa2web::pictures {

namespace {

using namespace std::string_view_literals;

constexpr unsigned char kStartOfScan = 0xDA;
constexpr unsigned char kEndOfImage = 0xD9;
constexpr unsigned char kFirstRestart = 0xD0;
constexpr unsigned char kLastRestart = 0xD7;
constexpr unsigned char kTemporary = 0x01;
constexpr unsigned char kFirstApp = 0xE0;
constexpr unsigned char kExifApp = 0xE1;
constexpr unsigned char kProfileApp = 0xE2;
constexpr unsigned char kAdobeApp = 0xEE;
constexpr unsigned char kLastApp = 0xEF;
constexpr unsigned char kComment = 0xFE;

unsigned char byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

/// Where a mark begins, at or behind a place; throws at the end of the file.
std::size_t find_mark(std::string_view bytes, std::size_t from) {
    for (auto at = bytes.find('\xFF', from); at != std::string_view::npos && at + 1 < bytes.size();
         at = bytes.find('\xFF', at + 1)) {
        const auto next = byte_at(bytes, at + 1);
        if (next != 0 && next != 0xFF) {
            return at;
        }
    }
    throw_unreadable();
}

/// Where coded pixels end: at a mark that is not one of a restart.
std::size_t find_scan_end(std::string_view bytes, std::size_t from) {
    while (true) {
        const auto at = find_mark(bytes, from);
        const auto mark = byte_at(bytes, at + 1);
        if (mark < kFirstRestart || mark > kLastRestart) {
            return at;
        }
        from = at + 2;
    }
}

/// Whether the picture looks the same without it: then it goes.
bool is_dropped(unsigned char mark, std::string_view body) {
    if (mark == kComment) {
        return true;
    }
    if (mark < kFirstApp || mark > kLastApp) {
        return false;
    }
    // JFIF without its preview, colour profile and Adobe's note on colours stay.
    return !((mark == kFirstApp && body.starts_with("JFIF\0"sv)) ||
             (mark == kProfileApp && body.starts_with("ICC_PROFILE\0"sv)) ||
             (mark == kAdobeApp && body.starts_with("Adobe"sv)));
}

std::string orientation_segment(int orientation) {
    const auto exif = make_exif(orientation);
    std::string segment = "\xFF\xE1";
    append_number(segment, static_cast<std::uint32_t>(2 + 6 + exif.size()), 2, ByteOrder::Big);
    segment += "Exif\0\0"sv;
    return segment + exif;
}

}  // namespace

CleanFile clean_jpeg(std::string_view bytes, bool is_upright) {
    CleanFile clean;
    clean.bytes.reserve(bytes.size());
    clean.bytes = bytes.substr(0, 2);
    std::size_t exif_place = 2;  // behind JFIF's segment, which comes first where there is one
    std::size_t at = 2;
    while (true) {
        const auto mark_at = find_mark(bytes, at);
        clean.dropped += bytes.substr(at, mark_at - at);
        const auto mark = byte_at(bytes, mark_at + 1);
        if (mark == kEndOfImage) {
            clean.bytes += bytes.substr(mark_at, 2);
            at = mark_at + 2;
            break;
        }
        if ((mark >= kFirstRestart && mark <= kLastRestart + 1) || mark == kTemporary) {
            clean.bytes += bytes.substr(mark_at, 2);  // these have no length
            at = mark_at + 2;
            continue;
        }
        if (mark_at + 4 > bytes.size()) {
            throw_unreadable();
        }
        const std::size_t length = number_at(bytes, mark_at + 2, 2, ByteOrder::Big);
        if (length < 2 || mark_at + 2 + length > bytes.size()) {
            throw_unreadable();
        }
        at = mark_at + 2 + length;
        const auto body = bytes.substr(mark_at + 4, length - 2);
        if (mark == kStartOfScan) {
            at = find_scan_end(bytes, at);
        }
        if (!is_dropped(mark, body)) {
            clean.bytes += bytes.substr(mark_at, at - mark_at);
            if (mark == kFirstApp && exif_place == 2) {
                exif_place = clean.bytes.size();
            }
            continue;
        }
        if (mark == kExifApp && body.starts_with("Exif\0\0"sv) && clean.orientation == 1) {
            clean.orientation = is_upright ? 1 : exif_orientation(body);
        }
        clean.dropped += bytes.substr(mark_at, at - mark_at);
    }
    clean.dropped += bytes.substr(at);
    if (clean.orientation != 1) {
        clean.bytes.insert(exif_place, orientation_segment(clean.orientation));
    }
    return clean;
}

}  // namespace roa2web::pictures
