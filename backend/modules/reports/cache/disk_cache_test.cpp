#include "cache/disk_cache.hpp"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>

#include <gtest/gtest.h>
#include <sys/resource.h>

#include "core/exceptions.hpp"
#include "database/sqlite_session.hpp"
#include "database/test_folder.hpp"

namespace roa2web::reports {
namespace {

using namespace std::chrono_literals;

CacheKey key(std::int64_t company, int number) {
    return {.company = {company}, .report = "invoices", .parameters = std::to_string(number)};
}

class DiskCacheOnAFile : public testing::Test {
  protected:
    [[nodiscard]] CacheEntry entry(std::size_t size = 5000, std::int64_t marker = 1) const {
        return {.body = std::make_shared<const http::StoredBody>(std::string(size, 'x')),
                .as_of = clock_.now(),
                .marker = marker};
    }

    [[nodiscard]] std::unique_ptr<DiskCache> open(std::size_t limit = 1'000'000) const {
        auto cache = std::make_unique<DiskCache>(file_, limit, clock_);
        cache->open();
        return cache;
    }

    void put(DiskCache& cache, std::int64_t company, int number) const {
        cache.put(key(company, number), entry(), {});
    }

    database::TestFolder folder_;
    std::filesystem::path file_{folder_ / "cache" / "cache.db"};
    core::FixedClock clock_{core::Timestamp{1'700'000'000s}};
};

TEST_F(DiskCacheOnAFile, FindsItsAnswersAgainAfterARestart) {
    const auto kept = entry();
    open()->put(key(1, 1), kept, {});
    const auto cache = open();
    const auto found = cache->find(key(1, 1).text(), 1);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->body->text(), kept.body->text());
    EXPECT_EQ(found->body->etag(), kept.body->etag());
    EXPECT_EQ(found->as_of, kept.as_of);
    EXPECT_EQ(cache->usage().entries, 1U);
}

TEST_F(DiskCacheOnAFile, GivesNothingOfAnotherMarkerOrCompany) {
    const auto cache = open();
    put(*cache, 1, 1);
    EXPECT_FALSE(cache->find(key(1, 1).text(), 2));
    EXPECT_FALSE(cache->find(key(2, 1).text(), 1));
}

TEST_F(DiskCacheOnAFile, StaysBelowItsBoundAndKeepsTheNewest) {
    const auto cache = open(50'000);
    for (int number = 0; number < 30; ++number) {
        put(*cache, 1, number);
        clock_.advance(1s);
        EXPECT_LE(cache->usage().bytes, 50'000U);
    }
    EXPECT_TRUE(cache->find(key(1, 29).text(), 1));
    EXPECT_FALSE(cache->find(key(1, 0).text(), 1));
    EXPECT_GT(cache->usage().evictions, 0U);
    EXPECT_LE(open(50'000)->usage().bytes, 50'000U);
}

TEST_F(DiskCacheOnAFile, ReplacesAnAnswerWithoutCountingItTwice) {
    const auto cache = open();
    put(*cache, 1, 1);
    const auto bytes = cache->usage().bytes;
    put(*cache, 1, 1);
    EXPECT_EQ(cache->usage().bytes, bytes);
    EXPECT_EQ(cache->usage().entries, 1U);
}

TEST_F(DiskCacheOnAFile, ClearsAndDropsByCompanyReportAndMarker) {
    const auto cache = open();
    put(*cache, 1, 1);
    put(*cache, 1, 2);
    put(*cache, 2, 1);
    EXPECT_EQ(cache->clear(core::CompanyId{1}, "dashboard"), 0U);
    EXPECT_EQ(cache->clear(core::CompanyId{2}, ""), 1U);
    EXPECT_EQ(cache->drop_outdated({1}, 1), 0U);
    EXPECT_EQ(cache->drop_outdated({1}, 2), 2U);
    EXPECT_EQ(cache->usage().entries, 0U);
    put(*cache, 1, 1);
    EXPECT_EQ(cache->clear({}, "invoices"), 1U);
}

TEST_F(DiskCacheOnAFile, MakesADamagedFileAnew) {
    {
        const auto cache = open();
        put(*cache, 1, 1);
    }
    std::ofstream(file_, std::ios::binary) << "this is no database, whatever its name says";
    const auto cache = open();
    EXPECT_EQ(cache->usage().entries, 0U);
    put(*cache, 1, 1);
    EXPECT_TRUE(cache->find(key(1, 1).text(), 1));
    EXPECT_EQ(cache->check(), "");
}

TEST_F(DiskCacheOnAFile, MakesAFileAnewThatIsDamagedInItsMiddle) {
    {
        const auto cache = open();
        for (int number = 0; number < 100; ++number) {
            put(*cache, 1, number);
        }
    }
    const auto size = std::filesystem::file_size(file_);
    {
        std::fstream damaged(file_, std::ios::binary | std::ios::in | std::ios::out);
        damaged.seekp(4096 * 2);  // behind the first pages, which opening reads
        damaged << std::string(size - 4096 * 2, '\xff');
    }
    DiskCache cache(file_, 1'000'000, clock_);
    try {
        cache.open();
    } catch (const core::DatabaseError&) {
        // seen at once: the next one makes it anew
    }
    for (int number = 0; number < 3; ++number) {
        EXPECT_FALSE(cache.find(key(1, number).text(), 1));
        put(cache, 1, 500);
        clock_.advance(10s);
    }
    EXPECT_TRUE(cache.find(key(1, 500).text(), 1));
    EXPECT_EQ(cache.check(), "");
}

TEST_F(DiskCacheOnAFile, RefusesAnAnswerThatIsNotWhatWasWritten) {
    const auto cache = open();
    put(*cache, 1, 1);
    database::open_sqlite({.file = file_})
        ->execute("UPDATE cached_answers SET body = :body", {{"body", std::string("{}")}});
    EXPECT_FALSE(cache->find(key(1, 1).text(), 1));
}

TEST_F(DiskCacheOnAFile, SaysWhyItCannotBeOpenedAndHealsByItself) {
    // A file stands where the folder should be: no right in the world helps.
    std::filesystem::create_directories(folder_.path());
    std::ofstream(folder_ / "cache") << "in the way";
    DiskCache cache(file_, 1'000'000, clock_);
    EXPECT_THROW(cache.open(), core::DatabaseError);
    EXPECT_FALSE(cache.is_usable());
    EXPECT_FALSE(cache.find(key(1, 1).text(), 1));
    put(cache, 1, 1);
    EXPECT_NE(cache.check().find("cache"), std::string::npos);
    std::filesystem::remove(folder_ / "cache");
    EXPECT_NE(cache.check(), "");  // left alone for a moment
    clock_.advance(5s);
    EXPECT_EQ(cache.check(), "");
    put(cache, 1, 1);
    EXPECT_TRUE(cache.find(key(1, 1).text(), 1));
}

/// No file of this process may grow beyond some bytes: writing then fails as on a full disk.
class FullDisk {
  public:
    explicit FullDisk(std::size_t bytes) {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit full{bytes, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &full);
    }

    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &before_); }

    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;
    FullDisk(FullDisk&&) = delete;
    FullDisk& operator=(FullDisk&&) = delete;

  private:
    rlimit before_{};
};

TEST_F(DiskCacheOnAFile, GoesOnReadingOnAFullDiskAndSaysSoUntilThereIsRoomAgain) {
    const auto cache = open();
    put(*cache, 1, 1);
    {
        const FullDisk full(60'000);
        for (int number = 2; number < 40; ++number) {
            put(*cache, 1, number);
        }
        EXPECT_NE(cache->check(), "");
        clock_.advance(5s);
        EXPECT_TRUE(cache->find(key(1, 1).text(), 1));
        EXPECT_NE(cache->check(), "");  // reading works, writing does not
        clock_.advance(5s);
        EXPECT_NE(cache->check(), "");
    }
    clock_.advance(5s);
    EXPECT_EQ(cache->check(), "");
    put(*cache, 1, 50);
    EXPECT_TRUE(cache->find(key(1, 50).text(), 1));
}

TEST_F(DiskCacheOnAFile, IsNotThereWithABoundOfZero) {
    const auto cache = open(0);
    put(*cache, 1, 1);
    EXPECT_FALSE(cache->is_usable());
    EXPECT_EQ(cache->check(), "");
    EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(DiskCacheOnAFile, IsNotUsedOnceItIsClosed) {
    const auto cache = open();
    put(*cache, 1, 1);
    cache->close();
    EXPECT_FALSE(cache->find(key(1, 1).text(), 1));
    EXPECT_FALSE(cache->is_usable());
}

}  // namespace
}  // namespace roa2web::reports
