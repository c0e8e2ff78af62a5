#include "pictures/picture_file.hpp"

#include <array>
#include <filesystem>
#include <future>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <png.h>

#include "core/exceptions.hpp"
#include "platform/child_process.hpp"

#include "pictures/picture.hpp"
#include "pictures/picture_test_files.hpp"
#include "pictures/whole_file.hpp"

namespace roa2web::pictures {
namespace {

const std::string kExifMark("Exif\0\0", 6);

class PictureFile : public testing::Test {
  protected:
    /// Takes a file in and decodes it.
    cv::Mat taken(const std::string& bytes) {
        const auto file = folder_.put(bytes);
        facts_ = take_in(file, {});
        return decode_page(file, 1, 2'000, {}).bgr;
    }

    PictureFolder folder_;
    PictureFacts facts_;
};

TEST_F(PictureFile, IsUprightWhateverTheCameraSays) {
    // Where EXIF says the stored corners belong, by its number.
    const std::array<std::string, 9> expected{
        "", "RG/BW", "GR/WB", "WB/GR", "BW/RG", "RB/GW", "BR/WG", "WG/BR", "GW/RB"};
    for (int orientation = 1; orientation <= 8; ++orientation) {
        for (const bool little : {false, true}) {
            const auto upright =
                taken(with_segment(make_jpeg(make_corners(60, 90)),
                                   0xE1,
                                   kExifMark + make_camera_exif(orientation, little)));
            EXPECT_EQ(name_corners(upright), expected[orientation]) << orientation;
            const bool is_turned = orientation >= 5;
            EXPECT_EQ(facts_.width, is_turned ? 90 : 60);
            EXPECT_EQ(facts_.height, is_turned ? 60 : 90);
            EXPECT_EQ(upright.cols, facts_.width);
            EXPECT_EQ(upright.rows, facts_.height);
        }
    }
}

TEST_F(PictureFile, LosesWhereItWasTakenOnDisk) {
    const auto plain = make_jpeg(make_corners());
    const auto file = folder_.put(
        with_segment(plain, 0xE1, kExifMark + make_camera_exif(1, false)) + "a film of the moment");
    (void)take_in(file, {});
    EXPECT_EQ(read_file(file), plain);
    EXPECT_EQ(folder_.count_files(), 1U);
}

TEST_F(PictureFile, StaysAsItIsWhereThereIsNothingToTakeOut) {
    const auto file = folder_.put(make_jpeg(make_corners()));
    const auto before = std::filesystem::last_write_time(file);
    (void)take_in(file, {});
    EXPECT_EQ(std::filesystem::last_write_time(file), before);
}

TEST_F(PictureFile, IsTakenInEachWayOfStoringColours) {
    const auto corners = make_corners();
    for (const auto kind : {JpegKind::Colour, JpegKind::Progressive, JpegKind::Inks}) {
        EXPECT_EQ(name_corners(taken(make_jpeg(corners, kind))), "RG/BW");
        EXPECT_EQ(facts_.media_type, MediaType::Jpeg);
    }
    EXPECT_EQ(name_corners(taken(make_jpeg(corners, JpegKind::Grey))), "KW/KW");
    EXPECT_EQ(name_corners(taken(make_png(corners, PNG_FORMAT_BGR))), "RG/BW");
    EXPECT_EQ(facts_.media_type, MediaType::Png);
    EXPECT_EQ(name_corners(taken(make_webp(corners))), "RG/BW");
    EXPECT_EQ(facts_.media_type, MediaType::Webp);
    EXPECT_EQ(facts_.pages, 1);
}

TEST_F(PictureFile, IsTakenWithSixteenBitsAChannel) {
    // libpng takes 16 bits as light, not as sRGB: black and white are the same in both.
    cv::Mat grey(40, 40, CV_16UC1, cv::Scalar(0));
    grey({20, 0, 20, 40}).setTo(cv::Scalar(65'535));
    EXPECT_EQ(name_corners(taken(make_png(grey, PNG_FORMAT_LINEAR_Y))), "KW/KW");
}

TEST_F(PictureFile, LiesOnWhiteWhereItIsTransparent) {
    cv::Mat picture(40, 40, CV_8UC4, cv::Scalar(0, 0, 0, 0));
    picture({0, 0, 20, 20}).setTo(cv::Scalar(0, 0, 255, 255));
    EXPECT_EQ(name_corners(taken(make_png(picture, PNG_FORMAT_BGRA))), "RW/WW");
    EXPECT_EQ(name_corners(taken(make_webp(picture))), "RW/WW");
}

TEST_F(PictureFile, MayBeASinglePixel) {
    const cv::Mat pixel(1, 1, CV_8UC3, cv::Scalar(0, 0, 255));
    for (const auto& bytes :
         {make_jpeg(pixel), make_png(pixel, PNG_FORMAT_BGR), make_webp(pixel)}) {
        EXPECT_EQ(taken(bytes).size(), cv::Size(1, 1));
        EXPECT_EQ(facts_.width, 1);
        EXPECT_EQ(jpeg_of_page(folder_.path() / "file", 1, 320, {}).substr(0, 2), "\xFF\xD8");
    }
}

TEST_F(PictureFile, MayBeALineOfPixels) {
    const cv::Mat line(1, 5'000, CV_8UC3, cv::Scalar(0, 0, 255));
    for (const auto& bytes : {make_jpeg(line), make_png(line, PNG_FORMAT_BGR), make_webp(line)}) {
        EXPECT_EQ(taken(bytes).size(), cv::Size(2'000, 1));
        EXPECT_EQ(facts_.width, 5'000);
    }
}

TEST_F(PictureFile, IsMadeSmallerButNeverLarger) {
    for (const auto& bytes : {make_jpeg(make_receipt(1, 1'500, 2'400)),
                              make_png(make_receipt(1, 1'500, 2'400), PNG_FORMAT_BGR),
                              make_webp(make_receipt(1, 1'500, 2'400))}) {
        const auto file = folder_.put(bytes);
        const auto thumbnail = decode_page(file, 1, 320, {});
        EXPECT_EQ(thumbnail.bgr.size(), cv::Size(200, 320));
        EXPECT_EQ(thumbnail.full_width, 1'500);
        EXPECT_EQ(thumbnail.full_height, 2'400);
        EXPECT_EQ(decode_page(file, 1, 5'000, {}).bgr.size(), cv::Size(1'500, 2'400));
    }
}

TEST_F(PictureFile, HasOnePage) {
    const auto file = folder_.put(make_jpeg(make_corners()));
    EXPECT_THROW((void)jpeg_of_page(file, 2, 320, {}), std::out_of_range);
    EXPECT_THROW((void)jpeg_of_page(file, 0, 320, {}), std::out_of_range);
}

TEST_F(PictureFile, KeepsItsHashInOtherSizesAndQualities) {
    const auto receipt = make_receipt(7, 1'200, 1'800);
    (void)taken(make_jpeg(receipt));
    const auto hash = facts_.perceptual_hash;
    cv::Mat smaller;
    cv::resize(receipt, smaller, {400, 600}, 0, 0, cv::INTER_AREA);
    (void)taken(encode_as_jpeg(smaller, 40));
    EXPECT_LE(hamming_distance(facts_.perceptual_hash, hash), kSimilarDistance);
    (void)taken(make_png(receipt, PNG_FORMAT_BGR));
    EXPECT_LE(hamming_distance(facts_.perceptual_hash, hash), kSimilarDistance);
    cv::Mat lighter = receipt + cv::Scalar(10, 10, 10);
    (void)taken(make_webp(lighter));
    EXPECT_LE(hamming_distance(facts_.perceptual_hash, hash), kSimilarDistance);
}

TEST_F(PictureFile, HasTheSameHashHoweverItWasHeld) {
    const auto receipt = make_receipt(7);
    cv::Mat turned;
    cv::rotate(receipt, turned, cv::ROTATE_90_COUNTERCLOCKWISE);
    (void)taken(make_jpeg(receipt));
    const auto hash = facts_.perceptual_hash;
    (void)taken(with_segment(make_jpeg(turned), 0xE1, kExifMark + make_camera_exif(6, true)));
    EXPECT_LE(hamming_distance(facts_.perceptual_hash, hash), kSimilarDistance);
}

TEST_F(PictureFile, HasAnotherHashThanOtherReceipts) {
    (void)taken(make_jpeg(make_receipt(1)));
    const auto hash = facts_.perceptual_hash;
    for (unsigned seed = 2; seed < 12; ++seed) {
        (void)taken(make_jpeg(make_receipt(seed)));
        EXPECT_GT(hamming_distance(facts_.perceptual_hash, hash), kSimilarDistance) << seed;
    }
}

TEST_F(PictureFile, BecomesAJpegWhereItIsHeic) {
    // The encoder copies the camera's notes. What they say of the orientation does not count in
    // HEIF (ISO/IEC 23008-12, A.2): a camera that was turned says so in another place.
    const auto source = folder_.put(
        with_segment(
            make_jpeg(make_corners(128, 192)), 0xE1, kExifMark + make_camera_exif(6, true)),
        "source.jpg");
    const auto file = folder_.path() / "photo";
    const auto made = platform::run_child(
        {"heif-enc", "-q", "90", "-o", file.string(), source.string()}, {.memory = 4'000'000'000});
    ASSERT_EQ(made.exit_code, 0) << made.errors;
    const auto heic = read_file(file);
    ASSERT_EQ(media_type_of(heic), MediaType::Heic);
    ASSERT_NE(heic.find(kSecretPlace), std::string::npos);
    EXPECT_EQ(name_corners(decode_page(file, 1, 320, {}).bgr), "RG/BW");
    EXPECT_EQ(read_file(file), heic);

    facts_ = take_in(file, {});
    const auto jpeg = read_file(file);
    EXPECT_EQ(facts_.media_type, MediaType::Jpeg);
    EXPECT_EQ(media_type_of(jpeg), MediaType::Jpeg);
    EXPECT_EQ(jpeg.find(kSecretPlace), std::string::npos);
    EXPECT_EQ(facts_.width, 128);
    EXPECT_EQ(facts_.height, 192);
    EXPECT_EQ(name_corners(decode_page(file, 1, 320, {}).bgr), "RG/BW");
    EXPECT_EQ(folder_.count_files(), 2U);
}

TEST_F(PictureFile, IsUprightWhereHeicTurnsIt) {
    const auto source = folder_.put(make_png(make_corners(128, 192), PNG_FORMAT_BGR), "source.png");
    const auto file = folder_.path() / "photo";
    const auto made = platform::run_child(
        {"heif-enc", "-q", "90", "-o", file.string(), source.string()}, {.memory = 4'000'000'000});
    ASSERT_EQ(made.exit_code, 0) << made.errors;
    // The property "bits of a channel", which nobody needs, becomes "turn by 270 degrees against
    // the clock", as phones write it that are held upright.
    auto heic = read_file(file);
    const auto property = heic.find("pixi");
    ASSERT_NE(property, std::string::npos);
    heic.replace(property, 12, "irot\3\0\0\0\0\0\0\0", 12);
    facts_ = take_in(folder_.put(heic, "photo"), {});
    EXPECT_EQ(facts_.width, 192);
    EXPECT_EQ(facts_.height, 128);
    EXPECT_EQ(name_corners(decode_page(file, 1, 320, {}).bgr), "BR/WG");
}

TEST_F(PictureFile, IsTheFirstPictureOfAHeicThatHasSeveral) {
    const auto first = folder_.put(make_png(make_corners(128, 192), PNG_FORMAT_BGR), "first.png");
    const auto second = folder_.put(make_png(make_receipt(1), PNG_FORMAT_BGR), "second.png");
    const auto file = folder_.path() / "photo";
    const auto made =
        platform::run_child({"heif-enc", "-o", file.string(), first.string(), second.string()},
                            {.memory = 4'000'000'000});
    ASSERT_EQ(made.exit_code, 0) << made.errors;
    facts_ = take_in(file, {});
    EXPECT_EQ(facts_.width, 128);
    EXPECT_EQ(facts_.height, 192);
}

TEST_F(PictureFile, IsTakenInByManyThreadsAtOnce) {
    const auto jpeg = make_jpeg(make_receipt(1));
    const auto pdf = make_pdf({{}});
    std::vector<std::future<PictureFacts>> taken_in;
    for (int i = 0; i < 24; ++i) {
        const auto file = folder_.put(i % 3 == 0 ? pdf : jpeg, "file-" + std::to_string(i));
        taken_in.push_back(std::async(std::launch::async, [file] { return take_in(file, {}); }));
    }
    for (std::size_t i = 0; i < taken_in.size(); ++i) {
        EXPECT_EQ(taken_in[i].get().height, i % 3 == 0 ? 400 : 900);
    }
}

TEST_F(PictureFile, GivesTheSameBytesForTheSameHeic) {
    const auto source = folder_.put(make_png(make_receipt(1), PNG_FORMAT_BGR), "source.png");
    const auto file = folder_.path() / "photo";
    const auto made = platform::run_child({"heif-enc", "-o", file.string(), source.string()},
                                          {.memory = 4'000'000'000});
    ASSERT_EQ(made.exit_code, 0) << made.errors;
    const auto again = folder_.put(read_file(file), "again");
    (void)take_in(file, {});
    (void)take_in(again, {});
    EXPECT_TRUE(read_file(file) == read_file(again));
}

TEST_F(PictureFile, MustBeThere) {
    EXPECT_THROW((void)take_in(folder_.path() / "missing", {}), core::UnavailableError);
}

}  // namespace
}  // namespace roa2web::pictures
