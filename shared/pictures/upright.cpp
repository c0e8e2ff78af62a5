#include "pictures/upright.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "pictures/picture_file.hpp"

namespace roa2web::pictures {

namespace {

constexpr int kHashSide = 8;
constexpr float kClearlyLighter = 1.0F;  // of 255 levels
constexpr int kFlipBoth = -1;            // cv::flip's codes
constexpr int kFlipRows = 0;
constexpr int kFlipColumns = 1;

}  // namespace

cv::Mat turn_upright(const cv::Mat& picture, int orientation) {
    cv::Mat turned;
    switch (orientation) {
        case 2:
            cv::flip(picture, turned, kFlipColumns);
            return turned;
        case 3:
            cv::flip(picture, turned, kFlipBoth);
            return turned;
        case 4:
            cv::flip(picture, turned, kFlipRows);
            return turned;
        case 5:
            cv::transpose(picture, turned);
            return turned;
        case 6:
            cv::rotate(picture, turned, cv::ROTATE_90_CLOCKWISE);
            return turned;
        case 7:
            cv::transpose(picture, turned);
            cv::flip(turned, turned, kFlipBoth);
            return turned;
        case 8:
            cv::rotate(picture, turned, cv::ROTATE_90_COUNTERCLOCKWISE);
            return turned;
        default:
            return picture;
    }
}

bool lies_on_its_side(int orientation) {
    return orientation >= 5;
}

cv::Mat shrink(const cv::Mat& picture, int longest_side) {
    const int longest = std::max(picture.cols, picture.rows);
    if (longest <= longest_side) {
        return picture;
    }
    const auto scaled = [=](int side) {
        return std::max(1, static_cast<int>(std::int64_t{side} * longest_side / longest));
    };
    cv::Mat smaller;
    cv::resize(
        picture, smaller, {scaled(picture.cols), scaled(picture.rows)}, 0, 0, cv::INTER_AREA);
    return smaller;
}

std::uint64_t difference_hash(const cv::Mat& bgr) {
    cv::Mat grey;
    cv::cvtColor(bgr, grey, cv::COLOR_BGR2GRAY);
    grey.convertTo(grey, CV_32F);
    cv::resize(grey, grey, {kHashSide + 1, kHashSide}, 0, 0, cv::INTER_AREA);
    std::uint64_t hash = 0;
    for (int y = 0; y < kHashSide; ++y) {
        const auto* row = grey.ptr<float>(y);
        for (int x = 0; x < kHashSide; ++x) {
            hash = hash << 1U | (row[x + 1] - row[x] > kClearlyLighter ? 1U : 0U);
        }
    }
    return hash;
}

int hamming_distance(std::uint64_t one, std::uint64_t other) {
    return std::popcount(one ^ other);
}

}  // namespace roa2web::pictures
