#include "services/attachment_files.hpp"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include <gtest/gtest.h>

#include "core/exceptions.hpp"
#include "database/test_folder.hpp"

#include "attachment_test_files.hpp"

namespace roa2web::data_entry {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

// NIST, FIPS 180-4 example: SHA-256 of "abc".
constexpr std::string_view kHashOfAbc =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

class AttachmentFilesTest : public testing::Test {
  protected:
    fs::path put(const std::string& bytes, const std::string& name = "upload") const {
        const auto file = folder_ / name;
        std::ofstream(file, std::ios::binary) << bytes;
        return file;
    }

    void make_old(const fs::path& file) const {
        fs::last_write_time(file, fs::file_time_type::clock::now() - 2h);
    }

    std::size_t sweep(const std::vector<std::string>& used = {}) {
        return files_.sweep(fs::file_time_type::clock::now() - 1h,
                            [&](const std::vector<std::string>&) { return used; });
    }

    database::TestFolder folder_;
    AttachmentFiles files_{folder_ / "attachments"};
};

TEST_F(AttachmentFilesTest, KeepsOneFileForEqualContents) {
    const auto first = put("abc");
    const auto claim = files_.keep(first);
    EXPECT_EQ(claim.hash(), kHashOfAbc);
    EXPECT_FALSE(fs::exists(first));
    EXPECT_EQ(read_bytes(folder_ / "attachments/ba/78" / kHashOfAbc), "abc");
    (void)files_.keep(put("abc"));
    (void)files_.keep(put("abcd"));
    EXPECT_EQ(files_below(folder_ / "attachments").size(), 2U);
    EXPECT_EQ(fs::status(folder_ / "attachments").permissions(), fs::perms::owner_all);
}

TEST_F(AttachmentFilesTest, HashesFilesOfAnySize) {
    EXPECT_EQ(hash_file(put("")),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    // NIST, FIPS 180-4 example: a million times "a".
    EXPECT_EQ(hash_file(put(std::string(1'000'000, 'a'))),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    EXPECT_THROW((void)hash_file(folder_ / "nothing"), core::InternalError);
}

TEST_F(AttachmentFilesTest, SweepsOldFilesThatNobodyUses) {
    const auto orphan = files_.path_of(files_.keep(put("orphan")).hash());
    const auto used = files_.keep(put("used")).hash();
    const auto young = files_.path_of(files_.keep(put("young")).hash());
    make_old(orphan);
    make_old(files_.path_of(used));
    std::ofstream(folder_ / "attachments/README") << "somebody's";
    make_old(folder_ / "attachments/README");
    EXPECT_EQ(sweep({used}), 1U);
    EXPECT_FALSE(fs::exists(orphan));
    EXPECT_TRUE(fs::exists(files_.path_of(used)));
    EXPECT_TRUE(fs::exists(young));
    EXPECT_TRUE(fs::exists(folder_ / "attachments/README"));
}

TEST_F(AttachmentFilesTest, LeavesAFileAloneWhoseRowIsOnItsWay) {
    {
        const auto claim = files_.keep(put("abc"));
        make_old(files_.path_of(claim.hash()));
        EXPECT_EQ(sweep(), 0U);
    }
    EXPECT_EQ(sweep(), 1U);
}

TEST_F(AttachmentFilesTest, NeverTakesAwayWhatIsKeptAnewWhileItSweeps) {
    std::atomic<bool> stop{false};
    std::jthread sweeper([&] {
        while (!stop) {
            sweep();
        }
    });
    for (int round = 0; round < 300; ++round) {
        make_old(files_.path_of(files_.keep(put("abc")).hash()));
        const auto claim = files_.keep(put("abc"));
        ASSERT_EQ(read_bytes(files_.path_of(claim.hash())), "abc");
    }
    stop = true;
}

TEST_F(AttachmentFilesTest, SaysThatTheDiskIsFullAndLeavesTheFileWhereItWas) {
    std::ofstream(folder_ / "attachments") << "a file stands where the folder would";
    const auto file = put("abc");
    EXPECT_THROW((void)files_.keep(file), core::UnavailableError);
    EXPECT_EQ(read_bytes(file), "abc");
}

}  // namespace
}  // namespace roa2web::data_entry
