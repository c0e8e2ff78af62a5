#include "export/temporary_file.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <utility>

#include <gtest/gtest.h>

#include "core/exceptions.hpp"

#include "export/export_test_support.hpp"

namespace roa2web::exports {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

TEST(TemporaryFile, IsGoneWhenItGoesOutOfScope) {
    const ScratchFolder scratch;
    const TemporaryFolder folder(scratch / "tmp");
    fs::path path;
    {
        auto file = folder.make_file(".csv");
        path = file.path();
        std::ofstream(path) << "books";
        const auto moved = std::move(file);
        EXPECT_EQ(moved.path(), path);
        EXPECT_TRUE(fs::exists(path));
    }
    EXPECT_EQ(path.extension(), ".csv");
    EXPECT_FALSE(fs::exists(path));
}

TEST(TemporaryFolder, GivesEachFileANameOfItsOwnInAFolderForTheOwnerAlone) {
    const ScratchFolder scratch;
    const TemporaryFolder folder(scratch / "tmp");
    EXPECT_NE(folder.make_file("").path(), folder.make_file("").path());
    EXPECT_EQ(fs::status(scratch / "tmp").permissions(), fs::perms::owner_all);
}

TEST(TemporaryFolder, SweepsWhatACrashLeftAndNothingElse) {
    const ScratchFolder scratch;
    const TemporaryFolder folder(scratch / "tmp");
    const auto started = fs::file_time_type::clock::now();
    folder.sweep(started);
    {
        const auto left = folder.make_file(".pdf");
        const auto own = folder.make_file(".pdf");
        for (const auto& path : {left.path(), own.path(), scratch / "tmp" / "notes.txt"}) {
            std::ofstream(path) << "books";
            fs::last_write_time(path, started - 1h);
        }
        fs::last_write_time(own.path(), started + 1s);
        folder.sweep(started);
        EXPECT_FALSE(fs::exists(left.path()));
        EXPECT_TRUE(fs::exists(own.path()));
    }
    EXPECT_TRUE(fs::exists(scratch / "tmp" / "notes.txt"));
}

TEST(TemporaryFolder, SaysThatItCannotBeMade) {
    const ScratchFolder scratch;
    std::ofstream(scratch / "file") << "in the way";
    EXPECT_THROW((void)TemporaryFolder(scratch / "file").make_file(""), core::UnavailableError);
}

}  // namespace
}  // namespace roa2web::exports
