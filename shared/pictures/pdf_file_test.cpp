#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <opencv2/core.hpp>

#include "platform/child_process.hpp"

#include "pictures/external_file.hpp"
#include "pictures/picture.hpp"
#include "pictures/picture_error.hpp"
#include "pictures/picture_test_files.hpp"
#include "pictures/whole_file.hpp"

namespace roa2web::pictures {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;

class PdfFile : public testing::Test {
  protected:
    std::string refusal(const std::string& bytes, const Limits& limits = {}) {
        return refusal_of_file(folder_.put(bytes), limits);
    }

    PictureFolder folder_;
};

TEST_F(PdfFile, TellsItsPagesAndTheSizeOfTheFirst) {
    const auto bytes = make_pdf({{}, {.media_box = "0 0 500 500"}, {}});
    const auto file = folder_.put(bytes);
    const auto facts = take_in(file, {});
    EXPECT_EQ(facts.media_type, MediaType::Pdf);
    EXPECT_EQ(facts.pages, 3);
    EXPECT_EQ(facts.width, 200);
    EXPECT_EQ(facts.height, 400);
    EXPECT_EQ(read_file(file), bytes);
    EXPECT_EQ(folder_.count_files(), 1U);
}

TEST_F(PdfFile, IsDrawnPageByPageInTheSizeThatIsAskedFor) {
    const auto file = folder_.put(make_pdf({{}, {.contents = "0 0 1 rg 100 0 100 200 re f"}}));
    const auto first = decode_page(file, 1, 1'000, {});
    EXPECT_EQ(first.bgr.size(), cv::Size(500, 1'000));
    EXPECT_EQ(name_corners(first.bgr), "RW/WW");
    EXPECT_EQ(name_corners(decode_page(file, 2, 100, {}).bgr), "WW/WB");
    EXPECT_EQ(jpeg_of_page(file, 2, 320, {}).substr(0, 2), "\xFF\xD8");
}

TEST_F(PdfFile, IsDrawnUpright) {
    const auto file = folder_.put(make_pdf({{.rotate = 90}}));
    EXPECT_EQ(name_corners(decode_page(file, 1, 400, {}).bgr), "WR/WW");
    const auto facts = take_in(file, {});
    EXPECT_EQ(facts.width, 400);
    EXPECT_EQ(facts.height, 200);
}

TEST_F(PdfFile, IsDrawnWithinItsCropBox) {
    const auto file = folder_.put(make_pdf({{.more = "/CropBox[0 200 100 400]"}}));
    EXPECT_EQ(name_corners(decode_page(file, 1, 100, {}).bgr), "RR/RR");
    const auto facts = take_in(file, {});
    EXPECT_EQ(facts.width, 100);
    EXPECT_EQ(facts.height, 200);
}

TEST_F(PdfFile, HasNoPageButItsOwn) {
    const auto file = folder_.put(make_pdf({{}}));
    EXPECT_THROW((void)jpeg_of_page(file, 2, 320, {}), std::out_of_range);
    EXPECT_THROW((void)jpeg_of_page(file, 0, 320, {}), std::out_of_range);
    EXPECT_THROW((void)jpeg_of_page(file, -1, 320, {}), std::out_of_range);
}

TEST_F(PdfFile, HasAHashOfItsFirstPage) {
    const auto one = take_in(folder_.put(make_pdf({{}})), {});
    const auto same = take_in(folder_.put(make_pdf({{}, {}})), {});
    const auto other =
        take_in(folder_.put(make_pdf({{.contents = "50 0 50 300 re 150 100 50 300 re f"}})), {});
    EXPECT_EQ(one.perceptual_hash, same.perceptual_hash);
    EXPECT_GT(hamming_distance(one.perceptual_hash, other.perceptual_hash), kSimilarDistance);
}

TEST_F(PdfFile, IsRefusedWithTooManyPages) {
    EXPECT_EQ(refusal(make_pdf(std::vector<PdfPage>(10'000))), "too_many_pages");
    EXPECT_EQ(refusal(make_pdf(std::vector<PdfPage>(51))), "too_many_pages");
    EXPECT_EQ(refusal(make_pdf(std::vector<PdfPage>(50))), "");
}

TEST_F(PdfFile, CannotLieAboutItsPagesInItsTitle) {
    const std::string title = "/Title(a\\nPages: 1\\nPage    1 size: 10 x 10 pts\\n)";
    EXPECT_EQ(refusal(make_pdf(std::vector<PdfPage>(51), {}, title)), "too_many_pages");
    const auto facts = take_in(folder_.put(make_pdf({{}, {}}, {}, title)), {});
    EXPECT_EQ(facts.pages, 2);
    EXPECT_EQ(facts.width, 200);
}

TEST_F(PdfFile, IsRefusedWithAnEnormousPage) {
    EXPECT_EQ(refusal(make_pdf({{.media_box = "0 0 1000000000 1000000000"}})), "picture_too_large");
    EXPECT_EQ(refusal(make_pdf({{.media_box = "0 0 14401 10"}})), "picture_too_large");
}

TEST_F(PdfFile, MayHaveALongThinPage) {
    const auto file = folder_.put(make_pdf({{.media_box = "0 0 2 14400"}}));
    EXPECT_EQ(refusal_of_file(file), "");
    EXPECT_EQ(decode_page(file, 1, 320, {}).bgr.size(), cv::Size(1, 320));
}

TEST_F(PdfFile, IsRefusedWhereItAsksForAPassword) {
    const auto plain = folder_.put(make_pdf({{}}), "plain");
    const auto encrypt = [&](const std::string& password) {
        const auto file = folder_.path() / "encrypted";
        const auto made = platform::run_child(
            {"qpdf", "--encrypt", password, "owner", "256", "--", plain.string(), file.string()},
            {.memory = 4'000'000'000});
        EXPECT_EQ(made.exit_code, 0) << made.errors;
        return file;
    };
    EXPECT_EQ(refusal_of_file(encrypt("secret")), "file_encrypted");
    // Whoever may open it, but not change it, can hand it in.
    EXPECT_EQ(refusal_of_file(encrypt("")), "");
}

TEST_F(PdfFile, IsRefusedWhereItDrawsWithoutEnd) {
    // Each form draws the next one ten times: ten thousand million rectangles.
    std::vector<std::string> forms;
    constexpr int kForms = 10;
    constexpr int kFirstForm = 5;
    for (int i = 0; i < kForms; ++i) {
        std::string contents;
        for (int j = 0; j < 10; ++j) {
            contents += i + 1 < kForms ? "/N Do " : "0 0 9 9 re f ";
        }
        forms.push_back("<</Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources<</XObject<</N " +
                        std::to_string(kFirstForm + i + 1) + " 0 R>>>>/Length " +
                        std::to_string(contents.size()) + ">>stream\n" + contents + "\nendstream");
    }
    const PdfPage page{
        .contents = "/N Do",
        .more = "/Resources<</XObject<</N " + std::to_string(kFirstForm) + " 0 R>>>>"};
    EXPECT_EQ(refusal(make_pdf({page}, forms), {.max_time = 1s}), "picture_too_slow");
}

TEST_F(PdfFile, IsRefusedWithAnImageOfThousandsOfMillionsOfPixels) {
    const auto packed = deflate_zeros(1'000'000);
    const auto image =
        "<</Type/XObject/Subtype/Image/Width 200000/Height 200000/ColorSpace/DeviceRGB"
        "/BitsPerComponent 8/Filter/FlateDecode/Length " +
        std::to_string(packed.size()) + ">>stream\n" + packed + "\nendstream";
    const PdfPage page{.contents = "q 200 0 0 400 0 0 cm /I Do Q",
                       .more = "/Resources<</XObject<</I 5 0 R>>>>"};
    EXPECT_EQ(refusal(make_pdf({page}, {image}), {.max_time = 1s}), "picture_too_slow");
}

TEST_F(PdfFile, IsRefusedWhereItIsBroken) {
    const auto whole = make_pdf({{}});
    EXPECT_EQ(refusal("%PDF-1.7\n"), "picture_unreadable");
    EXPECT_EQ(refusal(whole.substr(0, 40)), "picture_unreadable");
    EXPECT_EQ(refusal("%PDF-1.7\n" + std::string(100'000, 'x')), "picture_unreadable");
    EXPECT_EQ(refusal(make_pdf({})), "picture_unreadable");
}

}  // namespace
}  // namespace roa2web::pictures
