#include "pictures/media_type.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace roa2web::pictures {
namespace {

using namespace std::string_view_literals;

TEST(MediaType, IsToldByTheFirstBytes) {
    EXPECT_EQ(media_type_of("\xFF\xD8\xFF\xE0\0\x10JFIF"sv), MediaType::Jpeg);
    EXPECT_EQ(media_type_of("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"sv), MediaType::Png);
    EXPECT_EQ(media_type_of("RIFF\x10\0\0\0WEBPVP8 "sv), MediaType::Webp);
    EXPECT_EQ(media_type_of("%PDF-1.7\n"sv), MediaType::Pdf);
    EXPECT_EQ(media_type_of("\0\0\0\x18"
                            "ftypheic\0\0\0\0mif1heic"sv),
              MediaType::Heic);
    EXPECT_EQ(media_type_of("\0\0\0\x18"
                            "ftypmif1\0\0\0\0mif1heic"sv),
              MediaType::Heic);
}

TEST(MediaType, IsNothingForOtherFiles) {
    for (const auto bytes : {""sv,
                             "\xFF\xD8"sv,
                             "hello"sv,
                             "PK\x03\x04"sv,
                             "<html>%PDF-1.4"sv,
                             "RIFF\x10\0\0\0WAVEfmt "sv,
                             "GIF89a"sv,
                             "II*\0"sv,
                             "\0\0\0\x18"
                             "ftypisom\0\0\0\0isomavc1"sv,
                             "\0\0\0\x1C"
                             "ftypmif1\0\0\0\0mif1avif"sv}) {
        EXPECT_EQ(media_type_of(bytes), std::nullopt) << bytes;
    }
}

TEST(MediaType, HasANameThatLeadsBackToIt) {
    for (const auto type :
         {MediaType::Jpeg, MediaType::Png, MediaType::Webp, MediaType::Heic, MediaType::Pdf}) {
        EXPECT_EQ(media_type_named(name_of(type)), type);
    }
    EXPECT_EQ(name_of(MediaType::Pdf), "application/pdf");
    EXPECT_EQ(media_type_named("text/html"), std::nullopt);
}

}  // namespace
}  // namespace roa2web::pictures
