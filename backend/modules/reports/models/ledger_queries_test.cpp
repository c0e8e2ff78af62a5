#include "models/ledger_queries.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include "ledger_test_site.hpp"

namespace roa2web::reports {
namespace {

struct PlanStep {
    std::int64_t id{0};
    std::int64_t parent{0};
    std::int64_t unused{0};
    std::string detail;
};
BOOST_DESCRIBE_STRUCT(PlanStep, (), (id, parent, unused, detail))

class LedgerQueries : public LedgerTestSite {
  protected:
    static constexpr core::Date kFrom{std::chrono::year(2025) / 3 / 4};
    static constexpr core::Date kTo{std::chrono::year(2025) / 6 / 17};
};

TEST_F(LedgerQueries, ReadTheEntriesOfAnAccountByItsIndexes) {
    const auto session = erp_.company_session(core::CompanyId{1});
    for (const auto& set : {account_with_analytics("5121"),
                            account_with_analytics("401"),
                            accounts_of_partner(core::PartnerId{1})}) {
        const auto select = select_ledger(set, kFrom, kTo, core::Money{});
        std::string plan;
        for (const auto& step : session->select<PlanStep>("EXPLAIN QUERY PLAN " + select.sorted(),
                                                          select.parameters)) {
            plan += step.detail + "\n";
        }
        EXPECT_NE(plan.find("COVERING INDEX act_debit (debit=? AND data>? AND data<?)"),
                  std::string::npos)
            << plan;
        EXPECT_NE(plan.find("COVERING INDEX act_credit (credit=? AND data>? AND data<?)"),
                  std::string::npos)
            << plan;
        EXPECT_EQ(plan.find("SCAN act"), std::string::npos) << plan;
    }
}

TEST_F(LedgerQueries, GiveAFileTheRowsOfAllPages) {
    const auto session = erp_.company_session(core::CompanyId{1});
    const auto set = account_with_analytics("4111");
    const auto sums = select_ledger_sums(*session, set, kFrom, kTo);
    const auto select = select_ledger(set, kFrom, kTo, sums.opening);
    std::int64_t row = 0;
    std::vector<LedgerRecord> page;
    core::Money balance;
    session->for_each<LedgerRecord>(select.sorted(), select.parameters, [&](LedgerRecord&& record) {
        if (row % 10 == 0) {
            page = select_ledger_page(*session, set, kFrom, kTo, sums.opening, row / 10 + 1, 10);
        }
        const auto& other = page.at(static_cast<std::size_t>(row % 10));
        EXPECT_EQ(record.entry_id, other.entry_id);
        EXPECT_EQ(record.balance.bani, other.balance.bani);
        EXPECT_EQ(record.explanation, other.explanation);
        balance = record.balance;
        ++row;
        return true;
    });
    EXPECT_EQ(row, sums.operations);
    EXPECT_GT(row, 10);
    EXPECT_EQ(balance.bani, (sums.opening + sums.debit - sums.credit).bani);
}

TEST_F(LedgerQueries, GiveEveryAccountOfASetItsShareOfTheSums) {
    const auto session = erp_.company_session(core::CompanyId{1});
    const auto set = account_with_analytics("401");
    const auto whole = select_ledger_sums(*session, set, kFrom, kTo);
    LedgerSums added;
    for (const auto& account : select_sums_by_account(*session, set, kFrom, kTo)) {
        EXPECT_TRUE(account.account.starts_with("401.")) << account.account;
        added.opening = added.opening + account.opening;
        added.operations += account.operations;
        added.debit = added.debit + account.debit;
        added.credit = added.credit + account.credit;
    }
    EXPECT_EQ(added.opening.bani, whole.opening.bani);
    EXPECT_EQ(added.operations, whole.operations);
    EXPECT_EQ(added.debit.bani, whole.debit.bani);
    EXPECT_EQ(added.credit.bani, whole.credit.bani);
}

}  // namespace
}  // namespace roa2web::reports
