#include "services/export_words.hpp"

#include <chrono>
#include <string>

#include <gtest/gtest.h>

namespace roa2web::reports {
namespace {

using namespace std::chrono_literals;

TEST(ExportWords, NamesAWholeMonthByItsMonthAndOtherRangesByTheirDays) {
    EXPECT_EQ(range_in_name(2024y / 2 / 1, 2024y / 2 / 29), "2024-02");
    EXPECT_EQ(range_in_name(2024y / 2 / 1, 2024y / 2 / 28), "2024-02-01_2024-02-28");
    EXPECT_EQ(range_in_name(2024y / 2 / 1, 2025y / 2 / 28), "2024-02-01_2025-02-28");
}

TEST(ExportWords, MakesFileNamesOfAnyText) {
    EXPECT_EQ(slug("Țesătoria „Știucă” & Fiii SRL"), "tesatoria-stiuca-fiii-srl");
    EXPECT_EQ(slug("../../etc/passwd"), "etc-passwd");
    EXPECT_EQ(slug("汉字"), "");
    EXPECT_EQ(slug(std::string(500, 'a')).size(), 60U);
}

TEST(ExportWords, SpeaksBothLanguages) {
    const ExportWords romanian(exports::Language::Romanian);
    const ExportWords english(exports::Language::English);
    const ReportPeriod november{
        .year = 2025, .month = 11, .closed = true, .date_from = {}, .date_to = {}};
    EXPECT_EQ(romanian.month(november), "noiembrie 2025, lună închisă");
    EXPECT_EQ(english.month(november), "November 2025, closed month");
    EXPECT_EQ(romanian.period(2025y / 11 / 1, 2025y / 11 / 30), "Perioada 01.11.2025 – 30.11.2025");
    EXPECT_EQ(romanian.document_type("cash_sale"), "vânzare cu numerar");
    EXPECT_EQ(english.document_type("something_new"), "something_new");
    EXPECT_EQ(romanian.company_details({"Alfa", "RO1", "J40/1/2020"}),
              "CUI RO1 · Nr. reg. com. J40/1/2020");
    EXPECT_EQ(english.company_details({"Alfa", "RO1", std::nullopt}), "Tax number RO1");
}

}  // namespace
}  // namespace roa2web::reports
