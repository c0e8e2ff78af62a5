#include "config_values.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace roa2web {
namespace {

TEST(ConfigValues, ReadsLists) {
    EXPECT_EQ(list_from(" a, b ,,c"), (std::vector<std::string>{"a", "b", "c"}));
    EXPECT_TRUE(list_from("").empty());
}

TEST(ConfigValues, ReadsNumbersAsAWhole) {
    EXPECT_EQ(number_from("42", 0, 100), 42);
    for (const char* text : {"", "4 2", "42x", "0x1", "-1", "101", "99999999999999999999"}) {
        EXPECT_THROW((void)number_from(text, 0, 100), core::ConfigurationError) << text;
    }
}

TEST(ConfigValues, FindsTheNearestNameOrNone) {
    const std::vector<std::string_view> names{"PORT", "HOST", "LOG_LEVEL"};
    EXPECT_EQ(nearest_name("PROT", names), "PORT");
    EXPECT_EQ(nearest_name("LOGLEVEL", names), "LOG_LEVEL");
    EXPECT_EQ(nearest_name("SOMETHING_ELSE", names), "");
}

}  // namespace
}  // namespace roa2web
