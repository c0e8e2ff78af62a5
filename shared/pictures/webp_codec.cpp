#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <webp/decode.h>

#include "pictures/codecs.hpp"
#include "pictures/picture_error.hpp"

namespace roa2web::pictures {

namespace {

constexpr int kOpaque = 255;

/// How a colour looks on white.
cv::Mat lay_on_white(const cv::Mat& bgra) {
    cv::Mat bgr(bgra.size(), CV_8UC3);
    for (int y = 0; y < bgra.rows; ++y) {
        const auto* from = bgra.ptr<cv::Vec4b>(y);
        auto* to = bgr.ptr<cv::Vec3b>(y);
        for (int x = 0; x < bgra.cols; ++x) {
            const int cover = from[x][3];
            for (int channel = 0; channel < 3; ++channel) {
                const int mixed = from[x][channel] * cover + kOpaque * (kOpaque - cover);
                to[x][channel] = static_cast<unsigned char>((mixed + kOpaque / 2) / kOpaque);
            }
        }
    }
    return bgr;
}

}  // namespace

DecodedFile decode_webp(std::string_view bytes, int enough, const Limits& limits) {
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    WebPDecoderConfig config{};
    if (WebPInitDecoderConfig(&config) == 0 ||
        WebPGetFeatures(data, bytes.size(), &config.input) != VP8_STATUS_OK) {
        throw_unreadable();
    }
    const int width = config.input.width;
    const int height = config.input.height;
    check_size(width, height, limits);
    if (config.input.has_animation != 0) {
        throw_unsupported("The file is a moving picture");
    }
    const int longest = std::max(width, height);
    cv::Size size(width, height);
    if (longest / 2 >= enough) {
        config.options.use_scaling = 1;
        size = {std::max(1, static_cast<int>(std::int64_t{width} * enough / longest)),
                std::max(1, static_cast<int>(std::int64_t{height} * enough / longest))};
        config.options.scaled_width = size.width;
        config.options.scaled_height = size.height;
    }
    const bool has_alpha = config.input.has_alpha != 0;
    cv::Mat pixels(size, has_alpha ? CV_8UC4 : CV_8UC3);
    config.output.colorspace = has_alpha ? MODE_BGRA : MODE_BGR;
    config.output.is_external_memory = 1;
    config.output.u.RGBA.rgba = pixels.data;
    config.output.u.RGBA.stride = static_cast<int>(pixels.step[0]);
    config.output.u.RGBA.size = pixels.total() * pixels.elemSize();
    const bool is_read = WebPDecode(data, bytes.size(), &config) == VP8_STATUS_OK;
    WebPFreeDecBuffer(&config.output);
    if (!is_read) {
        throw_unreadable();
    }
    return {.bgr = has_alpha ? lay_on_white(pixels) : pixels, .width = width, .height = height};
}

}  // namespace roa2web::pictures
