// From the bytes of a file to pixels and back. A header that promises more pixels than the limits
// allow is refused before room is made for them.
#pragma once

#include <cstdint>
#include <string_view>

#include <opencv2/core/mat.hpp>

#include "pictures/deadline.hpp"
#include "pictures/limits.hpp"

namespace roa2web::pictures {

/// As it lies in the file, not upright.
struct DecodedFile {
    cv::Mat bgr;
    int width{0};  // of the file; `bgr` may be smaller
    int height{0};
};

/// Decodes to a longest side of at least `enough` pixels where the file has them: the fewer, the
/// less work. The whole file is read in any case.
/// Errors: throws PictureError.
[[nodiscard]] DecodedFile decode_jpeg(std::string_view bytes,
                                      int enough,
                                      const Limits& limits,
                                      const Deadline& deadline);

/// On white where the picture is transparent. Errors: throws PictureError.
[[nodiscard]] DecodedFile decode_png(std::string_view bytes, const Limits& limits);

/// On white where the picture is transparent. Errors: throws PictureError.
[[nodiscard]] DecodedFile decode_webp(std::string_view bytes, int enough, const Limits& limits);

/// Throws PictureError for a picture of no pixels or of too many.
void check_size(std::int64_t width, std::int64_t height, const Limits& limits);

}  // namespace roa2web::pictures
