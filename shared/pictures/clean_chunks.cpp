// PNG and WebP are rows of chunks, each with a name and a length: those that make up the picture
// are kept. Source: ISO/IEC 15948 (PNG), 5 and 11; Google's WebP container specification.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <zlib.h>

#include "pictures/byte_order.hpp"
#include "pictures/clean_file.hpp"
#include "pictures/exif_orientation.hpp"
#include "pictures/picture_error.hpp"

namespace roa2web::pictures {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kPngSignatureBytes = 8;
constexpr std::size_t kPngFrameBytes = 12;  // of a chunk: length, name, check sum
constexpr std::array kPngKept{"IHDR"sv,
                              "PLTE"sv,
                              "IDAT"sv,
                              "IEND"sv,
                              "tRNS"sv,
                              "cHRM"sv,
                              "gAMA"sv,
                              "iCCP"sv,
                              "sBIT"sv,
                              "sRGB"sv,
                              "pHYs"sv};
constexpr std::size_t kRiffHeaderBytes = 12;
constexpr std::size_t kRiffFrameBytes = 8;  // of a chunk: name, length
constexpr std::array kWebpKept{"VP8X"sv, "VP8 "sv, "VP8L"sv, "ALPH"sv, "ICCP"sv};
constexpr unsigned kExifFlag = 0x08;
constexpr unsigned kXmpFlag = 0x04;
constexpr unsigned kMovesFlag = 0x02;
constexpr std::size_t kFlagsAt = kRiffHeaderBytes + kRiffFrameBytes;  // VP8X is the first chunk

template <std::size_t n>
bool is_kept(std::string_view name, const std::array<std::string_view, n>& kept) {
    return std::find(kept.begin(), kept.end(), name) != kept.end();
}

std::string png_chunk(std::string_view name, std::string_view body) {
    std::string chunk;
    append_number(chunk, static_cast<std::uint32_t>(body.size()), 4, ByteOrder::Big);
    chunk += name;
    chunk += body;
    const auto sum = crc32(
        0, reinterpret_cast<const Bytef*>(chunk.data()) + 4, static_cast<uInt>(chunk.size() - 4));
    append_number(chunk, static_cast<std::uint32_t>(sum), 4, ByteOrder::Big);
    return chunk;
}

/// Makes flags and length of a WebP file agree with what is left of it.
void finish_webp(CleanFile& clean) {
    const bool has_flags =
        clean.bytes.compare(kRiffHeaderBytes, 4, "VP8X") == 0 && clean.bytes.size() > kFlagsAt;
    if (has_flags) {
        auto flags = static_cast<unsigned char>(clean.bytes[kFlagsAt]);
        if ((flags & kMovesFlag) != 0) {
            throw_unsupported("The file is a moving picture");
        }
        flags &= static_cast<unsigned char>(~(kExifFlag | kXmpFlag));
        if (clean.orientation != 1) {
            flags |= kExifFlag;
            const auto exif = make_exif(clean.orientation);  // of an even length
            clean.bytes += "EXIF"sv;
            append_number(
                clean.bytes, static_cast<std::uint32_t>(exif.size()), 4, ByteOrder::Little);
            clean.bytes += exif;
        }
        clean.bytes[kFlagsAt] = static_cast<char>(flags);
    } else {
        clean.orientation = 1;  // a plain file has no place for another one
    }
    std::string length;
    append_number(length, static_cast<std::uint32_t>(clean.bytes.size() - 8), 4, ByteOrder::Little);
    clean.bytes.replace(4, 4, length);
}

}  // namespace

CleanFile clean_png(std::string_view bytes) {
    CleanFile clean;
    clean.bytes.reserve(bytes.size());
    clean.bytes = bytes.substr(0, kPngSignatureBytes);
    std::size_t first_end = 0;  // of IHDR
    std::size_t at = kPngSignatureBytes;
    for (bool ended = false; !ended;) {
        if (at + kPngFrameBytes > bytes.size()) {
            throw_unreadable();
        }
        const std::size_t length = number_at(bytes, at, 4, ByteOrder::Big);
        if (length > bytes.size() - at - kPngFrameBytes) {
            throw_unreadable();
        }
        const auto name = bytes.substr(at + 4, 4);
        const auto chunk = bytes.substr(at, length + kPngFrameBytes);
        if (name == "eXIf"sv) {
            clean.orientation = exif_orientation(chunk.substr(8, length));
        }
        (is_kept(name, kPngKept) ? clean.bytes : clean.dropped) += chunk;
        if (first_end == 0) {
            first_end = clean.bytes.size();
        }
        at += chunk.size();
        ended = name == "IEND"sv;
    }
    clean.dropped += bytes.substr(at);
    if (clean.orientation != 1) {
        clean.bytes.insert(first_end, png_chunk("eXIf", make_exif(clean.orientation)));
    }
    return clean;
}

CleanFile clean_webp(std::string_view bytes) {
    CleanFile clean;
    if (bytes.size() < kRiffHeaderBytes) {
        throw_unreadable();
    }
    const std::size_t end = std::size_t{8} + number_at(bytes, 4, 4, ByteOrder::Little);
    if (end > bytes.size() || end < kRiffHeaderBytes + kRiffFrameBytes) {
        throw_unreadable();
    }
    clean.bytes.reserve(bytes.size());
    clean.bytes = bytes.substr(0, kRiffHeaderBytes);
    std::size_t at = kRiffHeaderBytes;
    while (at < end) {
        if (at + kRiffFrameBytes > end) {
            throw_unreadable();
        }
        const std::size_t length = number_at(bytes, at + 4, 4, ByteOrder::Little);
        const std::size_t padded = length + length % 2;
        if (padded > end - at - kRiffFrameBytes) {
            throw_unreadable();
        }
        const auto name = bytes.substr(at, 4);
        const auto chunk = bytes.substr(at, kRiffFrameBytes + padded);
        if (name == "EXIF"sv) {
            clean.orientation = exif_orientation(chunk.substr(kRiffFrameBytes, length));
        }
        if (name == "ANIM"sv || name == "ANMF"sv) {
            throw_unsupported("The file is a moving picture");
        }
        (is_kept(name, kWebpKept) ? clean.bytes : clean.dropped) += chunk;
        at += chunk.size();
    }
    clean.dropped += bytes.substr(at);
    if (clean.bytes.size() < kRiffHeaderBytes + kRiffFrameBytes) {
        throw_unreadable();
    }
    finish_webp(clean);
    return clean;
}

}  // namespace roa2web::pictures
