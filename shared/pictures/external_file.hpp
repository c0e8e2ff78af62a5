// Files that are read by programs of their own, under limits: PDF by poppler's, HEIC by libheif's.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <opencv2/core/mat.hpp>

#include "pictures/deadline.hpp"
#include "pictures/limits.hpp"

namespace roa2web::pictures {

struct PdfFacts {
    int pages{0};
    int width{0};  // of the upright first page, points (1/72 inch)
    int height{0};
};

/// Errors: throws PictureError; core::UnavailableError where poppler-utils is missing.
[[nodiscard]] PdfFacts look_at_pdf(const std::filesystem::path& file,
                                   const Limits& limits,
                                   const Deadline& deadline);

/// Draws a page upright on white.
/// Errors: as look_at_pdf; throws std::out_of_range for a page that is not there.
[[nodiscard]] cv::Mat draw_pdf_page(const std::filesystem::path& file,
                                    int page,
                                    int longest_side,
                                    const Deadline& deadline);

/// The first picture of a HEIC file, upright, as the bytes of a JPEG.
/// @param bytes of the same file, to look into before it is decoded.
/// Errors: throws PictureError; core::UnavailableError where libheif-examples is missing or the
/// disk is full. Makes a folder beside the file for a moment.
[[nodiscard]] std::string heic_to_jpeg(const std::filesystem::path& file,
                                       std::string_view bytes,
                                       const Limits& limits,
                                       const Deadline& deadline);

}  // namespace roa2web::pictures
