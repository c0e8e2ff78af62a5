#include <cstdint>
#include <memory>
#include <string_view>

#include <opencv2/core.hpp>
#include <png.h>

#include "pictures/codecs.hpp"
#include "pictures/picture_error.hpp"

namespace roa2web::pictures {

void check_size(std::int64_t width, std::int64_t height, const Limits& limits) {
    if (width <= 0 || height <= 0) {
        throw_unreadable();
    }
    if (width > limits.max_pixels / height) {
        throw_too_large();
    }
}

DecodedFile decode_png(std::string_view bytes, const Limits& limits) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    const std::unique_ptr<png_image, decltype(&png_image_free)> owner(&image, png_image_free);
    if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0) {
        throw_unreadable();
    }
    check_size(image.width, image.height, limits);
    image.format = PNG_FORMAT_BGR;
    DecodedFile decoded{
        .bgr = cv::Mat(static_cast<int>(image.height), static_cast<int>(image.width), CV_8UC3),
        .width = static_cast<int>(image.width),
        .height = static_cast<int>(image.height)};
    const png_color white{.red = 255, .green = 255, .blue = 255};
    // Rows of a matrix that was just made stand behind each other without a gap.
    if (png_image_finish_read(&image, &white, decoded.bgr.data, 0, nullptr) == 0) {
        throw_unreadable();
    }
    return decoded;
}

}  // namespace roa2web::pictures
