#include "services/link_code.hpp"

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace roa2web::telegram {
namespace {

TEST(LinkCode, HasEightCharactersThatNobodyMistakes) {
    std::set<std::string> seen;
    std::set<char> letters;
    for (int count = 0; count < 2000; ++count) {
        const auto code = make_link_code();
        EXPECT_EQ(code.size(), 8U);
        EXPECT_EQ(code.find_first_of("IO01"), std::string::npos) << code;
        letters.insert(code.begin(), code.end());
        seen.insert(code);
    }
    EXPECT_EQ(seen.size(), 2000U);
    EXPECT_EQ(letters.size(), 32U);
}

TEST(LinkCode, HasOneHashThatDoesNotShowIt) {
    EXPECT_EQ(hash_link_code("ABCD2345"), hash_link_code("ABCD2345"));
    EXPECT_NE(hash_link_code("ABCD2345"), hash_link_code("ABCD2346"));
    EXPECT_EQ(hash_link_code("ABCD2345").size(), 64U);
    EXPECT_EQ(hash_link_code("ABCD2345").find("ABCD"), std::string::npos);
}

}  // namespace
}  // namespace roa2web::telegram
