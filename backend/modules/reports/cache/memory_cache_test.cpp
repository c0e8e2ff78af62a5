#include "cache/memory_cache.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace roa2web::reports {
namespace {

CacheKey key(std::int64_t company, const std::string& report, int number) {
    return {.company = {company}, .report = report, .parameters = std::to_string(number)};
}

/// Short enough that it is not compressed, so that its size is plain.
CacheEntry entry(std::size_t size = 1000, std::int64_t marker = 1) {
    return {.body = std::make_shared<const http::StoredBody>(std::string(size, 'x')),
            .as_of = {},
            .marker = marker};
}

TEST(MemoryCache, GivesBackWhatWasPutIn) {
    MemoryCache cache(100'000);
    const auto kept = entry();
    cache.put(key(1, "invoices", 1), kept);
    const auto found = cache.find(key(1, "invoices", 1).text());
    ASSERT_TRUE(found);
    EXPECT_EQ(found->body, kept.body);
    EXPECT_FALSE(cache.find(key(2, "invoices", 1).text()));
    EXPECT_FALSE(cache.find(key(1, "dashboard", 1).text()));
    EXPECT_FALSE(cache.find(key(1, "invoices", 2).text()));
}

TEST(MemoryCache, CountsBytesOfBodyCompressedFormAndKey) {
    MemoryCache cache(1'000'000);
    const auto large = entry(20'000);
    const auto its_key = key(1, "invoices", 1);
    cache.put(its_key, large);
    EXPECT_GE(cache.usage().bytes, large.body->bytes() + its_key.text().size());
    cache.put(its_key, entry(1000));
    EXPECT_EQ(cache.usage().entries, 1U);
    EXPECT_LT(cache.usage().bytes, 20'000U);
    cache.erase(its_key.text());
    EXPECT_EQ(cache.usage().bytes, 0U);
    EXPECT_EQ(cache.usage().entries, 0U);
}

TEST(MemoryCache, StaysBelowItsBoundAndForgetsWhatWasNotAskedForTheLongest) {
    MemoryCache cache(10'000);
    for (int number = 0; number < 4; ++number) {
        cache.put(key(1, "invoices", number), entry());
    }
    EXPECT_TRUE(cache.find(key(1, "invoices", 0).text()));
    for (int number = 4; number < 10; ++number) {
        cache.put(key(1, "invoices", number), entry());
        EXPECT_TRUE(cache.find(key(1, "invoices", 0).text())) << number;
    }
    EXPECT_FALSE(cache.find(key(1, "invoices", 1).text()));
    EXPECT_LE(cache.usage().bytes, 10'000U);
    EXPECT_GT(cache.usage().evictions, 0U);
}

TEST(MemoryCache, DoesNotLetOneAnswerPushOutAllOthers) {
    MemoryCache cache(10'000);
    cache.put(key(1, "invoices", 1), entry());
    cache.put(key(1, "invoices", 2), entry(9000));
    EXPECT_TRUE(cache.find(key(1, "invoices", 1).text()));
    EXPECT_FALSE(cache.find(key(1, "invoices", 2).text()));
}

TEST(MemoryCache, ShrinksWhenItsBoundDoes) {
    MemoryCache cache(10'000);
    for (int number = 0; number < 5; ++number) {
        cache.put(key(1, "invoices", number), entry());
    }
    cache.set_limit(3000);
    EXPECT_LE(cache.usage().bytes, 3000U);
    EXPECT_TRUE(cache.find(key(1, "invoices", 4).text()));
}

TEST(MemoryCache, ClearsByCompanyAndReport) {
    const auto filled = [] {
        auto cache = std::make_unique<MemoryCache>(100'000);
        for (const std::int64_t company : {1, 2}) {
            cache->put(key(company, "invoices", 1), entry());
            cache->put(key(company, "dashboard", 1), entry());
        }
        return cache;
    };
    EXPECT_EQ(filled()->clear({}, ""), 4U);
    EXPECT_EQ(filled()->clear(core::CompanyId{1}, ""), 2U);
    EXPECT_EQ(filled()->clear({}, "invoices"), 2U);
    const auto cache = filled();
    EXPECT_EQ(cache->clear(core::CompanyId{2}, "dashboard"), 1U);
    EXPECT_FALSE(cache->find(key(2, "dashboard", 1).text()));
    EXPECT_TRUE(cache->find(key(1, "dashboard", 1).text()));
}

TEST(MemoryCache, DropsACompanysAnswersOfAnotherMarker) {
    MemoryCache cache(100'000);
    cache.put(key(1, "invoices", 1), entry(1000, 1));
    cache.put(key(1, "invoices", 2), entry(1000, 2));
    cache.put(key(2, "invoices", 1), entry(1000, 1));
    EXPECT_EQ(cache.drop_outdated({1}, 2), 1U);
    EXPECT_FALSE(cache.find(key(1, "invoices", 1).text()));
    EXPECT_TRUE(cache.find(key(1, "invoices", 2).text()));
    EXPECT_TRUE(cache.find(key(2, "invoices", 1).text()));
}

TEST(MemoryCache, LetsOneRefreshAtATime) {
    using namespace std::chrono_literals;
    MemoryCache cache(100'000);
    const auto now = core::Timestamp{1000s};
    const auto text = key(1, "invoices", 1).text();
    EXPECT_FALSE(cache.claim_refresh(text, now, now + 5s));
    cache.put(key(1, "invoices", 1), entry());
    EXPECT_TRUE(cache.claim_refresh(text, now, now + 5s));
    EXPECT_FALSE(cache.claim_refresh(text, now + 4s, now + 9s));
    EXPECT_TRUE(cache.claim_refresh(text, now + 5s, now + 10s));
}

TEST(MemoryCache, HoldsWhenManyThreadsUseIt) {
    MemoryCache cache(50'000);
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 8; ++thread) {
            threads.emplace_back([&cache, thread] {
                for (int turn = 0; turn < 500; ++turn) {
                    const auto own = key(turn % 3, "invoices", (thread + turn) % 40);
                    if (const auto found = cache.find(own.text())) {
                        EXPECT_EQ(found->body->text().size(), 1000U);
                    }
                    cache.put(own, entry(1000, turn % 2));
                    if (turn % 50 == 0) {
                        cache.drop_outdated({turn % 3}, 0);
                    }
                }
            });
        }
    }
    EXPECT_LE(cache.usage().bytes, 50'000U);
    cache.clear({}, "");
    EXPECT_EQ(cache.usage().bytes, 0U);
}

}  // namespace
}  // namespace roa2web::reports
