#include "pictures/clean_file.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <opencv2/core.hpp>
#include <png.h>

#include "pictures/codecs.hpp"
#include "pictures/picture_test_files.hpp"

namespace roa2web::pictures {
namespace {

using namespace std::string_view_literals;
using namespace std::chrono_literals;
using namespace std::string_literals;

const std::string kExifMark("Exif\0\0", 6);
const std::string kXmp =
    "http://ns.adobe.com/xap/1.0/" + std::string(1, '\0') + "<x exif:GPSLatitude='44,26N'/>";

bool contains(const std::string& bytes, std::string_view part) {
    return bytes.find(part) != std::string::npos;
}

bool are_same_pixels(const cv::Mat& one, const cv::Mat& other) {
    return one.size() == other.size() && cv::norm(one, other, cv::NORM_INF) == 0;
}

cv::Mat pixels_of(const std::string& bytes, MediaType type) {
    constexpr int kAll = 100'000;
    switch (type) {
        case MediaType::Png:
            return decode_png(bytes, {}).bgr;
        case MediaType::Webp:
            return decode_webp(bytes, kAll, {}).bgr;
        default:
            return decode_jpeg(bytes, kAll, {}, Deadline(20s)).bgr;
    }
}

struct WithNotes {
    MediaType type;
    std::string plain;
    std::string noted;
};

/// The same picture in each type, as it is and with the notes of a camera.
std::vector<WithNotes> files_with_notes(int orientation) {
    const auto picture = make_receipt(1, 200, 300);
    const auto exif = make_camera_exif(orientation, true);
    const auto jpeg = make_jpeg(picture);
    const auto png = make_png(picture, PNG_FORMAT_BGR);
    const auto webp = make_webp(picture);
    const std::size_t png_head = 33;  // signature and IHDR
    return {
        {MediaType::Jpeg,
         jpeg,
         with_segment(with_segment(with_segment(jpeg, 0xFE, kSecretPlace), 0xE1, kXmp),
                      0xE1,
                      kExifMark + exif)},
        {MediaType::Png,
         png,
         png.substr(0, png_head) + make_png_chunk("eXIf", exif) +
             make_png_chunk("tEXt", "Place\0"s + std::string(kSecretPlace)) + png.substr(png_head)},
        {MediaType::Webp,
         webp,
         with_webp_chunks(
             webp, 0x0C, picture, make_webp_chunk("EXIF", exif) + make_webp_chunk("XMP ", kXmp))}};
}

TEST(CleanFile, LosesWhereAPictureWasTakenAndKeepsItsPixels) {
    for (const auto& file : files_with_notes(1)) {
        ASSERT_TRUE(contains(file.noted, kSecretPlace));
        const auto clean = clean_file(file.noted, file.type);
        EXPECT_FALSE(contains(clean.bytes, kSecretPlace));
        EXPECT_FALSE(contains(clean.bytes, "GPS"));
        EXPECT_EQ(clean.orientation, 1);
        EXPECT_TRUE(
            are_same_pixels(pixels_of(clean.bytes, file.type), pixels_of(file.plain, file.type)));
    }
}

TEST(CleanFile, KeepsTheOrientationAndNothingElseOfTheNotes) {
    for (const auto& file : files_with_notes(6)) {
        const auto clean = clean_file(file.noted, file.type);
        EXPECT_EQ(clean.orientation, 6);
        EXPECT_FALSE(contains(clean.bytes, kSecretPlace));
        EXPECT_LT(clean.bytes.size(), file.plain.size() + 80);
        EXPECT_TRUE(
            are_same_pixels(pixels_of(clean.bytes, file.type), pixels_of(file.plain, file.type)));
    }
}

TEST(CleanFile, DoesNotChangeWhatIsClean) {
    for (const auto& file : files_with_notes(6)) {
        EXPECT_EQ(clean_file(file.plain, file.type).bytes, file.plain);
        const auto once = clean_file(file.noted, file.type);
        const auto twice = clean_file(once.bytes, file.type);
        EXPECT_EQ(twice.bytes, once.bytes);
        EXPECT_EQ(twice.orientation, 6);
    }
}

TEST(CleanFile, EndsWhereThePictureEnds) {
    for (const auto& file : files_with_notes(1)) {
        const auto clean = clean_file(file.plain + "something behind it", file.type);
        EXPECT_EQ(clean.bytes, file.plain);
        EXPECT_EQ(clean.dropped, "something behind it");
    }
}

TEST(CleanFile, KeepsTheColourProfile) {
    const auto body = "ICC_PROFILE\0\1\1colours"s;
    EXPECT_TRUE(
        contains(clean_jpeg(with_segment(make_jpeg(make_corners()), 0xE2, body)).bytes, "colours"));
}

TEST(CleanFile, LosesThePreviewInsideAJpeg) {
    const auto body = "MPF\0second picture"s;
    EXPECT_FALSE(
        contains(clean_jpeg(with_segment(make_jpeg(make_corners()), 0xE2, body)).bytes, "second"));
}

TEST(CleanFile, KeepsEveryScanOfAProgressivePicture) {
    const auto jpeg = make_jpeg(make_receipt(1), JpegKind::Progressive);
    EXPECT_EQ(clean_jpeg(jpeg).bytes, jpeg);
}

TEST(CleanFile, RefusesAFileThatEndsEarlyWhereverThatIs) {
    for (const auto& file : files_with_notes(6)) {
        for (std::size_t length = 12; length < file.noted.size(); length += 7) {
            const std::string cut(file.noted, 0, length);
            EXPECT_EQ(refusal_of([&] { (void)clean_file(cut, file.type); }), "picture_unreadable")
                << length;
        }
    }
}

TEST(CleanFile, RefusesAMovingWebp) {
    const auto picture = make_corners();
    const auto webp = make_webp(picture);
    for (const auto& moving :
         {with_webp_chunks(webp, 0x02, picture, ""),
          with_webp_chunks(webp, 0x02, picture, make_webp_chunk("ANIM", "123456"))}) {
        EXPECT_EQ(refusal_of([&] { (void)clean_webp(moving); }), "file_type_unsupported");
    }
}

TEST(CleanFile, KnowsOtherDocumentsByTheirMarks) {
    EXPECT_TRUE(holds_other_document("...%PDF-1.4"));
    EXPECT_TRUE(holds_other_document("..PK\x03\x04..PK\x05\x06.."));
    EXPECT_TRUE(holds_other_document("<!DOCTYPE html>"));
    EXPECT_TRUE(holds_other_document("..<ScRiPt>"));
    EXPECT_TRUE(holds_other_document("<htmlx<html lang=ro>"));
    EXPECT_FALSE(holds_other_document("..<html\x01.. <html"));
    EXPECT_FALSE(holds_other_document("..PK\x03\x04.."));
    EXPECT_FALSE(holds_other_document("a preview, a film"));
}

TEST(CleanFile, KnowsAnArchiveByItsEnd) {
    const auto record = "PK\x05\x06"s + std::string(16, '\0');
    EXPECT_TRUE(ends_as_zip("%PDF-1.4 ..." + record + "\0\0"s));
    EXPECT_TRUE(ends_as_zip(record + "\3\0%PD"s));
    EXPECT_FALSE(ends_as_zip(record + "\0\0, and more"s));
    EXPECT_FALSE(ends_as_zip(record));
    EXPECT_FALSE(ends_as_zip(""));
}

}  // namespace
}  // namespace roa2web::pictures
