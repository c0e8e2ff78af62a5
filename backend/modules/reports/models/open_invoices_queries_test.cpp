#include "models/open_invoices_queries.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "dashboard_test_books.hpp"

namespace roa2web::reports {

namespace {

using core::Date;
using core::Money;
using std::chrono::year;

constexpr auto kClients = PartnerType::Clients;
constexpr Date kToday{year{2025} / 11 / 20};
constexpr Date kOctober{year{2025} / 10 / 31};
constexpr Date kSeptember{year{2025} / 9 / 30};

class OpenInvoicesQueries : public ::testing::Test {
  protected:
    HandMadeCompany company_;
    database::ErpLease session_{company_.company_session(core::CompanyId{1})};
};

TEST_F(OpenInvoicesQueries, ShowInvoicesAsTheyWereOnTheDay) {
    const auto invoice = company_.issue("clients", "2025-09-10", "2025-09-25", 1, 100'00, 21'00);
    company_.pay(invoice, "2025-10-15", 21'00);
    company_.pay(invoice, "2025-11-10", 100'00);
    company_.issue("clients", "2025-10-20", "2025-11-20", 2, -10'00, -2'00);  // a credit note
    // Paid in September, before the invoice came: until then the account owes the client.
    const auto advance = company_.issue("clients", "2025-10-05", "2025-10-05", 3, 50'00, 0);
    company_.pay(advance, "2025-09-30", 50'00);
    const auto sums = select_open_sums(
        *session_,
        {OpenDay{kToday, kToday}, OpenDay{kOctober, kOctober}, OpenDay{kSeptember, kSeptember}});
    ASSERT_EQ(sums.size(), 1U);  // there are no suppliers
    EXPECT_EQ(sums[0].partner_type, kClients);
    EXPECT_EQ(sums[0].open_1, Money{-12'00});
    EXPECT_EQ(sums[0].overdue_1, Money{});  // due today is not overdue
    EXPECT_EQ(sums[0].invoices_1, 1);
    EXPECT_EQ(sums[0].open_2, Money{88'00});
    EXPECT_EQ(sums[0].overdue_2, Money{100'00});
    EXPECT_EQ(sums[0].invoices_2, 2);
    EXPECT_EQ(sums[0].open_3, Money{71'00});
    EXPECT_EQ(sums[0].overdue_3, Money{121'00});
    EXPECT_EQ(sums[0].invoices_3, 1);
}

TEST_F(OpenInvoicesQueries, PutInvoicesIntoBucketsByDaysPastDue) {
    const std::vector<std::pair<const char*, std::string>> due_dates{{"2025-12-01", "not_due"},
                                                                     {"2025-11-20", "not_due"},
                                                                     {"2025-11-19", "1_30"},
                                                                     {"2025-10-21", "1_30"},
                                                                     {"2025-10-20", "31_60"},
                                                                     {"2025-09-21", "31_60"},
                                                                     {"2025-09-20", "61_90"},
                                                                     {"2025-08-22", "61_90"},
                                                                     {"2025-08-21", "over_90"},
                                                                     {"2024-01-01", "over_90"}};
    std::int64_t amount = 1;
    std::map<std::string, Money> wanted;
    for (const auto& [due_date, bucket] : due_dates) {
        company_.issue("suppliers", "2024-01-01", due_date, 1, amount, 0);
        wanted[bucket] = wanted[bucket] + Money{amount};
        amount *= 2;
    }
    company_.issue("suppliers", "2024-01-01", "2024-01-01", 2, 1, 0);
    company_.issue("clients", "2024-01-01", "2024-01-01", 3, 5000, 0);
    const auto rows = select_maturity(*session_, PartnerType::Suppliers, kToday, 1);
    ASSERT_EQ(rows.size(), wanted.size());
    for (const auto& row : rows) {
        SCOPED_TRACE(row.bucket);
        const bool has_both = row.bucket == "over_90";
        EXPECT_EQ(row.partner_id.value, 1);  // the larger of the two
        EXPECT_EQ(row.amount, wanted[row.bucket]);
        EXPECT_EQ(row.invoices, 2);
        EXPECT_EQ(row.bucket_amount, wanted[row.bucket] + Money{has_both ? 1 : 0});
        EXPECT_EQ(row.bucket_invoices, has_both ? 3 : 2);
    }
}

TEST_F(OpenInvoicesQueries, RankPartnersOfTheDaysAskedFor) {
    company_.issue("clients", "2025-08-31", "2025-09-25", 4, 1'000'00, 0);
    const auto paid = company_.issue("clients", "2025-09-01", "2025-09-25", 1, 100'00, 21'00);
    company_.pay(paid, "2025-09-02", 121'00);
    company_.issue("clients", "2025-10-31", "2025-11-25", 2, 300'00, 63'00);
    company_.issue("clients", "2025-10-01", "2025-11-25", 1, 150'00, 31'50);
    company_.issue("clients", "2025-10-02", "2025-11-25", 3, -5'00, 0);
    company_.issue("suppliers", "2025-10-02", "2025-11-25", 9, 900'00, 0);
    company_.issue("clients", "2025-11-01", "2025-11-25", 4, 1'000'00, 0);
    const auto top = select_top_partners(
        *session_, kClients, Date{year{2025} / 9 / 1}, Date{year{2025} / 10 / 31}, 2);
    ASSERT_EQ(top.size(), 2U);
    EXPECT_EQ(top[0].partner_name, "Partner 2");
    EXPECT_EQ(top[0].balance, Money{363'00});
    EXPECT_EQ(top[1].partner_id.value, 1);
    EXPECT_EQ(top[1].net, Money{250'00});
    EXPECT_EQ(top[1].total, Money{302'50});
    EXPECT_EQ(top[1].balance, Money{181'50});
    EXPECT_EQ(top[1].invoices, 2);
    EXPECT_EQ(top[1].total_net, Money{545'00});
}

}  // namespace

}  // namespace roa2web::reports
