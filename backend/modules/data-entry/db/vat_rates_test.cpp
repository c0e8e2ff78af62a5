#include "db/vat_rates.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "database/test_folder.hpp"
#include "database/test_store.hpp"

#include "db/receipts_store.hpp"

namespace roa2web::data_entry {
namespace {

class VatRates : public testing::Test {
  protected:
    VatRates() { store_.open(); }

    std::vector<std::int64_t> hundredths_on(const std::string& date) {
        std::vector<std::int64_t> found;
        for (const auto& row : rows_on(date)) {
            found.push_back(row.rate_hundredths);
        }
        return found;
    }

    std::vector<VatRateRow> rows_on(const std::string& date) {
        return store_.get().read([&date](database::Session& session) {
            return find_vat_rates(session, core::parse_date(date).value());
        });
    }

  private:
    database::TestFolder folder_;
    ReceiptsStore store_{database::test_store(folder_ / "receipts.db")};
};

TEST_F(VatRates, AreThoseOfTheDayOnBothSidesOfEveryChange) {
    using testing::ElementsAre;
    using testing::IsEmpty;
    EXPECT_THAT(hundredths_on("2016-12-31"), IsEmpty());
    EXPECT_THAT(hundredths_on("2017-01-01"), ElementsAre(1900, 900, 500));
    EXPECT_THAT(hundredths_on("2025-07-31"), ElementsAre(1900, 900, 500));
    EXPECT_THAT(hundredths_on("2025-08-01"), ElementsAre(2100, 1100, 900));
    EXPECT_THAT(hundredths_on("2026-07-31"), ElementsAre(2100, 1100, 900));
    EXPECT_THAT(hundredths_on("2026-08-01"), ElementsAre(2100, 1100));
    EXPECT_THAT(hundredths_on("2199-12-31"), ElementsAre(2100, 1100));
}

TEST_F(VatRates, SayWhichOneTheyAreAndUntilWhen) {
    const auto rows = rows_on("2025-11-24");
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].kind, VatRateKind::Standard);
    EXPECT_EQ(rows[0].valid_from, core::parse_date("2025-08-01").value());
    EXPECT_FALSE(rows[0].valid_to);
    EXPECT_EQ(rows[2].kind, VatRateKind::Housing);
    EXPECT_EQ(rows[2].valid_to, core::parse_date("2026-07-31").value());
}

TEST_F(VatRates, AreReadIntoEveryKindThatTheStoreHolds) {
    EXPECT_EQ(rows_on("2020-02-29").at(2).kind, VatRateKind::SecondReduced);
    EXPECT_EQ(rows_on("2020-02-29").at(1).kind, VatRateKind::Reduced);
}

}  // namespace
}  // namespace roa2web::data_entry
