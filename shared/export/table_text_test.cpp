#include "export/table_text.hpp"

#include <chrono>
#include <cstdint>
#include <limits>

#include <gtest/gtest.h>

namespace roa2web::exports {
namespace {

using namespace std::chrono_literals;
using core::Money;

TEST(TableText, WritesAmountsAsRomaniansDo) {
    EXPECT_EQ(format_money(Money{0}), "0,00");
    EXPECT_EQ(format_money(Money{-5}), "-0,05");
    EXPECT_EQ(format_money(Money{99'999}), "999,99");
    EXPECT_EQ(format_money(Money{100'000}), "1.000,00");
    EXPECT_EQ(format_money(Money{-123'456'789'01}), "-123.456.789,01");
    EXPECT_EQ(format_money(Money{std::numeric_limits<std::int64_t>::min()}),
              "-92.233.720.368.547.758,08");
}

TEST(TableText, WritesDaysAndOtherCells) {
    EXPECT_EQ(format_day(2025y / 1 / 3), "03.01.2025");
    EXPECT_EQ(format_cell(Cell{}), "");
    EXPECT_EQ(format_cell(Cell{std::int64_t{-12}}), "-12");
    EXPECT_EQ(format_cell(Cell{std::string_view("a\tb\nc")}), "a b c");
}

TEST(TableText, SpeaksBothLanguages) {
    EXPECT_EQ(page_text(Language::Romanian, 2, 7), "Pagina 2 din 7");
    EXPECT_EQ(page_text(Language::English, 2, 7), "Page 2 of 7");
    EXPECT_EQ(made_on_text(Language::Romanian, 2025y / 11 / 24), "Listat la 24.11.2025");
}

TEST(TableText, CountsLettersAndNotBytes) {
    EXPECT_EQ(count_characters("Țăndărică"), 9U);
}

}  // namespace
}  // namespace roa2web::exports
