// The routes of /api/reports/trial-balance over generated books.
#include "routers/trial_balance_router.hpp"

#include <map>
#include <string>
#include <vector>

#include "ledger_test_site.hpp"

namespace roa2web::reports {
namespace {

class TrialBalanceScenario : public LedgerScenarios {};

TEST_P(TrialBalanceScenario, AnswersAsTheContractSays) {
    expect_answer(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Routes,
    TrialBalanceScenario,
    testing::ValuesIn(std::vector<LedgerScenario>{
        {"no_token", "", "/trial-balance?company_id=1", 401, "not_authenticated"},
        {"wrong_token", "x", "/trial-balance?company_id=1", 401, "invalid_token"},
        {"no_permission", "operator", "/trial-balance?company_id=1", 403, "reports.view"},
        {"no_company", "viewer", "/trial-balance", 422, "company_id"},
        {"another_company", "viewer", "/trial-balance?company_id=2", 403, "company_forbidden"},
        {"current_month", "viewer", "/trial-balance?company_id=1", 200, R"("month":11)"},
        {"is_synthetic_by_itself",
         "viewer",
         "/trial-balance?company_id=1",
         200,
         R"("account":"4111")",
         R"("account":"4111.)"},
        {"analytic",
         "viewer",
         "/trial-balance?company_id=1&level=analytic",
         200,
         R"("account":"4111.)",
         R"("account":"4111")"},
        {"one_class",
         "viewer",
         "/trial-balance?company_id=1&account_class=7",
         200,
         R"("account":"707")",
         R"("account":"5121")"},
        {"class_without_entries",
         "viewer",
         "/trial-balance?company_id=1&account_class=9",
         200,
         R"("items":[],"totals":{"opening_debit":"0.00")"},
        {"class_0", "viewer", "/trial-balance?company_id=1&account_class=0", 422, "account_class"},
        {"class_10",
         "viewer",
         "/trial-balance?company_id=1&account_class=10",
         422,
         "account_class"},
        {"month_13", "viewer", "/trial-balance?company_id=1&year=2025&month=13", 422, "month"},
        {"month_0", "viewer", "/trial-balance?company_id=1&year=2025&month=0", 422, "month"},
        {"future_period",
         "viewer",
         "/trial-balance?company_id=1&year=2031&month=1",
         422,
         "reach from 2024-01 to 2025-11"},
        {"before_the_books",
         "viewer",
         "/trial-balance?company_id=1&year=2023&month=12",
         422,
         "reach from 2024-01 to 2025-11"},
        {"closed_month",
         "viewer",
         "/trial-balance?company_id=1&year=2024&month=12",
         200,
         R"("closed":true)"},
        {"unknown_level", "viewer", "/trial-balance?company_id=1&level=all", 422, "analytic"},
        {"ledger_without_token",
         "",
         "/trial-balance/accounts/5121?company_id=1",
         401,
         "not_authenticated"},
        {"ledger_without_permission",
         "operator",
         "/trial-balance/accounts/5121?company_id=1",
         403,
         "reports.view"},
        {"ledger_of_another_company",
         "viewer",
         "/trial-balance/accounts/5121?company_id=2",
         403,
         "company_forbidden"},
        {"ledger",
         "viewer",
         "/trial-balance/accounts/5121?company_id=1",
         200,
         R"("account":"5121")"},
        {"unknown_account",
         "viewer",
         "/trial-balance/accounts/9999?company_id=1",
         404,
         "account_not_found"},
        {"beginning_of_an_account",
         "viewer",
         "/trial-balance/accounts/51?company_id=1",
         404,
         "account_not_found"},
        {"sql_in_account",
         "viewer",
         "/trial-balance/accounts/5121%27%20OR%20%271%27=%271?company_id=1",
         404,
         "account_not_found"},
        {"wildcard_in_account",
         "viewer",
         "/trial-balance/accounts/%25?company_id=1",
         404,
         "account_not_found"},
        {"account_too_long",
         "viewer",
         "/trial-balance/accounts/1234567890123456789012345678901?company_id=1",
         422,
         "account"},
        {"ledger_page_0",
         "viewer",
         "/trial-balance/accounts/5121?company_id=1&page=0",
         422,
         "greater_than_equal"},
        {"ledger_page_beyond_the_end",
         "viewer",
         "/trial-balance/accounts/5121?company_id=1&page=999999",
         200,
         R"("items":[])"},
        {"ledger_page_size_too_large",
         "viewer",
         "/trial-balance/accounts/5121?company_id=1&page_size=501",
         422,
         "page_size"},
        {"ledger_range_backwards",
         "viewer",
         "/trial-balance/accounts/5121?company_id=1&date_from=2025-02-02&date_to=2025-02-01",
         422,
         "range"},
        {"ledger_day_that_is_not",
         "viewer",
         "/trial-balance/accounts/5121?company_id=1&date_from=2025-02-30",
         422,
         "date_from"},
        {"ledger_in_the_future",
         "viewer",
         "/trial-balance/accounts/5121?company_id=1&date_from=2031-01-01&date_to=2031-02-01",
         422,
         "reach from 2024-01-01 to 2025-11-30"},
    }),
    scenario_name);

class TrialBalanceRouter : public LedgerTestSite {};

TEST_F(TrialBalanceRouter, NamesAnalyticsWithTheirSyntheticAndPartner) {
    const auto balance = get("/trial-balance?company_id=1&level=analytic");
    const auto items = *balance.root().find("items");
    std::size_t with_partner = 0;
    for (std::size_t index = 0; index < items.size(); ++index) {
        const auto row = items.at(index);
        const auto account = text(row, "account");
        EXPECT_EQ(account.substr(0, account.find('.')), text(row, "synthetic"));
        EXPECT_FALSE(text(row, "synthetic_name").empty());
        if (text(row, "synthetic") == "4111") {
            EXPECT_NE(text(row, "name"), text(row, "synthetic_name"));
            EXPECT_EQ(row.find("partner_id")->kind(), json::Node::Kind::Integer);
            ++with_partner;
        }
    }
    EXPECT_GT(with_partner, 0U);
}

TEST_F(TrialBalanceRouter, LeavesOutAccountsWithoutAnyFigure) {
    for (const std::string level : {"synthetic", "analytic"}) {
        const auto balance = get("/trial-balance?company_id=1&level=" + level);
        const auto items = *balance.root().find("items");
        for (std::size_t index = 0; index < items.size(); ++index) {
            std::int64_t figures = 0;
            for (const std::string side : {"debit", "credit"}) {
                for (const std::string pair : {"opening_", "period_", "total_", "closing_"}) {
                    figures += bani(items.at(index), pair + side) != 0 ? 1 : 0;
                }
            }
            EXPECT_GT(figures, 0) << text(items.at(index), "account");
        }
    }
}

TEST_F(TrialBalanceRouter, PagesOfALedgerFollowEachOther) {
    const std::string target =
        "/trial-balance/accounts/401?company_id=1&date_from=2025-03-04&date_to=2025-06-17";
    const auto first = get(target + "&page_size=7");
    const auto total = first.root().find("total")->integer();
    const auto totals = *first.root().find("totals");
    ASSERT_GT(total, 14);
    std::int64_t balance = bani(totals, "opening");
    std::int64_t rows = 0;
    std::int64_t last_entry = 0;
    std::string last_date;
    for (std::int64_t page = 1; page <= (total + 6) / 7; ++page) {
        const auto answer = get(target + "&page_size=7&page=" + std::to_string(page));
        const auto items = *answer.root().find("items");
        for (std::size_t index = 0; index < items.size(); ++index, ++rows) {
            const auto row = items.at(index);
            balance += bani(row, "debit") - bani(row, "credit");
            EXPECT_EQ(bani(row, "balance"), balance);
            const auto date = text(row, "date");
            const auto entry = row.find("entry_id")->integer();
            EXPECT_TRUE(last_date < date || (last_date == date && last_entry <= entry));
            EXPECT_TRUE(text(row, "account").starts_with("401"));
            EXPECT_GE(date, "2025-03-04");
            EXPECT_LE(date, "2025-06-17");
            last_date = date;
            last_entry = entry;
        }
    }
    EXPECT_EQ(rows, total);
    EXPECT_EQ(balance, bani(totals, "closing"));
}

}  // namespace
}  // namespace roa2web::reports
