// The trial balance that the program answers with, column by column, against figures that hledger
// adds up from the same journal. hledger knows balances, not turnovers of a side: each posting
// stands on a sub-account of its side ("5121:D", "5121:C"), so that an entry in red lowers the side
// that it stands on, as in Romanian books.
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/money.hpp"
#include "core/permissions.hpp"
#include "database/demo/demo_erp.hpp"
#include "database/sqlite_erp_gateway.hpp"
#include "database/test_folder.hpp"
#include "http/dispatcher.hpp"
#include "http/test_client.hpp"
#include "json/node.hpp"

#include "ask_hledger.hpp"
#include "modules/reports/reports_module.hpp"

namespace roa2web {

namespace {

using std::filesystem::path;

constexpr int kFirstYear = 2023;

struct OpeningRow {
    std::string account;
    std::int64_t balance{0};
};
BOOST_DESCRIBE_STRUCT(OpeningRow, (), (account, balance))

struct EntryRow {
    std::string day;
    std::string type;
    std::string debit;
    std::string credit;
    std::int64_t amount{0};
};
BOOST_DESCRIBE_STRUCT(EntryRow, (), (day, type, debit, credit, amount))

constexpr std::string_view kOpening =
    "SELECT account, debit - credit AS balance FROM roa2web_opening_balances WHERE year = :year "
    "ORDER BY account";

constexpr std::string_view kEntries =
    "SELECT document_date, document_type, debit_account, credit_account, amount FROM "
    "roa2web_journal ORDER BY document_date, entry_id";

std::string lei(std::int64_t bani) {
    return core::to_decimal(core::Money{bani});
}

void write_journal(database::Session& session, const path& file) {
    std::ofstream journal(file);
    journal << kFirstYear - 1 << "-12-31 opening\n";
    for (const auto& row : session.select<OpeningRow>(kOpening, {{"year", kFirstYear}})) {
        journal << "    " << row.account << ":O  " << lei(row.balance) << "\n";
    }
    session.for_each<EntryRow>(kEntries, {}, [&journal](EntryRow&& row) {
        journal << "\n"
                << row.day << " " << row.type << "\n    " << row.debit << ":D  " << lei(row.amount)
                << "\n    " << row.credit << ":C  " << lei(-row.amount) << "\n";
        return true;
    });
}

std::int64_t find(const Balances& balances, const std::string& account) {
    const auto found = balances.find(account);
    return found == balances.end() ? 0 : found->second;
}

std::int64_t sum(const Balances& balances) {
    std::int64_t total = 0;
    for (const auto& [account, balance] : balances) {
        total += balance;
    }
    return total;
}

const std::vector<std::string> kColumns{"opening_debit",
                                        "opening_credit",
                                        "period_debit",
                                        "period_credit",
                                        "total_debit",
                                        "total_credit",
                                        "closing_debit",
                                        "closing_credit"};

/// What one account's row must say, in the order of kColumns.
std::vector<std::int64_t> expected_row(const std::string& account,
                                       const Balances& opening,
                                       const Balances& period,
                                       const Balances& year,
                                       const Balances& closing) {
    const auto debit = [](std::int64_t balance) { return balance > 0 ? balance : 0; };
    const auto credit = [](std::int64_t balance) { return balance < 0 ? -balance : 0; };
    const auto opened = find(opening, account);
    const auto closed = find(closing, account);
    return {debit(opened),
            credit(opened),
            find(period, account + ":D"),
            -find(period, account + ":C"),
            debit(opened) + find(year, account + ":D"),
            credit(opened) - find(year, account + ":C"),
            debit(closed),
            credit(closed)};
}

/// Everyone may see every company.
class Everyone final : public http::Authenticator {
  public:
    core::Task<core::Result<http::Principal>> authenticate(std::string_view) override {
        co_return http::Principal{
            {1}, "demo", "demo", "s", core::permissions_of_role("administrator")};
    }

