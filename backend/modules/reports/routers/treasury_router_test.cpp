// The routes of /api/reports/treasury over generated books.
#include "routers/treasury_router.hpp"

#include <string>
#include <vector>

#include "ledger_test_site.hpp"

namespace roa2web::reports {
namespace {

class TreasuryScenario : public LedgerScenarios {};

TEST_P(TreasuryScenario, AnswersAsTheContractSays) {
    expect_answer(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Routes,
    TreasuryScenario,
    testing::ValuesIn(std::vector<LedgerScenario>{
        {"no_token", "", "/treasury/accounts?company_id=1", 401, "not_authenticated"},
        {"no_permission", "operator", "/treasury/accounts?company_id=1", 403, "reports.view"},
        {"no_company", "viewer", "/treasury/accounts", 422, "company_id"},
        {"another_company", "viewer", "/treasury/accounts?company_id=2", 403, "company_forbidden"},
        {"accounts",
         "viewer",
         "/treasury/accounts?company_id=1",
         200,
         R"("date_from":"2025-11-01","date_to":"2025-11-30")",
         R"("account":"4)"},
        {"cash_desk", "viewer", "/treasury/accounts?company_id=1", 200, R"("kind":"cash_desk")"},
        {"range_backwards",
         "viewer",
         "/treasury/accounts?company_id=1&date_from=2025-02-02&date_to=2025-02-01",
         422,
         "range"},
        {"month_13",
         "viewer",
         "/treasury/accounts?company_id=1&date_from=2025-13-01",
         422,
         "date_from"},
        {"in_the_future",
         "viewer",
         "/treasury/accounts?company_id=1&date_from=2031-01-01&date_to=2031-01-31",
         422,
         "reach from"},
        {"register_without_token",
         "",
         "/treasury/register?company_id=1&account=5311",
         401,
         "not_authenticated"},
        {"register_without_permission",
         "operator",
         "/treasury/register?company_id=1&account=5311",
         403,
         "reports.view"},
        {"register_of_another_company",
         "viewer",
         "/treasury/register?company_id=2&account=5311",
         403,
         "company_forbidden"},
        {"register_without_account", "viewer", "/treasury/register?company_id=1", 422, "account"},
        {"register",
         "viewer",
         "/treasury/register?company_id=1&account=5311",
         200,
         R"("negative_days":[])"},
        {"unknown_account",
         "viewer",
         "/treasury/register?company_id=1&account=5999",
         404,
         "account_not_found"},
        {"account_that_holds_no_money",
         "viewer",
         "/treasury/register?company_id=1&account=4426",
         404,
         "account_not_found"},
        {"sql_in_account",
         "viewer",
         "/treasury/register?company_id=1&account=5311%27%20OR%201%3D1%20--",
         404,
         "account_not_found"},
        {"control_character_in_account",
         "viewer",
         "/treasury/register?company_id=1&account=53%0111",
         422,
         "account"},
        {"page_0",
         "viewer",
         "/treasury/register?company_id=1&account=5311&page=0",
         422,
         "greater_than_equal"},
        {"page_beyond_the_end",
         "viewer",
         "/treasury/register?company_id=1&account=5311&page=1000000",
         200,
         R"("items":[])"},
    }),
    scenario_name);

class TreasuryRouter : public LedgerTestSite {};

TEST_F(TreasuryRouter, RegistersAddUpToTheirAccounts) {
    const std::string range = "&date_from=2025-02-10&date_to=2025-05-20";
    const auto accounts = get("/treasury/accounts?company_id=1" + range);
    const auto items = *accounts.root().find("items");
    ASSERT_GT(items.size(), 1U);
    std::int64_t closing = 0;
    for (std::size_t index = 0; index < items.size(); ++index) {
        const auto row = items.at(index);
        const auto entries =
            get("/treasury/register?company_id=1&page_size=500&account=" + text(row, "account") +
                range);
        const auto totals = *entries.root().find("totals");
        for (const std::string name : {"opening", "in", "out", "closing"}) {
            EXPECT_EQ(bani(totals, name), bani(row, name)) << text(row, "account");
        }
        EXPECT_EQ(entries.root().find("total")->integer(), row.find("operations")->integer());
        EXPECT_EQ(text(entries.root(), "kind"), text(row, "kind"));
        const auto operations = *entries.root().find("items");
        if (operations.size() > 0 && operations.size() < 500) {
            EXPECT_EQ(bani(operations.at(operations.size() - 1), "balance"), bani(row, "closing"));
        }
        closing += bani(row, "closing");
    }
    EXPECT_EQ(closing, bani(*accounts.root().find("totals"), "closing"));
}

}  // namespace
}  // namespace roa2web::reports
