// Files with pictures of receipts, as they come from phones and scanners: nothing in them is
// believed. Everything here blocks: call it on a pool.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "pictures/limits.hpp"
#include "pictures/media_type.hpp"

namespace roa2web::pictures {

struct PictureFacts {
    MediaType media_type{MediaType::Jpeg};  // of the file as it is now: never Heic
    /// Of the upright first page: pixels, of a PDF points (1/72 inch).
    int width{0};
    int height{0};
    int pages{1};
    /// Of the upright first page; see hamming_distance.
    std::uint64_t perceptual_hash{0};
};

/// Looks at a file that has just come in and makes it fit to be kept: decodes it (of a PDF the
/// first page), takes out where and with what it was taken (GPS among it; the orientation stays)
/// and what stands behind the picture, and turns HEIC into JPEG. The pixels of other types stay as
/// they are. The file is replaced in one step or not at all; the same file gives the same bytes.
/// Errors: throws PictureError for what is in the file; core::UnavailableError where the disk is
/// full or the programs that read PDF and HEIC are missing.
[[nodiscard]] PictureFacts take_in(const std::filesystem::path& file, const Limits& limits);

/// A page, upright and on white, as the bytes of a JPEG: for a thumbnail or to look at.
/// @param page from 1; a picture has page 1 alone.
/// @param longest_side pixels, at most; a smaller picture stays as large as it is, a PDF is drawn
/// in that size.
/// Errors: as take_in; throws std::out_of_range for a page that the file does not have.
[[nodiscard]] std::string jpeg_of_page(const std::filesystem::path& file,
                                       int page,
                                       int longest_side,
                                       const Limits& limits);

/// In how many of 64 bits two perceptual hashes differ.
[[nodiscard]] int hamming_distance(std::uint64_t one, std::uint64_t other);

/// Up to here two hashes are most likely of one picture: saved again in another size and quality it
/// differs in one bit at most, while other receipts of the same shop differ in two and more
/// (docs/decisions/0065).
constexpr int kSimilarDistance = 2;

}  // namespace roa2web::pictures