    core::Task<core::Result<void>> check_company(const http::Principal&, core::CompanyId) override {
        co_return core::Result<void>{};
    }
};

class TrialBalanceHledger : public testing::TestWithParam<int> {
  protected:
    static void SetUpTestSuite() {
        folder() = std::make_unique<database::TestFolder>();
        database::DemoOptions options;
        options.journal_lines = 4'000;
        options.years = 3;
        options.companies = 3;
        options.last_day = std::chrono::year{kFirstYear + 2} / 11 / 23;
        options.password_cost = {.passes = 1, .memory_bytes = 65'536};
        database::generate_demo_erp(*folder() / "erp", options);
    }

    static void TearDownTestSuite() { folder().reset(); }

    TrialBalanceHledger() {
        client_.use_token("demo");
        const auto session = erp_.company_session(core::CompanyId{GetParam()});
        write_journal(*session, journal_);
    }

    static std::unique_ptr<database::TestFolder>& folder() {
        static std::unique_ptr<database::TestFolder> made;
        return made;
    }

    static database::ErpSettings settings() {
        database::ErpSettings settings;
        settings.folder = *folder() / "erp";
        return settings;
    }

    http::Router make_routes() {
        http::Router router;
        router.include("/api/reports", reports_.create_reports_router());
        return router;
    }

    [[nodiscard]] json::Document balance(int year, int month, const std::string& filters) const {
        const auto response =
            client_.get(fmt::format("/api/reports/trial-balance?company_id={}&year={}&month={}{}",
                                    GetParam(),
                                    year,
                                    month,
                                    filters));
        EXPECT_EQ(response.status, 200) << response.body_text();
        return *json::Document::parse(response.body_text());
    }

    static std::vector<std::int64_t> figures(const json::Node& row) {
        std::vector<std::int64_t> values;
        for (const auto& column : kColumns) {
            values.push_back(core::parse_money(row.find(column)->text())->bani);
        }
        return values;
    }

    path journal_{*folder() / fmt::format("{}.journal", GetParam())};
    core::FixedClock clock_{std::chrono::sys_days(std::chrono::year{kFirstYear + 2} / 11 / 23)};
    core::BlockingPool pool_{"erp", 1, 100};
    database::SqliteErpGateway erp_{settings()};
    reports::ReportsModule reports_{reports::ReportsSettings{}, erp_, pool_, pool_, clock_};
    Everyone everyone_;
    http::Dispatcher dispatcher_{{}, make_routes(), everyone_, http::StaticFiles({})};
    http::TestClient client_{dispatcher_};
};

struct Month {
    int year;
    int month;
    std::string begin;
    std::string end;
};

const std::vector<Month> kMonths{{2023, 1, "2023-01-01", "2023-02-01"},
                                 {2023, 7, "2023-07-01", "2023-08-01"},
                                 {2023, 12, "2023-12-01", "2024-01-01"},
                                 {2024, 1, "2024-01-01", "2024-02-01"},
                                 {2025, 6, "2025-06-01", "2025-07-01"},
                                 {2025, 11, "2025-11-01", "2025-12-01"}};

}  // namespace

TEST_P(TrialBalanceHledger, HasTheSameFigureInEveryColumnAtBothLevels) {
    for (const auto& month : kMonths) {
        SCOPED_TRACE(month.begin);
        const std::string january = std::to_string(month.year) + "-01-01";
        const auto opening = ask_hledger(journal_, "--depth 1 --end " + january);
        const auto period = ask_hledger(journal_, "--begin " + month.begin + " --end " + month.end);
        const auto year = ask_hledger(journal_, "--begin " + january + " --end " + month.end);
        const auto closing = ask_hledger(journal_, "--depth 1 --end " + month.end);

        std::map<std::string, std::vector<std::int64_t>> synthetics;
        const auto analytic = balance(month.year, month.month, "&level=analytic");
        const auto items = *analytic.root().find("items");
        std::size_t found = 0;
        for (std::size_t index = 0; index < items.size(); ++index) {
            const std::string account(items.at(index).find("account")->text());
            const auto expected = expected_row(account, opening, period, year, closing);
            EXPECT_EQ(figures(items.at(index)), expected) << account;
            auto& sums = synthetics[account.substr(0, account.find('.'))];
            sums.resize(expected.size());
            for (std::size_t column = 0; column < expected.size(); ++column) {
                sums[column] += expected[column];
            }
            found += opening.contains(account) ? 1 : 0;
        }
        EXPECT_GT(items.size(), 20U);
        EXPECT_EQ(found, opening.size()) << "accounts that only hledger has";

        const auto synthetic = balance(month.year, month.month, "&level=synthetic");
        const auto rows = *synthetic.root().find("items");
        EXPECT_EQ(rows.size(), synthetics.size());
        for (std::size_t index = 0; index < rows.size(); ++index) {
            const std::string account(rows.at(index).find("account")->text());
            EXPECT_EQ(figures(rows.at(index)), synthetics[account]) << account;
        }
    }
}

TEST_P(TrialBalanceHledger, HasTheProfitOfClassSevenLessClassSix) {
    for (const auto& month : kMonths) {
        // What closes the classes into 121 is no revenue and no expense.
        const auto result = ask_hledger(
            journal_,
            "--begin " + month.begin + " --end " + month.end + " '^[67]' 'not:desc:^closing'");
        const auto revenue = balance(month.year, month.month, "&account_class=7");
        const auto expenses = balance(month.year, month.month, "&account_class=6");
        const auto earned = figures(*revenue.root().find("totals"))[3];
        const auto spent = figures(*expenses.root().find("totals"))[2];
        EXPECT_GT(earned, 0) << month.begin;
        EXPECT_EQ(earned - spent, -sum(result)) << month.begin;
    }
}

INSTANTIATE_TEST_SUITE_P(Companies,
                         TrialBalanceHledger,
                         testing::Values(1, 2, 3),
                         [](const auto& tested) {
                             return "Company" + std::to_string(tested.param);
                         });

}  // namespace roa2web
