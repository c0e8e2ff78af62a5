#include "export/pdf_layout.hpp"

#include <numeric>

#include <gtest/gtest.h>

namespace roa2web::exports {
namespace {

double sum(const PageLayout& layout) {
    return std::accumulate(layout.columns.begin(), layout.columns.end(), 0.0);
}

ColumnNeed number(double widest) {
    return {.widest = widest, .title_word = 20, .is_text = false, .wraps = false};
}

ColumnNeed text(double widest, bool wraps = true) {
    return {.widest = widest, .title_word = 20, .is_text = true, .wraps = wraps};
}

TEST(PdfLayout, LeavesASmallTableUpright) {
    const auto layout = lay_out({number(50), text(200), number(60)});
    EXPECT_FALSE(layout.landscape);
    EXPECT_EQ(layout.font_size, kBaseFontSize);
    EXPECT_NEAR(sum(layout), layout.width - 2 * kPageMargin, 0.01);
    for (std::size_t index = 0; index < 3; ++index) {
        EXPECT_GE(layout.columns[index], index == 1 ? 200 : 50);
    }
}

TEST(PdfLayout, LaysAWideTableOnItsSide) {
    const auto layout = lay_out({text(300), number(120), number(120), number(120), number(120)});
    EXPECT_TRUE(layout.landscape);
    EXPECT_EQ(layout.font_size, kBaseFontSize);
    EXPECT_NEAR(sum(layout), layout.width - 2 * kPageMargin, 0.01);
}

TEST(PdfLayout, MakesTheFontSmallerBeforeNumbersAreBroken) {
    const std::vector<ColumnNeed> needs(9, number(85));
    const auto layout = lay_out(needs);
    EXPECT_TRUE(layout.landscape);
    EXPECT_LT(layout.font_size, kBaseFontSize);
    for (const double width : layout.columns) {
        EXPECT_GE(width, 85 * layout.font_size / kBaseFontSize);
    }
}

TEST(PdfLayout, StaysOnTheSheetWhateverComes) {
    const std::vector<ColumnNeed> absurd(40, number(500));
    const auto layout = lay_out(absurd);
    EXPECT_LE(sum(layout), layout.width - 2 * kPageMargin + 0.01);
    EXPECT_GT(layout.font_size, 0);
    const auto novel = lay_out({text(100'000), text(5, false)});
    EXPECT_NEAR(sum(novel), novel.width - 2 * kPageMargin, 0.01);
}

}  // namespace
}  // namespace roa2web::exports
