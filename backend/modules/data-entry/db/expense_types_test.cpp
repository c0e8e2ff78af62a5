#include "db/expense_types.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <boost/describe.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/text.hpp"
#include "database/test_folder.hpp"
#include "database/test_store.hpp"

#include "db/receipts_store.hpp"

namespace roa2web::data_entry {
namespace {

struct SearchTextRow {
    std::string expected;
    std::string search_text;
};
BOOST_DESCRIBE_STRUCT(SearchTextRow, (), (expected, search_text))

class ExpenseTypes : public testing::Test {
  protected:
    ExpenseTypes() { store_.open(); }

    std::vector<ExpenseType> find(const std::string& search, std::int64_t limit = 500) {
        return store_.get().read(
            [&](database::Session& session) { return find_expense_types(session, search, limit); });
    }

    std::vector<std::string> codes(const std::string& search, std::int64_t limit = 500) {
        std::vector<std::string> found;
        for (const auto& type : find(search, limit)) {
            found.push_back(type.code);
        }
        return found;
    }

    database::LocalStore& store() { return store_.get(); }

  private:
    database::TestFolder folder_;
    ReceiptsStore store_{database::test_store(folder_ / "receipts.db")};
};

TEST_F(ExpenseTypes, AreFoundByNameAccountAndCodeWithoutCaseAndDiacritics) {
    using testing::Contains;
    using testing::ElementsAre;
    using testing::IsEmpty;
    EXPECT_THAT(codes("MĂRFURI"), ElementsAre("goods"));
    EXPECT_THAT(codes("marf"), ElementsAre("goods"));
    EXPECT_THAT(codes("poştă"), ElementsAre("post_and_telecom"));  // with the older cedilla
    EXPECT_THAT(codes("6231"), ElementsAre("hospitality"));
    EXPECT_THAT(codes("utilities"), ElementsAre("utilities"));
    EXPECT_THAT(codes("reparații"), ElementsAre("vehicle_repairs", "repairs"));
    EXPECT_THAT(codes("fuel"), Contains("fuel_business_only"));
    EXPECT_THAT(codes("submarin"), IsEmpty());
}

TEST_F(ExpenseTypes, TakeWhatIsSearchedLiterally) {
    using testing::IsEmpty;
    EXPECT_THAT(codes("%"), IsEmpty());
    EXPECT_THAT(codes("\\"), IsEmpty());
    EXPECT_THAT(codes("' OR 1=1 --"), IsEmpty());
    // An underscore is in some codes and stands for no other letter.
    EXPECT_THAT(codes("post_and"), testing::ElementsAre("post_and_telecom"));
    EXPECT_THAT(codes("post_si"), IsEmpty());
}

TEST_F(ExpenseTypes, AreCountedBeyondTheLimit) {
    EXPECT_THAT(codes("", 2), testing::ElementsAre("fuel", "fuel_business_only"));
    const auto total =
        store().read([](database::Session& session) { return count_expense_types(session, ""); });
    EXPECT_EQ(total, static_cast<std::int64_t>(find("").size()));
    EXPECT_GT(total, 15);
}

TEST_F(ExpenseTypes, CarryTheAccountsAndDeductibilityOfTheChartOfAccounts) {
    struct Expected {
        std::string code;
        std::string account;
        std::int64_t percent;
    };

    const std::vector<Expected> table{{"fuel", "6022", 50},
                                      {"fuel_business_only", "6022", 100},
                                      {"hospitality", "6231", 100},
                                      {"consumables", "604", 100},
                                      {"goods", "607", 100},
                                      {"services", "628", 100},
                                      {"utilities", "605", 100},
                                      {"travel", "625", 100},
                                      {"fines", "6581", 0}};
    const auto all = find("");
    for (const auto& expected : table) {
        const auto found = std::find_if(all.begin(), all.end(), [&](const ExpenseType& type) {
            return type.code == expected.code;
        });
        ASSERT_NE(found, all.end()) << expected.code;
        EXPECT_EQ(found->debit_account, expected.account) << expected.code;
        EXPECT_EQ(found->vat_deductible_percent, expected.percent) << expected.code;
    }
}

TEST_F(ExpenseTypes, KeepASearchTextThatIsTheirFoldedNameAccountAndCode) {
    const auto rows = store().read([](database::Session& session) {
        return session.select<SearchTextRow>(
            "SELECT name || ' ' || debit_account || ' ' || code, search_text FROM expense_types");
    });
    ASSERT_FALSE(rows.empty());
    for (const auto& row : rows) {
        EXPECT_EQ(row.search_text, core::fold(row.expected));
    }
}

}  // namespace
}  // namespace roa2web::data_entry
