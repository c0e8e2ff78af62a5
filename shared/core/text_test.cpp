#include "core/text.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace roa2web::core {
namespace {

TEST(Text, FoldsBothFormsOfRomanianLetters) {
    EXPECT_EQ(fold("ȘTEFAN ȚÎRĂ & Fiii"), "stefan tira & fiii");
    EXPECT_EQ(fold("ŞTEFAN ŢÂRĂ"), "stefan tara");
    EXPECT_EQ(fold("Ελλάδα"), "Ελλάδα");
}

TEST(Text, AcceptsOnlyWellFormedUtf8) {
    EXPECT_TRUE(is_valid_utf8("Brașov €  \xF0\x9F\x98\x80"));
    for (const std::string_view bytes :
         {"\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80", "\xC8", "\xFF"}) {
        EXPECT_FALSE(is_valid_utf8(bytes));
    }
}

TEST(Text, TakesLikeSignsLiterally) {
    EXPECT_EQ(like_pattern(R"(50%_a\b)"), R"(%50\%\_a\\b%)");
}

}  // namespace
}  // namespace roa2web::core
