#include "pictures/exif_orientation.hpp"

#include <string>

#include <gtest/gtest.h>

#include "pictures/picture_test_files.hpp"

namespace roa2web::pictures {
namespace {

TEST(ExifOrientation, IsReadInBothByteOrders) {
    for (int orientation = 1; orientation <= 8; ++orientation) {
        for (const bool little : {false, true}) {
            const auto exif = make_camera_exif(orientation, little);
            EXPECT_EQ(exif_orientation(exif), orientation);
            EXPECT_EQ(exif_orientation(std::string("Exif\0\0", 6) + exif), orientation);
        }
    }
}

TEST(ExifOrientation, IsReadFromWhatIsWritten) {
    for (int orientation = 1; orientation <= 8; ++orientation) {
        EXPECT_EQ(exif_orientation(make_exif(orientation)), orientation);
    }
}

TEST(ExifOrientation, IsUprightWhereTheNotesMakeNoSense) {
    EXPECT_EQ(exif_orientation(""), 1);
    EXPECT_EQ(exif_orientation("Exif"), 1);
    EXPECT_EQ(exif_orientation(make_camera_exif(0, true)), 1);
    EXPECT_EQ(exif_orientation(make_camera_exif(9, false)), 1);
    EXPECT_EQ(exif_orientation("XX" + make_exif(6).substr(2)), 1);
    auto far_away = make_exif(6);
    far_away.replace(4, 4, "\xFF\xFF\xFF\xFE");
    EXPECT_EQ(exif_orientation(far_away), 1);
}

TEST(ExifOrientation, IsSafeHoweverEarlyTheNotesEnd) {
    const auto exif = make_camera_exif(6, true);
    for (std::size_t length = 0; length < exif.size(); ++length) {
        // A copy of its own: the address sanitizer watches its end.
        const std::string cut(exif, 0, length);
        const auto found = exif_orientation(cut);
        EXPECT_TRUE(found == 1 || found == 6) << length;
    }
}

}  // namespace
}  // namespace roa2web::pictures
