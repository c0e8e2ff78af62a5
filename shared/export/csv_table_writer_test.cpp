#include "export/csv_table_writer.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "core/exceptions.hpp"

#include "export/export_test_support.hpp"

namespace roa2web::exports {
namespace {

std::string write(CsvOptions options, const std::vector<TestRow>& rows) {
    const ScratchFolder folder;
    CsvTableWriter writer({folder / "a.csv", {}}, make_test_head(), options);
    for (const auto& row : rows) {
        writer.add_row(row);
    }
    writer.finish(make_test_totals(0));
    return read_file(folder / "a.csv");
}

TEST(CsvTableWriter, WritesTitlesAndRowsForMachines) {
    EXPECT_EQ(write({.separator = ';', .bom = false},
                    {make_test_row("Alfa", 3, 123'456'789), make_test_row("Beta", 0, -5)}),
              "Data;Partener;Zile;Total\r\n"
              "2025-11-23;Alfa;3;1234567.89\r\n"
              "2025-11-23;Beta;0;-0.05\r\n");
}

TEST(CsvTableWriter, WritesTheHeadOfATableWithoutRows) {
    EXPECT_EQ(write({.separator = ',', .bom = false}, {}), "Data,Partener,Zile,Total\r\n");
}

TEST(CsvTableWriter, BeginsWithAByteOrderMarkByChoice) {
    EXPECT_TRUE(write({.bom = true}, {})
                    .starts_with("\xEF\xBB\xBF"
                                 "Data"));
    EXPECT_TRUE(write({.bom = false}, {}).starts_with("Data"));
}

TEST(CsvTableWriter, LeavesEmptyCellsEmpty) {
    EXPECT_EQ(write({.separator = ',', .bom = false}, {TestRow{}}),
              "Data,Partener,Zile,Total\r\n,,,\r\n");
}

TEST(CsvTableWriter, QuotesWhatWouldBreakALine) {
    const auto partner_of = [](std::string_view partner, char separator) {
        const auto text =
            write({.separator = separator, .bom = false}, {make_test_row(partner, 0, 0)});
        const auto begin = text.find("2025-11-23") + 11;
        return text.substr(begin, text.rfind(std::string(1, separator) + "0" + separator) - begin);
    };
    EXPECT_EQ(partner_of("a;b", ';'), "\"a;b\"");
    EXPECT_EQ(partner_of("a;b", ','), "a;b");
    EXPECT_EQ(partner_of("a,b", ','), "\"a,b\"");
    EXPECT_EQ(partner_of("\"Alfa\" SRL", ';'), "\"\"\"Alfa\"\" SRL\"");
    EXPECT_EQ(partner_of("two\r\nlines", ';'), "\"two\r\nlines\"");
    EXPECT_EQ(partner_of(" blank ", ';'), "\" blank \"");
    EXPECT_EQ(partner_of("Țăndărică", ';'), "Țăndărică");
}

TEST(CsvTableWriter, DisarmsTextsThatASpreadsheetWouldRun) {
    for (const std::string text : {"=1+1", "+40", "-2", "@SUM(A1)", "=cmd|' /C calc'!A0"}) {
        EXPECT_NE(write({}, {make_test_row(text, 0, 0)}).find("'" + text), std::string::npos)
            << text;
    }
    EXPECT_NE(write({}, {make_test_row("=a;b", 0, 0)}).find("\"'=a;b\""), std::string::npos);
    EXPECT_EQ(write({}, {make_test_row("a=b", 0, 0)}).find('\''), std::string::npos);
    EXPECT_NE(write({}, {make_test_row("a", 0, -200)}).find(";-2.00"), std::string::npos);
}

TEST(CsvTableWriter, SaysThatTheDiskIsFull) {
    EXPECT_THROW(
        {
            CsvTableWriter writer({kFullDisk, {}}, make_test_head(), {});
            writer.finish(make_test_totals(0));
        },
        core::UnavailableError);
    CsvTableWriter long_one({kFullDisk, {}}, make_test_head(), {});
    const std::string partner(1000, 'a');
    const auto row = make_test_row(partner, 0, 0);
    EXPECT_THROW(
        {
            for (int count = 0; count < 1000; ++count) {
                long_one.add_row(row);
            }
        },
        core::UnavailableError);
}

TEST(CsvTableWriter, StopsWhenNobodyWaits) {
    const ScratchFolder folder;
    bool gone = false;
    CsvTableWriter writer({folder / "a.csv", [&gone] { return gone; }}, make_test_head(), {});
    const auto row = make_test_row("Alfa", 0, 0);
    writer.add_row(row);
    gone = true;
    EXPECT_THROW(
        {
            for (int count = 0; count < 1000; ++count) {
                writer.add_row(row);
            }
        },
        core::CancelledError);
    EXPECT_LT(writer.rows(), 1000);
    EXPECT_THROW(writer.finish(row), core::CancelledError);
}

}  // namespace
}  // namespace roa2web::exports
