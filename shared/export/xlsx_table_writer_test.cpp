// What stands in the workbook's XML; an independent reader opens it in tests/system.
#include "export/xlsx_table_writer.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include <gtest/gtest.h>
#include <zlib.h>

#include "core/date.hpp"
#include "core/exceptions.hpp"

#include "export/export_test_support.hpp"
#include "export/zip_directory.hpp"

namespace roa2web::exports {
namespace {

namespace fs = std::filesystem;

/// One part of a workbook, unpacked: found by its local header (APPNOTE 4.3.7), which the library
/// fills with zeros where it streams, so that the size comes from the directory.
std::string part_of(const fs::path& workbook, const std::string& name) {
    const auto zip = read_file(workbook);
    const auto size = read_zip_directory(workbook).at(name);
    std::size_t header = zip.find("PK\x03\x04");
    while (zip.compare(header + 30, name.size(), name) != 0) {
        header = zip.find("PK\x03\x04", header + 1);
    }
    const auto extra = static_cast<unsigned char>(zip.at(header + 28)) +
                       256U * static_cast<unsigned char>(zip.at(header + 29));
    const auto begin = header + 30 + name.size() + extra;
    std::string text(size, '\0');
    z_stream stream{};
    inflateInit2(&stream, -MAX_WBITS);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(zip.data() + begin));
    stream.avail_in = static_cast<uInt>(zip.size() - begin);
    stream.next_out = reinterpret_cast<Bytef*>(text.data());
    stream.avail_out = static_cast<uInt>(text.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END) << name;
    inflateEnd(&stream);
    return text;
}

std::string sheet_of(const fs::path& workbook, int number = 1) {
    return part_of(workbook, "xl/worksheets/sheet" + std::to_string(number) + ".xml");
}

void write(const fs::path& path,
           const std::vector<TestRow>& rows,
           std::int64_t total,
           XlsxOptions options = {}) {
    XlsxTableWriter writer({path, {}}, make_test_head(), options);
    for (const auto& row : rows) {
        writer.add_row(row);
    }
    writer.finish(make_test_totals(total));
}

testing::AssertionResult has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos
               ? testing::AssertionSuccess()
               : testing::AssertionFailure() << part << " is not in " << text;
}

