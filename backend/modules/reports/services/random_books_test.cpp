// Whatever is in the books, the reports agree with each other, and with the same figures reckoned
// here from plain lists.
#include "services/random_books.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "database/demo/demo_random.hpp"
#include "database/sqlite_erp_gateway.hpp"
#include "database/test_folder.hpp"

#include "services/books_agreement.hpp"

namespace roa2web::reports {

namespace {

using core::Date;
using database::demo::DemoRandom;
using std::chrono::sys_days;

database::ErpSettings settings_of(const database::TestFolder& folder) {
    database::ErpSettings settings;
    settings.folder = folder.path();
    return settings;
}

/// Every entry of an account, or of a synthetic's analytics, as a ledger shows it: one with both
/// sides in it twice.
struct ExpectedLine {
    std::int64_t entry{0};
    sys_days day;
    std::string account;
    std::string counter_account;
    std::int64_t debit{0};
    std::int64_t credit{0};
};

bool belongs(const std::string& account, const std::string& wanted) {
    return account == wanted || account.starts_with(wanted + ".");
}

std::vector<ExpectedLine> lines_of(const RandomBooks& books, const std::string& account) {
    std::vector<ExpectedLine> lines;
    std::int64_t id = 0;
    for (const auto& entry : books.entries) {
        ++id;
        if (belongs(entry.debit, account)) {
            lines.push_back({id, entry.day, entry.debit, entry.credit, entry.amount, 0});
        }
        if (belongs(entry.credit, account)) {
            lines.push_back({id, entry.day, entry.credit, entry.debit, 0, entry.amount});
        }
    }
    return lines;
}

std::int64_t opening_of(const RandomBooks& books, const std::string& account) {
    std::int64_t sum = 0;
    for (const auto& [name, balance] : books.opening) {
        sum += belongs(name, account) ? balance : 0;
    }
    return sum;
}

/// The four pairs of columns of one month, straight from their definition.
std::map<std::string, BalanceColumns> reckon_balance(const RandomBooks& books,
                                                     std::chrono::year_month month) {
    std::map<std::string, std::int64_t> opening = books.opening;
    std::map<std::string, BalanceColumns> rows;
    const auto year_begin = sys_days(month.year() / 1 / 1);
    const auto month_begin = sys_days(month / 1);
    const auto month_end = sys_days((month + std::chrono::months(1)) / 1);
    for (const auto& entry : books.entries) {
        if (entry.day < year_begin) {
            opening[entry.debit] += entry.amount;
            opening[entry.credit] -= entry.amount;
        } else if (entry.day < month_end) {
            rows[entry.debit].total_debit.bani += entry.amount;
            rows[entry.credit].total_credit.bani += entry.amount;
            rows[entry.debit].period_debit.bani += entry.day >= month_begin ? entry.amount : 0;
            rows[entry.credit].period_credit.bani += entry.day >= month_begin ? entry.amount : 0;
        }
    }
    for (const auto& [account, balance] : opening) {
        auto& row = rows[account];
        row.opening_debit.bani = std::max<std::int64_t>(balance, 0);
        row.opening_credit.bani = std::max<std::int64_t>(-balance, 0);
        row.total_debit = row.total_debit + row.opening_debit;
        row.total_credit = row.total_credit + row.opening_credit;
    }
    for (auto& [account, row] : rows) {
        const auto closing = row.total_debit.bani - row.total_credit.bani;
        row.closing_debit.bani = std::max<std::int64_t>(closing, 0);
        row.closing_credit.bani = std::max<std::int64_t>(-closing, 0);
    }
    return rows;
}

std::vector<std::int64_t> figures(const BalanceColumns& columns) {
    return {columns.opening_debit.bani,
            columns.opening_credit.bani,
            columns.period_debit.bani,
            columns.period_credit.bani,
            columns.total_debit.bani,
            columns.total_credit.bani,
            columns.closing_debit.bani,
            columns.closing_credit.bani};
}

class RandomBooksAgree : public testing::TestWithParam<std::uint64_t> {
  protected:
    RandomBooksAgree() { write_random_books(folder_.path(), books_); }

    /// Two days in the books, the second not before the first.
    std::pair<Date, Date> any_range(DemoRandom& random) const {
        const auto begin = sys_days(books_.first_day());
        const auto days = (sys_days(books_.last_day()) - begin).count();
        const auto from = random.between(0, days);
        const auto to = random.between(from, days);
        return {Date{begin + std::chrono::days(from)}, Date{begin + std::chrono::days(to)}};
    }

