#include "cache/report_cache.hpp"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "core/exceptions.hpp"

#include "cache/cache_test_support.hpp"

namespace roa2web::reports {
namespace {

using namespace std::chrono_literals;
using core::Result;
using core::Task;

class ReportCacheOfTwoCompanies : public testing::Test {
  protected:
    ReportCacheOfTwoCompanies() { restart(site_.settings()); }

    /// The same files, a new process.
    void restart(ReportCacheSettings settings) {
        if (cache_) {
            cache_->wait();
        }
        cache_.reset();
        cache_ = site_.make_cache(std::move(settings));
        report_ = &cache_->add_report("invoices");
        cache_->start();
    }

    /// "1" with the first answer that is made, "2" with the second.
    ProduceAnswer numbered() {
        return [this] { return make(); };
    }

    Task<Result<std::string>> make() {
        co_await site_.erp_pool.schedule();
        ++made_;
        if (site_.erp.away) {
            throw core::UnavailableError("the ERP of this test is away");
        }
        co_return std::to_string(made_);
    }

    CachedAnswer get(std::int64_t company = 1, const std::string& parameters = "{}") {
        return *core::sync_wait(cache_->get(*report_, key_of(company, parameters), numbered()));
    }

    /// "memory 1": where it came from and what it says.
    std::string seen(std::int64_t company = 1) {
        const auto answer = get(company);
        return std::string(core::enum_name(answer.source)) + ' ' + std::string(answer.body->text());
    }

