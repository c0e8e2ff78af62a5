// What is refused: files that somebody made to do harm, and files that broke on their way.
#include "pictures/picture_error.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>

#include <gtest/gtest.h>
#include <opencv2/core.hpp>
#include <png.h>

#include "platform/child_process.hpp"

#include "pictures/picture_test_files.hpp"
#include "pictures/whole_file.hpp"

namespace roa2web::pictures {
namespace {

using namespace std::string_literals;
using namespace std::chrono_literals;

class HostilePicture : public testing::Test {
  protected:
    /// What a file is refused for; it must be as it was before then.
    std::string refusal(const std::string& bytes, const Limits& limits = {}) {
        const auto file = folder_.put(bytes);
        const auto code = refusal_of_file(file, limits);
        if (!code.empty()) {
            EXPECT_TRUE(read_file(file) == bytes);
        }
        EXPECT_EQ(folder_.count_files(), 1U);
        return code;
    }

    PictureFolder folder_;
};

TEST_F(HostilePicture, IsRefusedWhereItIsNoPicture) {
    EXPECT_EQ(refusal(""), "file_type_unsupported");
    EXPECT_EQ(refusal("Bon fiscal"), "file_type_unsupported");
    EXPECT_EQ(refusal("GIF89a"), "file_type_unsupported");
    EXPECT_EQ(refusal("<html>%PDF-1.4"), "file_type_unsupported");
    EXPECT_EQ(refusal("PK\x03\x04"), "file_type_unsupported");
}

TEST_F(HostilePicture, IsRefusedWhereItEndsEarly) {
    for (const auto& bytes : {make_jpeg(make_receipt(1)),
                              make_jpeg(make_receipt(1), JpegKind::Progressive),
                              make_png(make_receipt(1), PNG_FORMAT_BGR),
                              make_webp(make_receipt(1))}) {
        for (const int eighths : {1, 4, 7}) {
            EXPECT_EQ(refusal(bytes.substr(0, bytes.size() * eighths / 8)), "picture_unreadable");
        }
    }
}

TEST_F(HostilePicture, IsRefusedWhereItEndsEarlyBehindAWholeFrame) {
    // The mark of the end is there, the pixels before it are not.
    for (const auto kind : {JpegKind::Colour, JpegKind::Progressive}) {
        const auto jpeg = make_jpeg(make_receipt(1), kind);
        EXPECT_EQ(refusal(jpeg.substr(0, jpeg.size() / 2) + "\xFF\xD9"), "picture_unreadable");
    }
    const auto png = make_png_head(100, 100) + make_png_chunk("IDAT", deflate_zeros(50 * 101)) +
                     make_png_chunk("IEND", "");
    EXPECT_EQ(refusal(png), "picture_unreadable");
}

TEST_F(HostilePicture, IsRefusedWhereItPromisesTooManyPixels) {
    const auto pixel = deflate_zeros(1);
    EXPECT_EQ(refusal(make_png_head(60'000, 60'000) + make_png_chunk("IDAT", pixel) +
                      make_png_chunk("IEND", "")),
              "picture_too_large");
    auto jpeg = make_jpeg(make_corners());
    jpeg.replace(jpeg.find("\xFF\xC0") + 5, 4, "\xEA\x60\xEA\x60");
    EXPECT_EQ(refusal(jpeg), "picture_too_large");
    const auto picture = make_corners();
    // Width and height in a lossless stream: 14 bits each, less one.
    auto webp = make_webp(picture);
    webp.replace(21, 4, "\xFF\xFF\xFF\x0F");
    EXPECT_EQ(refusal(webp), "picture_too_large");
}

TEST_F(HostilePicture, IsTakenUpToTheLimitOfPixels) {
    for (const auto& bytes : {make_jpeg(make_corners(100, 100)),
                              make_png(make_corners(100, 100), PNG_FORMAT_BGR),
                              make_webp(make_corners(100, 100))}) {
        EXPECT_EQ(refusal(bytes, {.max_pixels = 10'000}), "");
        EXPECT_EQ(refusal(bytes, {.max_pixels = 9'999}), "picture_too_large");
    }
}

TEST_F(HostilePicture, IsReadNoFurtherThanItsPixelsGo) {
    // 200 MB of zeros in 200 KB, for a picture of 100 rows.
    const auto png = make_png_head(100, 100) + make_png_chunk("IDAT", deflate_zeros(200'000'000)) +
                     make_png_chunk("IEND", "");
    EXPECT_EQ(refusal(png), "");
}

TEST_F(HostilePicture, LosesTextsThatUnpackToHundredsOfMegabytes) {
    const auto bomb = deflate_zeros(200'000'000);
    const auto png = make_png(make_corners(), PNG_FORMAT_BGR);
    const auto file =
        folder_.put(png.substr(0, 33) + make_png_chunk("zTXt", "Note\0\0"s + bomb) +
                    make_png_chunk("iTXt", "Note\0\1\0\0\0"s + bomb) + png.substr(33));
    EXPECT_EQ(refusal_of_file(file), "");
    EXPECT_EQ(read_file(file), png);
}

TEST_F(HostilePicture, MayHaveAColourProfileThatUnpacksToHundredsOfMegabytes) {
    const auto png = make_png(make_corners(), PNG_FORMAT_BGR);
    const auto profile = make_png_chunk("iCCP", "p\0\0"s + deflate_zeros(200'000'000));
    EXPECT_EQ(refusal(png.substr(0, 33) + profile + png.substr(33)), "");
}

TEST_F(HostilePicture, IsRefusedForThousandsOfScans) {
    const auto jpeg = make_jpeg(make_receipt(1), JpegKind::Progressive);
    // The scan that adds the lowest bit of each block's mean may come again and again.
    const auto from = jpeg.find("\xFF\xDA\0\x0C\x03\1\0\2\0\3\0\0\0\x10"s);
    ASSERT_NE(from, std::string::npos);
    auto to = from + 14;
    while (jpeg[to] != '\xFF' || jpeg[to + 1] == '\0') {
        ++to;
    }
    const auto scan = jpeg.substr(from, to - from);
    auto many = jpeg.substr(0, jpeg.size() - 2);
    for (int i = 0; i < 3'000; ++i) {
        many += scan;
    }
    EXPECT_EQ(refusal(many + "\xFF\xD9"), "picture_too_slow");
}

TEST_F(HostilePicture, IsRefusedOnceItsTimeIsOver) {
    EXPECT_EQ(refusal(make_jpeg(make_receipt(1)), {.max_time = 0s}), "picture_too_slow");
    EXPECT_EQ(refusal(make_pdf({{}}), {.max_time = 0s}), "picture_too_slow");
}

TEST_F(HostilePicture, IsRefusedWhereItIsTwoDocuments) {
    const auto archive = "PK\x03\x04" + std::string(26, 'z') + "PK\x05\x06" + std::string(18, '\0');
    const auto pdf = make_pdf({{}});
    const auto page = "<html><script>alert(1)</script></html>"s;
    for (const auto& picture : {make_jpeg(make_corners()),
                                make_png(make_corners(), PNG_FORMAT_BGR),
                                make_webp(make_corners())}) {
        for (const auto& behind : {archive, pdf, page}) {
            EXPECT_EQ(refusal(picture + behind), "file_type_unsupported");
        }
    }
    EXPECT_EQ(refusal(with_segment(make_jpeg(make_corners()), 0xFE, pdf)), "file_type_unsupported");
    EXPECT_EQ(refusal(with_segment(make_jpeg(make_corners()), 0xFE, page)),
              "file_type_unsupported");
    EXPECT_EQ(refusal(pdf + archive), "file_type_unsupported");
    EXPECT_EQ(refusal(page + pdf), "file_type_unsupported");
}

TEST_F(HostilePicture, IsRefusedAsHeicToo) {
    const auto source = folder_.put(make_png(make_corners(128, 192), PNG_FORMAT_BGR), "source.png");
    const auto made =
        platform::run_child({"heif-enc", "-o", (folder_.path() / "file").string(), source.string()},
                            {.memory = 4'000'000'000});
    ASSERT_EQ(made.exit_code, 0) << made.errors;
    std::filesystem::remove(source);
    const auto heic = read_file(folder_.path() / "file");
    EXPECT_EQ(refusal(heic.substr(0, heic.size() / 2)), "picture_unreadable");
    EXPECT_EQ(refusal(heic.substr(0, 40)), "picture_unreadable");
    EXPECT_EQ(refusal(heic, {.max_time = 0s}), "picture_too_slow");
    auto enormous = heic;
    enormous.replace(enormous.find("ispe") + 8, 8, "\0\0\xEA\x60\0\0\xEA\x60"s);
    EXPECT_EQ(refusal(enormous), "picture_too_large");
}

TEST_F(HostilePicture, IsRefusedOrTakenHoweverItsBytesAreChanged) {
    std::minstd_rand random(42);
    const auto receipt = make_receipt(1, 120, 180);
    for (const auto& whole :
         {with_segment(make_jpeg(receipt), 0xE1, "Exif\0\0"s + make_camera_exif(6, true)),
          make_jpeg(receipt, JpegKind::Progressive),
          make_jpeg(receipt, JpegKind::Inks),
          make_png(receipt, PNG_FORMAT_BGR),
          make_webp(receipt)}) {
        for (int i = 0; i < 100; ++i) {
            auto bytes = whole;
            for (int changes = 0; changes < 4; ++changes) {
                // Half of them among the first bytes, where a change does most.
                const auto range =
                    i % 2 == 0 ? bytes.size() : std::min<std::size_t>(200, bytes.size());
                bytes[random() % range] = static_cast<char>(random());
            }
            const auto file = folder_.put(bytes);
            const auto code = refusal_of_file(file);
            if (code.empty()) {
                // What was taken can be shown, and is taken again as it is.
                EXPECT_FALSE(jpeg_of_page(file, 1, 100, {}).empty());
                const auto kept = read_file(file);
                EXPECT_EQ(refusal_of_file(file), "");
                EXPECT_TRUE(read_file(file) == kept);
            }
        }
    }
}

TEST_F(HostilePicture, IsAnsweredAsInvalidInputWithItsCode) {
    const auto error = PictureError("picture_unreadable", "The file is damaged").error();
    EXPECT_EQ(error.code, core::ErrorCode::InvalidInput);
    EXPECT_EQ(error.id, "picture_unreadable");
    EXPECT_EQ(error.message, "The file is damaged");
}

}  // namespace
}  // namespace roa2web::pictures
