// Each demo company's journal, read through the contract's views, written as hledger's text and
// added up by hledger: every account must have the balance that SQL over the same views gives, to
// the ban.
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/money.hpp"
#include "database/demo/demo_erp.hpp"
#include "database/sqlite_session.hpp"
#include "database/test_folder.hpp"

#include "ask_hledger.hpp"

namespace roa2web::database {

namespace {

using std::filesystem::path;

constexpr int kFirstYear = 2023;
constexpr int kLastYear = 2025;

struct BalanceRow {
    std::string account;
    std::int64_t balance{0};
};
BOOST_DESCRIBE_STRUCT(BalanceRow, (), (account, balance))

struct EntryRow {
    std::string document_date;
    std::int64_t document_id{0};
    std::string document_type;
    std::string document_number;
    std::string debit_account;
    std::string credit_account;
    std::int64_t amount{0};
};
BOOST_DESCRIBE_STRUCT(EntryRow,
                      (),
                      (document_date,
                       document_id,
                       document_type,
                       document_number,
                       debit_account,
                       credit_account,
                       amount))

constexpr std::string_view kFirstOpening =
    "SELECT account, debit - credit AS balance FROM roa2web_opening_balances WHERE year = :year "
    "ORDER BY account";

constexpr std::string_view kEntries =
    "SELECT document_date, document_id, document_type, document_number, debit_account, "
    "credit_account, amount "
    "FROM roa2web_journal ORDER BY document_date, entry_id";

/// Opening balances of a year and the turnovers after them, up to a month: as a trial balance is
/// made.
constexpr std::string_view kClosing =
    "SELECT account, SUM(balance) AS balance FROM ("
    "SELECT account, debit - credit AS balance FROM roa2web_opening_balances WHERE year = :year "
    "UNION ALL SELECT account, debit - credit FROM roa2web_turnovers WHERE year = :year AND month "
    "<= :month"
    ") b GROUP BY account HAVING SUM(balance) <> 0 ORDER BY account";

/// The same without the turnovers: from the journal alone.
constexpr std::string_view kClosingFromJournal =
    "SELECT account, SUM(balance) AS balance FROM ("
    "SELECT account, debit - credit AS balance FROM roa2web_opening_balances WHERE year = "
    ":first_year "
    "UNION ALL SELECT debit_account, amount FROM roa2web_journal WHERE document_date < :until "
    "UNION ALL SELECT credit_account, -amount FROM roa2web_journal WHERE document_date < :until"
    ") b GROUP BY account HAVING SUM(balance) <> 0 ORDER BY account";

std::string lei(std::int64_t bani) {
    return core::to_decimal(core::Money{bani});
}

/// One transaction for each note, one pair of postings for each of its lines.
void write_journal(Session& session, const path& file) {
    std::ofstream journal(file);
    journal << kFirstYear << "-01-01 opening balances\n";
    for (const auto& row : session.select<BalanceRow>(kFirstOpening, {{"year", kFirstYear}})) {
        journal << "    " << row.account << "  " << lei(row.balance) << "\n";
    }
    std::int64_t document = 0;
    session.for_each<EntryRow>(kEntries, {}, [&](EntryRow&& row) {
        if (row.document_id != document) {
            document = row.document_id;
            journal << "\n"
                    << row.document_date << " " << row.document_type << " " << row.document_number
                    << "\n";
        }
        journal << "    " << row.debit_account << "  " << lei(row.amount) << "\n";
        journal << "    " << row.credit_account << "  " << lei(-row.amount) << "\n";
        return true;
    });
}

Balances ask_sql(Session& session, std::string_view sql, const Parameters& parameters) {
    Balances balances;
    for (auto& row : session.select<BalanceRow>(sql, parameters)) {
        balances.emplace(std::move(row.account), row.balance);
    }
    return balances;
}

class Hledger : public ::testing::TestWithParam<std::string> {
  protected:
    static void SetUpTestSuite() {
        folder() = std::make_unique<TestFolder>();
        DemoOptions options;
        options.journal_lines = 4'000;
        options.years = kLastYear - kFirstYear + 1;
        options.last_day = std::chrono::year{kLastYear} / 11 / 23;
        options.password_cost = {.passes = 1, .memory_bytes = 65'536};
        generate_demo_erp(*folder() / "erp", options);
    }

    static void TearDownTestSuite() { folder().reset(); }

    static path file_of(const std::string& company) {
        return *folder() / ("erp/" + company + ".db");
    }

    static path journal_of(const std::string& company) {
        return *folder() / (company + ".journal");
    }

    static std::unique_ptr<TestFolder>& folder() {
        static std::unique_ptr<TestFolder> made;
        return made;
    }
};

}  // namespace

TEST_P(Hledger, FindsTheSameBalanceOfEveryAccount) {
    const auto session = open_sqlite({.file = file_of(GetParam()), .read_only = true});
    write_journal(*session, journal_of(GetParam()));

    // In the middle, across a change of the year, at the end.
    struct Moment {
        int year;
        int month;
        std::string next;
    };

    for (const Moment& moment : {Moment{2023, 5, "2023-06-01"},
                                 Moment{2023, 12, "2024-01-01"},
                                 Moment{2025, 7, "2025-08-01"},
                                 Moment{2025, 11, "2025-12-01"}}) {
        const Balances theirs = ask_hledger(journal_of(GetParam()), "--end " + moment.next);
        EXPECT_GT(theirs.size(), 15U);
        EXPECT_EQ(theirs,
                  ask_sql(*session,
                          kClosingFromJournal,
                          {{"first_year", kFirstYear}, {"until", moment.next}}))
            << moment.next;
        EXPECT_EQ(theirs,
                  ask_sql(*session, kClosing, {{"year", moment.year}, {"month", moment.month}}))
            << moment.next;
    }
    for (int year = kFirstYear + 1; year <= kLastYear; ++year) {
        EXPECT_EQ(ask_hledger(journal_of(GetParam()), fmt::format("--end {}-01-01", year)),
                  ask_sql(*session, kFirstOpening, {{"year", year}}))
            << year;
    }
}

INSTANTIATE_TEST_SUITE_P(EveryCompany,
                         Hledger,
                         ::testing::Values("demo_comert",
                                           "demo_servicii",
                                           "demo_transport",
                                           "demo_restaurant",
                                           "demo_holding"),
                         [](const auto& tested) { return tested.param; });

TEST_F(Hledger, SeesOneBanThatIsWrong) {
    const std::string company = "demo_comert";
    {
        const auto session = open_sqlite({.file = file_of(company), .read_only = true});
        write_journal(*session, journal_of(company));
    }
    const auto before = ask_hledger(journal_of(company), "--end 2026-01-01");
    const auto session = open_sqlite({.file = file_of(company)});
    const Parameters all{{"first_year", kFirstYear}, {"until", "2026-01-01"}};
    ASSERT_EQ(before, ask_sql(*session, kClosingFromJournal, all));
    session->execute("UPDATE act SET suma = suma + 1 WHERE id_act = 1");
    EXPECT_NE(before, ask_sql(*session, kClosingFromJournal, all));
    session->execute("UPDATE act SET suma = suma - 1 WHERE id_act = 1");
}

TEST_F(Hledger, RefusesAJournalThatDoesNotBalance) {
    const path file = *folder() / "wrong.journal";
    std::ofstream(file) << "2025-01-01 wrong\n    5121  10.00\n    5311  -9.99\n";
    EXPECT_THROW((void)ask_hledger(file, "--end 2026-01-01"), std::runtime_error);
}

}  // namespace roa2web::database
