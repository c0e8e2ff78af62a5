// What can be told from the bytes; pdftotext reads the pages in tests/system.
#include "export/pdf_table_writer.hpp"

#include <filesystem>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "core/exceptions.hpp"

#include "export/export_test_support.hpp"
#include "export/pdf_font.hpp"

namespace roa2web::exports {
namespace {

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
        ++found;
    }
    return found;
}

std::string write(const ScratchFolder& folder, int rows, std::string_view partner = "Alfa") {
    PdfTableWriter writer({folder / "a.pdf", {}}, make_test_head(), TemporaryFile(folder / "rows"));
    for (int index = 0; index < rows; ++index) {
        writer.add_row(make_test_row(partner, index, 100));
    }
    writer.finish(make_test_totals(rows * 100));
    return read_file(folder / "a.pdf");
}

std::size_t count_pages(const std::string& pdf) {
    return count(pdf, "/Type /Page\n") + count(pdf, "/Type /Page %");
}

TEST(PdfTableWriter, WritesAPageForATableWithoutRows) {
    const ScratchFolder folder;
    const auto pdf = write(folder, 0);
    EXPECT_TRUE(pdf.starts_with("%PDF-"));
    EXPECT_EQ(count_pages(pdf), 1U);
}

TEST(PdfTableWriter, TakesMorePagesForMoreRowsAndForLongerNames) {
    const ScratchFolder folder;
    const auto pages = count_pages(write(folder, 300));
    EXPECT_GT(pages, 3U);
    EXPECT_GT(count_pages(write(folder, 300, std::string(300, 'W'))), pages);
}

TEST(PdfTableWriter, PutsAnyTextOnPaper) {
    const ScratchFolder folder;
    for (const std::string_view text :
         {"", " ", "Ștefan Țîru – „Fără” 5 €", "汉字 עברית 🙂", "a\nb"}) {
        EXPECT_EQ(count_pages(write(folder, 1, text)), 1U) << text;
    }
    EXPECT_GE(count_pages(write(folder, 2, std::string(30'000, 'x'))), 1U);
}

TEST(PdfTableWriter, SaysThatTheDiskIsFull) {
    const ScratchFolder folder;
    PdfTableWriter writer({kFullDisk, {}}, make_test_head(), TemporaryFile(folder / "rows"));
    writer.add_row(make_test_row("Alfa", 1, 100));
    EXPECT_THROW(writer.finish(make_test_totals(100)), core::UnavailableError);
}

TEST(PdfTableWriter, StopsBetweenPagesWhenNobodyWaits) {
    const ScratchFolder folder;
    int asked = 0;
    {
        PdfTableWriter writer({folder / "a.pdf", [&asked] { return ++asked > 5; }},
                              make_test_head(),
                              TemporaryFile(folder / "rows"));
        for (int index = 0; index < 1000; ++index) {
            writer.add_row(make_test_row("Alfa", index, 100));
        }
        EXPECT_THROW(writer.finish(make_test_totals(0)), core::CancelledError);
    }
    EXPECT_EQ(asked, 6);
    EXPECT_FALSE(std::filesystem::exists(folder / "rows"));
}

TEST(PdfFont, BreaksLinesAtBlanksAndInsideWordsThatAreTooWide) {
    PdfFont font(8, false);
    const double width = font.width("Societatea Comercială");
    const auto lines = font.wrap("Societatea Comercială Ștefan", width);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0], "Societatea Comercială");
    EXPECT_EQ(lines[1], "Ștefan");
    std::string together;
    for (const auto line : font.wrap("Țțțțțțțțțțțțțțțț", 20)) {
        EXPECT_LE(font.width(line), 20.1);
        together += line;
    }
    EXPECT_EQ(together, "Țțțțțțțțțțțțțțțț");
    EXPECT_EQ(font.wrap("", 10).size(), 1U);
    EXPECT_GE(font.wrap("汉字汉字汉字汉字", 20).size(), 2U);
    EXPECT_GE(font.wrap("WW", 0.1).size(), 2U);
}

TEST(PdfFont, IsAsWideInBoldAsItLooks) {
    PdfFont regular(8, false);
    PdfFont bold(8, true);
    PdfFont large(16, false);
    EXPECT_GT(bold.width("Total"), regular.width("Total"));
    EXPECT_NEAR(large.width("1.234,50"), 2 * regular.width("1.234,50"), 0.1);
}

}  // namespace
}  // namespace roa2web::exports
