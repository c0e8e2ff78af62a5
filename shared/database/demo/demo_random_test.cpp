#include "database/demo/demo_random.hpp"

#include <array>
#include <cstdint>

#include <gtest/gtest.h>

namespace roa2web::database::demo {

TEST(DemoRandom, GivesTheSameNumbersForTheSameSeedEverywhere) {
    // Fixed by the C++ standard for the engine and by our own arithmetic for the rest.
    DemoRandom random(7);
    EXPECT_EQ(random.between(0, 999'999), 311'015);
    EXPECT_EQ(random.between(-5, 5), 2);
}

TEST(DemoRandom, StaysInsideItsBoundsAndReachesThem) {
    DemoRandom random(1);
    std::array<int, 5> seen{};
    for (int draw = 0; draw < 2000; ++draw) {
        const std::int64_t value = random.between(-2, 2);
        ASSERT_GE(value, -2);
        ASSERT_LE(value, 2);
        ++seen[static_cast<std::size_t>(value + 2)];
        const std::int64_t skewed = random.skewed(10, 20);
        ASSERT_GE(skewed, 10);
        ASSERT_LE(skewed, 20);
    }
    for (const int count : seen) {
        EXPECT_GT(count, 300);
    }
    EXPECT_EQ(random.between(3, 3), 3);
}

TEST(DemoRandom, DrawsSmallValuesMoreOftenWhenSkewed) {
    DemoRandom random(1);
    int small = 0;
    for (int draw = 0; draw < 1000; ++draw) {
        small += random.skewed(0, 99) < 50 ? 1 : 0;
    }
    EXPECT_GT(small, 750);
}

}  // namespace roa2web::database::demo