    CacheSite site_;
    std::unique_ptr<ReportCache> cache_;
    CacheReport* report_{nullptr};
    std::atomic<int> made_{0};
};

TEST_F(ReportCacheOfTwoCompanies, AnswersFromMemoryWhileTheAnswerIsFresh) {
    EXPECT_FALSE(cache_->find(*report_, key_of(1)));
    EXPECT_EQ(seen(), "miss 1");
    EXPECT_EQ(seen(), "memory 1");
    const auto found = cache_->find(*report_, key_of(1));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->as_of, site_.clock.now());
    EXPECT_EQ(report_->memory_hits, 2U);
    EXPECT_EQ(report_->misses, 1U);
}

TEST_F(ReportCacheOfTwoCompanies, KeepsCompaniesAndParametersApart) {
    EXPECT_EQ(seen(1), "miss 1");
    EXPECT_EQ(seen(2), "miss 2");
    EXPECT_EQ(get(1, R"({"page":2})").body->text(), "3");
    EXPECT_EQ(seen(1), "memory 1");
    EXPECT_EQ(seen(2), "memory 2");
}

TEST_F(ReportCacheOfTwoCompanies, AsksTheErpOnceForManyWhoAskAtTheSameTime) {
    constexpr int kThreads = 64;
    std::atomic<int> made{0};
    const auto make = [&]() -> Task<Result<std::string>> {
        ++made;
        co_await site_.erp_pool.schedule();
        while (cache_->waiting() < kThreads) {
            std::this_thread::yield();
        }
        co_return std::string("one");
    };
    {
        std::vector<std::jthread> threads;
        for (int index = 0; index < kThreads; ++index) {
            threads.emplace_back([&] {
                const auto answer = core::sync_wait(cache_->get(*report_, key_of(1), make));
                EXPECT_EQ(answer->body->text(), "one");
            });
        }
    }
    EXPECT_EQ(made, 1);
    EXPECT_EQ(report_->misses, 1U);
    EXPECT_EQ(report_->shared_waits, kThreads - 1U);
}

TEST_F(ReportCacheOfTwoCompanies, AsksTheErpOnceAlsoForThoseWhoComeAsTheAnswerArrives) {
    auto settings = site_.settings();
    settings.marker_interval = 0s;
    restart(settings);
    {
        std::vector<std::jthread> threads;
        for (int index = 0; index < 8; ++index) {
            threads.emplace_back([this] {
                for (int turn = 0; turn < 50; ++turn) {
                    EXPECT_EQ(get().body->text(), "1");
                }
            });
        }
    }
    EXPECT_EQ(made_, 1);
    EXPECT_EQ(report_->memory_hits + report_->misses + report_->shared_waits, 8U * 50U);
}

TEST_F(ReportCacheOfTwoCompanies, AnswersFromMemoryAlthoughTheErpHangs) {
    auto settings = site_.settings();
    settings.marker_patience = 5ms;
    restart(settings);
    EXPECT_EQ(get().source, CacheSource::Miss);
    site_.clock.advance(2s);
    site_.erp.hangs = true;
    const auto answer = get();
    EXPECT_EQ(answer.body->text(), "1");
    EXPECT_EQ(answer.source, CacheSource::Stale);
    site_.erp.hangs = false;
    site_.erp.hangs.notify_all();
    cache_->wait();
    EXPECT_EQ(get().source, CacheSource::Memory);
}

TEST_F(ReportCacheOfTwoCompanies, ForgetsACompanyWhoseMarkerMovesAndNoOther) {
    seen(1);
    seen(2);
    site_.erp.set_marker(1, 2);
    EXPECT_EQ(seen(1), "memory 1");  // the marker was read a moment ago
    site_.clock.advance(1s);
    EXPECT_EQ(seen(1), "miss 3");
    EXPECT_EQ(seen(2), "memory 2");
    cache_->wait();
    EXPECT_EQ(cache_->totals().dropped_by_change, 1U);
    EXPECT_EQ(cache_->totals().disk.entries, 2U);
}

TEST_F(ReportCacheOfTwoCompanies, DoesNotHideAChangeThatHappensDuringTheQuery) {
    const auto make = [this]() -> Task<Result<std::string>> {
        co_await site_.erp_pool.schedule();
        site_.erp.set_marker(1, 2);  // what was read before is outdated now
        co_return std::string("old");
    };
    EXPECT_EQ(core::sync_wait(cache_->get(*report_, key_of(1), make))->body->text(), "old");
    site_.clock.advance(1s);
    EXPECT_EQ(seen(), "miss 1");
}

TEST_F(ReportCacheOfTwoCompanies, SendsAStaleAnswerAtOnceAndMakesItAnew) {
    seen();
    const auto then = site_.clock.now();
    site_.clock.advance(101s);
    const auto stale = get();
    EXPECT_EQ(stale.source, CacheSource::Stale);
    EXPECT_EQ(stale.as_of, then);
    cache_->wait();
    EXPECT_EQ(seen(), "memory 2");
    EXPECT_EQ(get().as_of, site_.clock.now());
    EXPECT_EQ(report_->refreshes, 1U);
    EXPECT_EQ(report_->stale_served, 1U);
}

TEST_F(ReportCacheOfTwoCompanies, MakesAnAnswerAnewBeforeItIsSentWhenItIsTooOldEvenForThat) {
    seen();
    site_.clock.advance(1101s);
    EXPECT_EQ(seen(), "miss 2");
}

TEST_F(ReportCacheOfTwoCompanies, SendsWhatItHasWhileTheErpIsAway) {
    seen();
    site_.erp.away = true;
    site_.clock.advance(10s);
    EXPECT_EQ(seen(), "stale 1");  // still young, but nobody knows whether the books have changed
    cache_->wait();
    site_.clock.advance(500s);
    EXPECT_EQ(seen(), "stale 1");
    cache_->wait();
    EXPECT_GE(report_->failures, 1U);
    const int tries = made_;
    EXPECT_EQ(seen(), "stale 1");
    cache_->wait();
    EXPECT_EQ(made_, tries);  // not at each request
    site_.erp.away = false;
    site_.clock.advance(5s);
    EXPECT_EQ(seen(), "stale 1");
    cache_->wait();
    EXPECT_EQ(seen(), "memory " + std::to_string(made_));
}

TEST_F(ReportCacheOfTwoCompanies, SaysThatTheErpIsAwayWhenItHasNothingThatMayBeUsed) {
    site_.erp.away = true;
    EXPECT_THROW(get(), core::UnavailableError);
    site_.erp.away = false;
    site_.clock.advance(5s);
    seen();
    site_.erp.away = true;
    site_.clock.advance(1101s);
    EXPECT_THROW(get(), core::UnavailableError);
}

TEST_F(ReportCacheOfTwoCompanies, NeverKeepsErrors) {
    const auto fails = []() -> Task<Result<std::string>> {
        co_return core::fail(core::ErrorCode::NotFound, "no such invoice");
    };
    EXPECT_EQ(core::sync_wait(cache_->get(*report_, key_of(1), fails)).error().code,
              core::ErrorCode::NotFound);
    EXPECT_EQ(seen(), "miss 1");
}

TEST_F(ReportCacheOfTwoCompanies, FindsItsAnswersOnDiskAfterARestart) {
    seen();
    const auto before = get();
    restart(site_.settings());
    const auto after = get();
    EXPECT_EQ(after.source, CacheSource::Disk);
    EXPECT_EQ(after.body->etag(), before.body->etag());
    EXPECT_EQ(after.as_of, before.as_of);
    EXPECT_EQ(seen(), "memory 1");
    EXPECT_EQ(made_, 1);
}

TEST_F(ReportCacheOfTwoCompanies, TrustsNoAnswerOnDiskWhoseBooksHaveChangedWhileItWasAway) {
    seen();
    cache_->wait();
    site_.erp.set_marker(1, 2);
    restart(site_.settings());
    EXPECT_EQ(seen(), "miss 2");
}

TEST_F(ReportCacheOfTwoCompanies, TrustsNoAnswerOnDiskBeforeTheErpHasBeenAsked) {
    seen();
    restart(site_.settings());
    site_.erp.away = true;
    EXPECT_THROW(get(), core::UnavailableError);
}

TEST_F(ReportCacheOfTwoCompanies, ServesAStaleAnswerFromDiskAndMakesItAnew) {
    seen();
    restart(site_.settings());
    site_.clock.advance(500s);
    EXPECT_EQ(seen(), "stale 1");
    cache_->wait();
    EXPECT_EQ(seen(), "memory 2");
}

TEST_F(ReportCacheOfTwoCompanies, ForgetsAllThatIsClearedAlsoWhatIsBeingMade) {
    seen(1);
    seen(2);
    cache_->wait();
    const auto make = [this]() -> Task<Result<std::string>> {
        co_await site_.erp_pool.schedule();
        const auto cleared = cache_->clear({}, "");
        EXPECT_EQ(cleared.memory, 2U);
        EXPECT_EQ(cleared.disk, 2U);
        co_return std::string("from before");
    };
    core::sync_wait(cache_->get(*report_, key_of(1, "other"), make));
    EXPECT_EQ(get(1, "other").source, CacheSource::Miss);
    EXPECT_EQ(seen(2), "miss 4");
}

TEST_F(ReportCacheOfTwoCompanies, AnswersWithoutADisk) {
    auto settings = site_.settings();
    std::ofstream(site_.folder / "in-the-way") << "a file";
    settings.file = site_.folder / "in-the-way" / "cache.db";
    cache_ = site_.make_cache(settings);
    report_ = &cache_->add_report("invoices");
    EXPECT_THROW(cache_->start(), core::DatabaseError);
    EXPECT_EQ(seen(), "miss 1");
    EXPECT_EQ(seen(), "memory 1");
}

TEST_F(ReportCacheOfTwoCompanies, AsksTheErpEachTimeWhenItIsSwitchedOff) {
    cache_->configure(false, 1'000'000, cache_->ages());
    EXPECT_EQ(seen(), "off 1");
    EXPECT_EQ(seen(), "off 2");
}

TEST_F(ReportCacheOfTwoCompanies, GivesEachReportAnAgeOfItsOwn) {
    auto ages = cache_->ages();
    ages.max_age_of["invoices"] = 10s;
    ages.stale_for = 0s;
    cache_->configure(true, 1'000'000, ages);
    seen();
    site_.clock.advance(10s);
    EXPECT_EQ(seen(), "memory 1");
    site_.clock.advance(1s);
    EXPECT_EQ(seen(), "miss 2");
}

TEST_F(ReportCacheOfTwoCompanies, ReadsTheMarkerForEachRequestWhenAsked) {
    auto settings = site_.settings();
    settings.marker_interval = 0s;
    restart(settings);
    EXPECT_EQ(seen(), "miss 1");
    site_.erp.set_marker(1, 2);
    EXPECT_EQ(seen(), "miss 2");
}

}  // namespace
}  // namespace roa2web::reports
