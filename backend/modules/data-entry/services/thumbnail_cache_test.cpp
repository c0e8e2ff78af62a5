#include "services/thumbnail_cache.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "database/test_folder.hpp"

#include "attachment_test_files.hpp"

namespace roa2web::data_entry {
namespace {

namespace fs = std::filesystem;

std::string jpeg_like(std::size_t bytes) {
    return "\xFF\xD8" + std::string(bytes - 4, 'x') + "\xFF\xD9";
}

TEST(ThumbnailCache, KeepsWhatWasPut) {
    const database::TestFolder folder;
    ThumbnailCache cache(folder / "thumbnails", 1000);
    EXPECT_EQ(cache.find("abcd"), std::nullopt);
    cache.put("abcd", jpeg_like(100));
    EXPECT_EQ(cache.find("abcd"), jpeg_like(100));
    EXPECT_EQ(cache.find("abce"), std::nullopt);
}

TEST(ThumbnailCache, TakesAFileThatIsNotWholeForMissing) {
    const database::TestFolder folder;
    ThumbnailCache cache(folder / "thumbnails", 1000);
    cache.put("abcd", jpeg_like(100));
    fs::resize_file(files_below(folder / "thumbnails").at(0), 50);
    EXPECT_EQ(cache.find("abcd"), std::nullopt);
    fs::resize_file(files_below(folder / "thumbnails").at(0), 0);
    EXPECT_EQ(cache.find("abcd"), std::nullopt);
}

TEST(ThumbnailCache, RemovesTheOldestAboveItsMeasure) {
    const database::TestFolder folder;
    const auto thumbnails = folder / "thumbnails";
    {
        ThumbnailCache earlier(thumbnails, 1'000'000);
        for (const char* hash : {"a1", "a2", "a3", "a4", "a5"}) {
            earlier.put(hash, jpeg_like(200));
        }
    }
    for (const auto& file : files_below(thumbnails)) {
        if (file.stem() != "a1") {
            fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::hours(1));
        }
    }
    ThumbnailCache cache(thumbnails, 1000);
    cache.trim();  // counts what is there already
    EXPECT_EQ(files_below(thumbnails).size(), 5U);
    cache.put("b1", jpeg_like(200));
    EXPECT_NE(cache.find("b1"), std::nullopt);
    EXPECT_NE(cache.find("a1"), std::nullopt);
    EXPECT_EQ(files_below(thumbnails).size(), 3U);  // three quarters of 1,000 bytes
}

TEST(ThumbnailCache, DoesWithoutADisk) {
    const database::TestFolder folder;
    std::ofstream(folder / "thumbnails") << "a file stands where the folder would";
    ThumbnailCache cache(folder / "thumbnails", 1000);
    cache.put("abcd", jpeg_like(100));
    cache.trim();
    EXPECT_EQ(cache.find("abcd"), std::nullopt);
}

}  // namespace
}  // namespace roa2web::data_entry
