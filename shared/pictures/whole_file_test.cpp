#include "pictures/whole_file.hpp"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "core/exceptions.hpp"

#include "pictures/picture_test_files.hpp"

namespace roa2web::pictures {
namespace {

using namespace std::string_literals;

TEST(WholeFile, IsReadWithAllItsBytes) {
    const PictureFolder folder;
    EXPECT_EQ(read_file(folder.put("a\0\r\nb"s)), "a\0\r\nb"s);
    EXPECT_EQ(read_file(folder.put("")), "");
    EXPECT_THROW((void)read_file(folder.path() / "missing"), core::UnavailableError);
}

TEST(WholeFile, IsReplacedInOneStep) {
    const PictureFolder folder;
    const auto file = folder.put("old");
    replace_file(file, "new");
    EXPECT_EQ(read_file(file), "new");
    EXPECT_EQ(folder.count_files(), 1U);
}

TEST(WholeFile, LeavesNothingBehindWhereItCannotBeReplaced) {
    const PictureFolder folder;
    const auto in_the_way = folder.path() / "folder";
    std::filesystem::create_directory(in_the_way);
    EXPECT_THROW(replace_file(in_the_way, "new"), core::UnavailableError);
    EXPECT_THROW(replace_file(folder.path() / "missing" / "file", "new"), core::UnavailableError);
    EXPECT_EQ(folder.count_files(), 1U);
}

}  // namespace
}  // namespace roa2web::pictures
