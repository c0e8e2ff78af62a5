// Decoded pictures, for who computes with them. Everything here blocks: call it on a pool.
#pragma once

#include <filesystem>
#include <string>

#include <opencv2/core/mat.hpp>

#include "pictures/limits.hpp"

namespace roa2web::pictures {

struct Picture {
    cv::Mat bgr;  // upright, 8 bits, three channels, on white
    /// Of the page before it was made smaller: pixels, of a PDF as `bgr`.
    int full_width{0};
    int full_height{0};
};

/// Decodes one page. Arguments and errors as jpeg_of_page in picture_file.hpp.
[[nodiscard]] Picture decode_page(const std::filesystem::path& file,
                                  int page,
                                  int longest_side,
                                  const Limits& limits);

/// The bytes of a JPEG. @param quality 1..100.
[[nodiscard]] std::string encode_as_jpeg(const cv::Mat& bgr, int quality);

}  // namespace roa2web::pictures