    RandomBooks books_{make_random_books(GetParam())};
    database::TestFolder folder_;
    core::FixedClock clock_{sys_days(books_.last_day())};
    core::BlockingPool pool_{"erp", 1, 100};
    database::SqliteErpGateway erp_{settings_of(folder_)};
    CompanyReports reports_{erp_, pool_, clock_, core::CompanyId{1}};
};

}  // namespace

TEST_P(RandomBooksAgree, WithEachOther) {
    expect_balances_agree(reports_);
    expect_classes_divide_the_balance(reports_);
    expect_ledgers_agree(reports_);
    expect_treasury_agrees(reports_);
    expect_invoices_agree(reports_);
}

TEST_P(RandomBooksAgree, WithTheBalanceReckonedFromTheEntries) {
    for (const auto& month : reports_.months()) {
        auto expected = reckon_balance(
            books_,
            std::chrono::year(static_cast<int>(month.year)) / static_cast<int>(month.month));
        std::erase_if(expected, [](const auto& row) {
            return figures(row.second) == std::vector<std::int64_t>(8, 0);
        });
        const auto balance = reports_.balance(month, BalanceLevel::Analytic);
        EXPECT_EQ(balance.items.size(), expected.size());
        for (const auto& row : balance.items) {
            EXPECT_EQ(figures(row), figures(expected[row.account])) << row.account;
        }
    }
}

TEST_P(RandomBooksAgree, WithLedgersReckonedFromTheEntries) {
    DemoRandom random(GetParam());
    for (const std::string account :
         {"5311", "5121", "4111", "401.00002", "461", "461.00001", "707", "581"}) {
        const auto [from, to] = any_range(random);
        std::int64_t balance = opening_of(books_, account);
        std::vector<ExpectedLine> expected;
        for (const auto& line : lines_of(books_, account)) {
            if (line.day < sys_days(from)) {
                balance += line.debit - line.credit;
            } else if (line.day <= sys_days(to)) {
                expected.push_back(line);
            }
        }
        std::size_t index = 0;
        for (std::int64_t page = 1; page == 1 || index < expected.size(); ++page) {
            const auto ledger = reports_.ledger(account, from, to, page, 7);
            ASSERT_EQ(ledger.total, static_cast<std::int64_t>(expected.size())) << account;
            EXPECT_EQ(ledger.items.size(), std::min<std::size_t>(expected.size() - index, 7));
            if (page == 1) {
                EXPECT_EQ(ledger.totals.opening.bani, balance) << account;
            }
            for (const auto& entry : ledger.items) {
                const auto& line = expected[index++];
                balance += line.debit - line.credit;
                EXPECT_EQ(entry.entry_id, line.entry);
                EXPECT_EQ(entry.date, Date{line.day});
                EXPECT_EQ(entry.account, line.account);
                EXPECT_EQ(entry.counter_account, line.counter_account);
                EXPECT_EQ(entry.debit.bani, line.debit);
                EXPECT_EQ(entry.credit.bani, line.credit);
                EXPECT_EQ(entry.balance.bani, balance);
            }
        }
    }
}

TEST_P(RandomBooksAgree, OnDaysThatACashDeskEndsBelowZero) {
    DemoRandom random(GetParam() + 1);
    for (const std::string account : {"5311", "5314"}) {
        const auto [from, to] = any_range(random);
        std::int64_t balance = opening_of(books_, account);
        std::map<sys_days, std::int64_t> days;
        for (const auto& line : lines_of(books_, account)) {
            balance += line.debit - line.credit;
            if (line.day >= sys_days(from) && line.day <= sys_days(to)) {
                days[line.day] = balance;
            }
        }
        std::erase_if(days, [](const auto& day) { return day.second >= 0; });
        const auto entries = reports_.cash_book(account, from, to);
        ASSERT_EQ(entries.negative_days.size(), days.size());
        std::size_t index = 0;
        for (const auto& [day, end] : days) {
            EXPECT_EQ(entries.negative_days[index].date, Date{day});
            EXPECT_EQ(entries.negative_days[index].balance.bani, end);
            ++index;
        }
    }
    EXPECT_TRUE(
        reports_.cash_book("5121", books_.first_day(), books_.last_day()).negative_days.empty());
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomBooksAgree, testing::Range<std::uint64_t>(1, 49));

TEST(RandomBooksGenerator, MakesWhatTheDemoDoesNot) {
    bool empty = false;
    bool one_entry = false;
    bool red = false;
    bool against_itself = false;
    bool several_years = false;
    bool opposite_signs = false;
    for (std::uint64_t seed = 1; seed < 49; ++seed) {
        const auto books = make_random_books(seed);
        empty = empty || (books.entries.empty() && books.opening.empty());
        one_entry = one_entry || (books.entries.size() == 1 && books.opening.empty());
        several_years = several_years || books.months > 12;
        for (const auto& entry : books.entries) {
            red = red || entry.amount < 0;
            against_itself = against_itself || entry.debit == entry.credit;
        }
        const auto rows =
            reckon_balance(books, books.first_month + std::chrono::months(books.months - 1));
        const auto first = rows.find("461.00001");
        const auto second = rows.find("461.00002");
        if (first != rows.end() && second != rows.end()) {
            opposite_signs = opposite_signs || (first->second.closing_debit.bani > 0 &&
                                                second->second.closing_credit.bani > 0);
        }
    }
    EXPECT_TRUE(empty);
    EXPECT_TRUE(one_entry);
    EXPECT_TRUE(red);
    EXPECT_TRUE(against_itself);
    EXPECT_TRUE(several_years);
    EXPECT_TRUE(opposite_signs);
}

TEST(BooksWithoutMonths, HaveNoReportsAndSayWhy) {
    const database::TestFolder folder;
    RandomBooks books = make_random_books(16);
    books.months = 0;
    write_random_books(folder.path(), books);
    const core::FixedClock clock{sys_days(std::chrono::year(2025) / 1 / 1)};
    core::BlockingPool pool{"erp", 1, 100};
    database::SqliteErpGateway erp{settings_of(folder)};
    TrialBalanceService service(erp, pool, clock);
    TreasuryService treasury(erp, pool, clock);
    const TrialBalanceQuery query;
    const auto balance = core::sync_wait(service.find_trial_balance(core::CompanyId{1}, query));
    ASSERT_FALSE(balance);
    EXPECT_EQ(balance.error().fields.at(0).msg, "The books of this company have no months yet");
    const TreasuryAccountsQuery days;
    EXPECT_FALSE(core::sync_wait(treasury.list_accounts(core::CompanyId{1}, days)));
}

}  // namespace roa2web::reports
