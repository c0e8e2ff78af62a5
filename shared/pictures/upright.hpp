#pragma once

#include <cstdint>

#include <opencv2/core/mat.hpp>

namespace roa2web::pictures {

/// Turns and mirrors a picture so that it is upright. @param orientation EXIF's, 1..8.
[[nodiscard]] cv::Mat turn_upright(const cv::Mat& picture, int orientation);

/// Whether width and height change places then.
[[nodiscard]] bool lies_on_its_side(int orientation);

/// Makes a picture smaller where its longest side is longer.
[[nodiscard]] cv::Mat shrink(const cv::Mat& picture, int longest_side);

/// Whether each of 8 x 8 fields is clearly lighter than the one at its left. Survives other sizes,
/// qualities and exposures; fields that differ by nothing but noise, as on white paper, count as
/// equal.
[[nodiscard]] std::uint64_t difference_hash(const cv::Mat& bgr);

}  // namespace roa2web::pictures