TEST(XlsxTableWriter, WritesNumbersDaysTextsAndASumThatCarriesItsValue) {
    const ScratchFolder folder;
    write(folder / "a.xlsx",
          {make_test_row("Țăndărică & Co <=1+1>", 3, 123'450), make_test_row("Beta", 0, -50)},
          123'400);
    const auto sheet = sheet_of(folder / "a.xlsx");
    EXPECT_TRUE(has(sheet, "Țăndărică &amp; Co &lt;=1+1&gt;"));
    EXPECT_TRUE(has(sheet, "<v>1234.5</v>"));
    EXPECT_TRUE(has(sheet, "<v>45984</v>"));  // 2025-11-23 in Excel's days
    EXPECT_TRUE(has(sheet, "<f>SUM(D6:D7)</f><v>1234</v>"));
    EXPECT_TRUE(has(sheet, "topLeftCell=\"A6\""));
    EXPECT_TRUE(has(sheet, "<autoFilter ref=\"A5:D7\"/>"));
    EXPECT_TRUE(has(sheet, "orientation=\"landscape\""));
    EXPECT_TRUE(has(part_of(folder / "a.xlsx", "xl/workbook.xml"), "'Facturi emise'!$5:$5"));
    EXPECT_EQ(folder.count_files(), 1U);
}

TEST(XlsxTableWriter, WritesZeroTotalsUnderATableWithoutRows) {
    const ScratchFolder folder;
    write(folder / "a.xlsx", {}, 0);
    const auto sheet = sheet_of(folder / "a.xlsx");
    EXPECT_TRUE(has(sheet, "<v>0</v>"));
    EXPECT_FALSE(has(sheet, "<f>"));
}

TEST(XlsxTableWriter, WritesATotalThatIsNoSumAsANumber) {
    const ScratchFolder folder;
    write(folder / "a.xlsx", {make_test_row("Alfa", 0, 100)}, 700);
    EXPECT_FALSE(has(sheet_of(folder / "a.xlsx"), "<f>"));
    EXPECT_TRUE(has(sheet_of(folder / "a.xlsx"), "<v>7</v>"));
}

TEST(XlsxTableWriter, GoesOnInAFurtherSheetWhenOneIsFull) {
    const ScratchFolder folder;
    const std::vector<TestRow> rows(12, make_test_row("Alfa", 0, 100));
    write(folder / "a.xlsx", rows, 1200, {.rows_per_sheet = 11});
    const auto last = sheet_of(folder / "a.xlsx", 3);
    EXPECT_TRUE(has(sheet_of(folder / "a.xlsx", 1), "<autoFilter ref=\"A5:D10\"/>"));
    EXPECT_TRUE(has(last, "Partener"));
    EXPECT_TRUE(has(last,
                    "<f>SUM('Facturi emise'!D6:D10,'Facturi emise (2)'!D6:D10,'Facturi emise "
                    "(3)'!D6:D7)</f><v>12</v>"));
}

TEST(XlsxTableWriter, MakesTheSameFileOfTheSameTableWheneverItIsAsked) {
    const ScratchFolder folder;
    write(folder / "a.xlsx", {make_test_row("A", 0, 1)}, 1);
    write(folder / "b.xlsx", {make_test_row("A", 0, 1)}, 1);
    EXPECT_EQ(read_file(folder / "a.xlsx"), read_file(folder / "b.xlsx"));
    EXPECT_TRUE(has(part_of(folder / "a.xlsx", "docProps/core.xml"),
                    core::format_date(make_test_head().made_on) + "T00:00:00Z"));
}

TEST(XlsxTableWriter, TakesTitlesAndTextsThatExcelWouldRefuse) {
    const ScratchFolder folder;
    auto head = make_test_head();
    head.title = "Fișa contului [4111]: 'clienți' / ăâîșțăâîșțăâîșț";
    XlsxTableWriter writer({folder / "a.xlsx", {}}, head);
    const std::string endless(40'000, 'a');
    writer.add_row(make_test_row(endless, 0, 0));
    writer.add_row(
        make_test_row("a\x01"
                      "b",
                      0,
                      0));
    writer.finish(make_test_totals(0));
    const auto sheet = sheet_of(folder / "a.xlsx");
    EXPECT_TRUE(has(sheet, std::string(32'767, 'a')));
    EXPECT_EQ(sheet.find('\x01'), std::string::npos);
}

TEST(XlsxTableWriter, SaysThatItCannotWriteTheFile) {
    const ScratchFolder folder;
    XlsxTableWriter writer({folder / "a.xlsx", {}}, make_test_head());
    fs::create_directory(folder / "a.xlsx");
    EXPECT_THROW(writer.finish(make_test_totals(0)), core::UnavailableError);
    XlsxTableWriter nowhere({folder / "nowhere" / "a.xlsx", {}}, make_test_head());
    EXPECT_THROW(nowhere.finish(make_test_totals(0)), core::UnavailableError);
}

TEST(XlsxTableWriter, LeavesNothingBehindWhenItIsGivenUp) {
    const ScratchFolder folder;
    {
        XlsxTableWriter writer({folder / "a.xlsx", {}}, make_test_head());
        writer.add_row(make_test_row("Alfa", 0, 0));
    }
    EXPECT_EQ(folder.count_files(), 0U);
}

TEST(ZipDirectory, FindsNothingInAFileThatIsCutOffOrNoZip) {
    const ScratchFolder folder;
    write(folder / "a.xlsx", {}, 0);
    EXPECT_TRUE(read_zip_directory(folder / "a.xlsx").contains("xl/workbook.xml"));
    fs::resize_file(folder / "a.xlsx", fs::file_size(folder / "a.xlsx") - 1);
    EXPECT_TRUE(read_zip_directory(folder / "a.xlsx").empty());
    EXPECT_TRUE(read_zip_directory(folder / "none.xlsx").empty());
}

}  // namespace
}  // namespace roa2web::exports
