#include "services/books_agreement.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <string>
#include <utility>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

namespace roa2web::reports {

namespace {

using core::Date;
using core::Money;

using ComparedColumns =
    boost::describe::describe_members<BalanceColumns, boost::describe::mod_public>;
using ByAccount = std::map<std::string, BalanceColumns>;

Date start_of(const CalendarMonth& month) {
    return std::chrono::year(static_cast<int>(month.year)) / static_cast<int>(month.month) / 1;
}

Date end_of(const CalendarMonth& month) {
    const auto first = start_of(month);
    return Date{first.year() / first.month() / std::chrono::last};
}

void add(BalanceColumns& sums, const BalanceColumns& columns) {
    boost::mp11::mp_for_each<ComparedColumns>([&](auto column) {
        sums.*column.pointer = sums.*column.pointer + columns.*column.pointer;
    });
}

void expect_same(const BalanceColumns& left, const BalanceColumns& right, const std::string& what) {
    boost::mp11::mp_for_each<ComparedColumns>([&](auto column) {
        EXPECT_EQ((left.*column.pointer).bani, (right.*column.pointer).bani)
            << what << " " << column.name;
    });
}

void expect_debit_equals_credit(const BalanceColumns& columns) {
    EXPECT_EQ(columns.opening_debit.bani, columns.opening_credit.bani);
    EXPECT_EQ(columns.period_debit.bani, columns.period_credit.bani);
    EXPECT_EQ(columns.total_debit.bani, columns.total_credit.bani);
    EXPECT_EQ(columns.closing_debit.bani, columns.closing_credit.bani);
}

/// Of one account that entries stand on.
void expect_on_one_side(const BalanceRow& row) {
    EXPECT_EQ(std::min(row.opening_debit.bani, row.opening_credit.bani), 0) << row.account;
    EXPECT_EQ(std::min(row.closing_debit.bani, row.closing_credit.bani), 0) << row.account;
    EXPECT_EQ((row.total_debit - row.total_credit).bani,
              (row.closing_debit - row.closing_credit).bani)
        << row.account;
}

ByAccount by_account(const TrialBalance& balance) {
    ByAccount rows;
    for (const auto& row : balance.items) {
        EXPECT_TRUE(rows.emplace(row.account, row).second) << row.account << " stands there twice";
    }
    return rows;
}

ByAccount by_synthetic(const TrialBalance& analytic) {
    ByAccount rows;
    for (const auto& row : analytic.items) {
        add(rows[row.synthetic], row);
    }
    return rows;
}

void expect_same_rows(const ByAccount& left, const ByAccount& right) {
    EXPECT_EQ(left.size(), right.size());
    for (const auto& [account, columns] : left) {
        const auto other = right.find(account);
        ASSERT_NE(other, right.end()) << account;
        expect_same(columns, other->second, account);
    }
}

/// Of two months: what the second begins with is what the first ended with.
void expect_to_follow(const ByAccount& before, const ByAccount& after, bool new_year) {
    ByAccount all = before;
    all.insert(after.begin(), after.end());
    const BalanceColumns none;
    for (const auto& [account, unused] : all) {
        const auto first = before.find(account);
        const auto second = after.find(account);
        const auto& ended = first == before.end() ? none : first->second;
        const auto& began = second == after.end() ? none : second->second;
        if (new_year) {
            EXPECT_EQ(began.opening_debit.bani, ended.closing_debit.bani) << account;
            EXPECT_EQ(began.opening_credit.bani, ended.closing_credit.bani) << account;
        } else {
            EXPECT_EQ(began.opening_debit.bani, ended.opening_debit.bani) << account;
            EXPECT_EQ(began.opening_credit.bani, ended.opening_credit.bani) << account;
            EXPECT_EQ((began.total_debit - began.period_debit).bani, ended.total_debit.bani)
                << account;
            EXPECT_EQ((began.total_credit - began.period_credit).bani, ended.total_credit.bani)
                << account;
        }
    }
}

Money closing_of(const BalanceColumns& columns) {
    return columns.closing_debit - columns.closing_credit;
}

void expect_ledger_like(CompanyReports& reports,
                        const std::string& account,
                        const BalanceColumns& columns,
                        const CalendarMonth& month) {
    const auto ledger = reports.ledger(account, start_of(month), end_of(month));
    EXPECT_EQ(ledger.totals.closing.bani, closing_of(columns).bani) << account;
    EXPECT_EQ(ledger.totals.debit.bani, columns.period_debit.bani) << account;
    EXPECT_EQ(ledger.totals.credit.bani, columns.period_credit.bani) << account;
    Money balance = ledger.totals.opening;
    for (const auto& entry : ledger.items) {
        balance = balance + entry.debit - entry.credit;
        EXPECT_EQ(entry.balance.bani, balance.bani) << account << " " << entry.entry_id;
    }
    EXPECT_EQ(static_cast<std::int64_t>(ledger.items.size()),
              std::min<std::int64_t>(ledger.total, 500));
    if (ledger.total <= 500) {
        EXPECT_EQ(balance.bani, ledger.totals.closing.bani) << account;
    }
}

}  // namespace

void expect_balances_agree(CompanyReports& reports) {
    ByAccount analytic_before;
    ByAccount synthetic_before;
    bool first = true;
    for (const auto& month : reports.months()) {
        SCOPED_TRACE(std::to_string(month.year) + "-" + std::to_string(month.month));
        const auto analytic = reports.balance(month, BalanceLevel::Analytic);
        const auto synthetic = reports.balance(month, BalanceLevel::Synthetic);
        expect_debit_equals_credit(analytic.totals);
        expect_debit_equals_credit(synthetic.totals);
        expect_same(analytic.totals, synthetic.totals, "totals");
        std::for_each(analytic.items.begin(), analytic.items.end(), expect_on_one_side);
        auto analytic_rows = by_account(analytic);
        auto synthetic_rows = by_account(synthetic);
        expect_same_rows(by_synthetic(analytic), synthetic_rows);
        if (!first) {
            expect_to_follow(analytic_before, analytic_rows, month.month == 1);
            expect_to_follow(synthetic_before, synthetic_rows, month.month == 1);
        }
        first = false;
        analytic_before = std::move(analytic_rows);
        synthetic_before = std::move(synthetic_rows);
    }
}

void expect_classes_divide_the_balance(CompanyReports& reports) {
    const auto month = reports.months().back();
    for (const auto level : {BalanceLevel::Synthetic, BalanceLevel::Analytic}) {
        const auto whole = reports.balance(month, level);
        BalanceColumns sums;
        std::size_t rows = 0;
        for (std::int64_t account_class = 1; account_class <= 9; ++account_class) {
            const auto part = reports.balance(month, level, account_class);
            for (const auto& row : part.items) {
                EXPECT_EQ(row.account.front(), static_cast<char>('0' + account_class));
            }
            add(sums, part.totals);
            rows += part.items.size();
        }
        EXPECT_EQ(rows, whole.items.size());
        expect_same(sums, whole.totals, "classes");
    }
}

void expect_ledgers_agree(CompanyReports& reports) {
    const auto months = reports.months();
    for (const auto& month : {months[months.size() / 2], months.back()}) {
        for (const auto& row : reports.balance(month, BalanceLevel::Analytic).items) {
            expect_ledger_like(reports, row.account, row, month);
        }
    }
    const auto begin = start_of(months.front());
    const auto end = end_of(months.back());
    const auto days = (std::chrono::sys_days(end) - std::chrono::sys_days(begin)).count();
    std::int64_t cut = 17;
    for (const auto& row : reports.balance(months.back(), BalanceLevel::Synthetic).items) {
        expect_ledger_like(reports, row.account, row, months.back());
        // Cut the books in two on another day for each account.
        cut = (cut * 31 + 7) % (days - 1);
        const auto middle = std::chrono::sys_days(begin) + std::chrono::days(cut);
        const auto whole = reports.ledger(row.account, begin, end, 1, 1);
        const auto before = reports.ledger(row.account, begin, Date{middle}, 1, 1);
        const auto after =
            reports.ledger(row.account, Date{middle + std::chrono::days(1)}, end, 1, 1);
        EXPECT_EQ(whole.totals.closing.bani, closing_of(row).bani) << row.account;
        EXPECT_EQ(before.totals.opening.bani, whole.totals.opening.bani) << row.account;
        EXPECT_EQ(after.totals.opening.bani, before.totals.closing.bani) << row.account;
        EXPECT_EQ(after.totals.closing.bani, whole.totals.closing.bani) << row.account;
        EXPECT_EQ(before.total + after.total, whole.total) << row.account;
    }
}

void expect_treasury_agrees(CompanyReports& reports) {
    for (const auto& month : reports.months()) {
        const auto treasury = reports.treasury(start_of(month), end_of(month));
        BalanceColumns sums;
        for (const auto& [account, columns] :
             by_account(reports.balance(month, BalanceLevel::Synthetic))) {
            if (account.starts_with("512") || account.starts_with("531")) {
                add(sums, columns);
            }
        }
        EXPECT_EQ(treasury.totals.closing.bani, closing_of(sums).bani);
        EXPECT_EQ(treasury.totals.in.bani, sums.period_debit.bani);
        EXPECT_EQ(treasury.totals.out.bani, sums.period_credit.bani);
        EXPECT_EQ((treasury.totals.opening + treasury.totals.in - treasury.totals.out).bani,
                  treasury.totals.closing.bani);
    }
    const auto month = reports.months().back();
    for (const auto& account : reports.treasury(start_of(month), end_of(month)).items) {
        const auto entries = reports.cash_book(account.account, start_of(month), end_of(month));
        EXPECT_EQ(entries.totals.closing.bani, account.closing.bani) << account.account;
        EXPECT_EQ(entries.total, account.operations) << account.account;
        EXPECT_EQ(entries.kind, account.kind) << account.account;
    }
}

void expect_invoices_agree(CompanyReports& reports) {
    const auto month = reports.months().back();
    Money clients;
    Money suppliers;
    for (const auto& partner : reports.partners()) {
        const auto statement = reports.statement(partner.id, start_of(month), end_of(month));
        Money as_client;
        Money as_supplier;
        Money all;
        for (const auto& account : statement.accounts) {
            all = all + account.balance;
            as_client =
                account.account.starts_with("4111.") ? as_client + account.balance : as_client;
            as_supplier =
                account.account.starts_with("401.") ? as_supplier - account.balance : as_supplier;
        }
        EXPECT_EQ(statement.open_as_client.bani, as_client.bani) << partner.name;
        EXPECT_EQ(statement.open_as_supplier.bani, as_supplier.bani) << partner.name;
        EXPECT_EQ(statement.totals.closing.bani, all.bani) << partner.name;
        if (!statement.items.empty() && statement.total <= 500) {
            EXPECT_EQ(statement.items.back().balance.bani, all.bani) << partner.name;
        }
        clients = clients + statement.open_as_client;
        suppliers = suppliers + statement.open_as_supplier;
    }
    const auto rows = by_account(reports.balance(month, BalanceLevel::Synthetic));
    const auto balance_of = [&rows](const std::string& account) {
        const auto row = rows.find(account);
        return row == rows.end() ? std::int64_t{0} : closing_of(row->second).bani;
    };
    EXPECT_EQ(clients.bani, balance_of("4111"));
    EXPECT_EQ(suppliers.bani, -balance_of("401"));
}

}  // namespace roa2web::reports
