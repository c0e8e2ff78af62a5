#include "platform/durable_file.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

namespace roa2web::platform {
namespace {

namespace fs = std::filesystem;

class DurableFile : public testing::Test {
  protected:
    DurableFile() { fs::create_directories(folder_); }

    ~DurableFile() override { fs::remove_all(folder_); }

    static std::string read(const fs::path& file) {
        std::ifstream stream(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

    fs::path folder_ =
        fs::temp_directory_path() / ("roa2web_durable_file_test_" + std::to_string(getpid()));
};

TEST_F(DurableFile, IsWrittenAnewForItsOwnerAlone) {
    const auto file = folder_ / "file";
    ASSERT_TRUE(write_durably(file, "a longer text"));
    ASSERT_TRUE(write_durably(file, std::string("a\0b", 3)));
    EXPECT_EQ(read(file), std::string("a\0b", 3));
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(DurableFile, TakesTheNameOfAnother) {
    ASSERT_TRUE(write_durably(folder_ / "old", "old"));
    ASSERT_TRUE(write_durably(folder_ / "new", "new"));
    ASSERT_TRUE(rename_durably(folder_ / "new", folder_ / "old"));
    EXPECT_EQ(read(folder_ / "old"), "new");
    EXPECT_FALSE(fs::exists(folder_ / "new"));
}

TEST_F(DurableFile, SaysThatItCouldNotBeWritten) {
    EXPECT_FALSE(write_durably(folder_ / "missing" / "file", "text"));
    EXPECT_FALSE(write_durably("/dev/full", "text"));
    EXPECT_FALSE(rename_durably(folder_ / "missing", folder_ / "file"));
}

}  // namespace
}  // namespace roa2web::platform
