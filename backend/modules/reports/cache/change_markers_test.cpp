#include "cache/change_markers.hpp"

#include <chrono>
#include <cstdint>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "cache/cache_test_support.hpp"

namespace roa2web::reports {
namespace {

using namespace std::chrono_literals;

class ChangeMarkersOfTwoCompanies : public testing::Test {
  protected:
    MarkerState current(std::int64_t company) {
        return core::sync_wait(markers_.current({company}));
    }

    CacheSite site_;
    std::vector<std::pair<std::int64_t, std::int64_t>> moves_;
    ChangeMarkers markers_{site_.erp,
                           site_.erp_pool,
                           site_.clock,
                           1s,
                           5ms,
                           [this](core::CompanyId company, std::int64_t marker) {
                               moves_.emplace_back(company.value, marker);
                           }};
};

TEST_F(ChangeMarkersOfTwoCompanies, AsksOnceAnInterval) {
    EXPECT_FALSE(markers_.known({1}));
    EXPECT_EQ(current(1).marker, 1);
    EXPECT_EQ(current(1).marker, 1);
    EXPECT_EQ(site_.erp.questions, 1);
    EXPECT_TRUE(markers_.known({1})->verified);
    site_.clock.advance(1s);
    EXPECT_FALSE(markers_.known({1}));
    EXPECT_EQ(current(1).marker, 1);
    EXPECT_EQ(site_.erp.questions, 2);
}

TEST_F(ChangeMarkersOfTwoCompanies, TellsWhenOneHasMoved) {
    current(1);
    current(2);
    moves_.clear();
    site_.erp.set_marker(1, 9);
    site_.clock.advance(1s);
    EXPECT_EQ(current(1).marker, 9);
    EXPECT_EQ(current(2).marker, 1);
    EXPECT_EQ(moves_, (std::vector<std::pair<std::int64_t, std::int64_t>>{{1, 9}}));
}

TEST_F(ChangeMarkersOfTwoCompanies, SaysWhatItKnewLastWhileTheErpIsAway) {
    current(1);
    site_.erp.away = true;
    site_.clock.advance(1s);
    EXPECT_EQ(current(1).marker, 1);
    EXPECT_FALSE(current(1).verified);
    EXPECT_FALSE(current(2).marker);
    EXPECT_EQ(site_.erp.questions, 3);  // once for each company, then it is left alone
    site_.erp.away = false;
    site_.clock.advance(5s);
    EXPECT_TRUE(current(1).verified);
}

TEST_F(ChangeMarkersOfTwoCompanies, SaysWhatItKnewLastWhileTheErpHangs) {
    current(1);
    site_.erp.hangs = true;
    site_.clock.advance(1s);
    for (int turn = 0; turn < 3; ++turn) {  // the first waits a moment, the others not at all
        EXPECT_EQ(current(1).marker, 1);
        EXPECT_FALSE(current(1).verified);
    }
    EXPECT_EQ(site_.erp.questions, 2);  // none beside the one that hangs
    site_.erp.set_marker(1, 7);
    site_.erp.hangs = false;
    site_.erp.hangs.notify_all();
    markers_.wait();
    EXPECT_EQ(markers_.known({1})->marker, 7);
    EXPECT_TRUE(markers_.known({1})->verified);
    EXPECT_EQ(moves_.size(), 2U);
}

TEST_F(ChangeMarkersOfTwoCompanies, AsksOnceForAllWhoWantToKnow) {
    std::vector<std::jthread> threads;
    for (int index = 0; index < 32; ++index) {
        threads.emplace_back([this] { EXPECT_EQ(current(1).marker, 1); });
    }
    threads.clear();
    EXPECT_EQ(moves_.size(), 1U);
}

}  // namespace
}  // namespace roa2web::reports
