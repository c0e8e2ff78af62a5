// What must hold in the books of every demo company, whatever the seed and the size. Read through
// the contract's views alone; each rule is a query for the rows that break it.
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/text.hpp"
#include "database/demo/demo_erp.hpp"
#include "database/demo/demo_rules.hpp"
#include "database/sqlite_session.hpp"
#include "database/test_folder.hpp"

namespace roa2web::database {

namespace {

struct Case {
    std::uint64_t seed;
    std::int64_t journal_lines;
    int years;
    core::Date last_day;
};

using std::chrono::year;

const Case kCases[] = {
    {1, 4'000, 2, year{2025} / 11 / 23},
    {2, 0, 1, year{2025} / 9 / 30},
    {7, 1'500, 3, year{2026} / 1 / 1},
    {42, 9'000, 1, year{2024} / 2 / 29},
    {1'000'003, 2'500, 2, year{2025} / 12 / 31},
};

struct CountRow {
    std::int64_t count{0};
    std::optional<std::string> example;
};
BOOST_DESCRIBE_STRUCT(CountRow, (), (count, example))

struct TextPairRow {
    std::string text;
    std::string folded;
};
BOOST_DESCRIBE_STRUCT(TextPairRow, (), (text, folded))

struct TextRow {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(TextRow, (), (text))

struct MonthRow {
    std::int64_t year{0};
    std::int64_t month{0};
    bool closed{false};
};
BOOST_DESCRIBE_STRUCT(MonthRow, (), (year, month, closed))

/// Debit less credit of every line on every account, with its date; the opening balances of the
/// first year come first.
const std::string kMovements =
    "WITH movements AS ("
    "SELECT account, '0000-00-00' AS day, debit - credit AS amount FROM roa2web_opening_balances "
    "WHERE year = (SELECT MIN(year) FROM roa2web_opening_balances) "
    "UNION ALL SELECT debit_account, document_date, amount FROM roa2web_journal "
    "UNION ALL SELECT credit_account, document_date, -amount FROM roa2web_journal) ";

class DemoBooks : public ::testing::TestWithParam<Case> {
  protected:
    static std::filesystem::path folder_of(const Case& parameters) {
        const std::string name = std::to_string(parameters.seed);
        if (!folders()) {
            folders() = std::make_unique<TestFolder>();
        }
        auto folder = *folders() / name;
        if (!has_demo_erp(folder)) {
            DemoOptions options;
            options.password_cost = {.passes = 1, .memory_bytes = 65'536};
            options.seed = parameters.seed;
            options.journal_lines = parameters.journal_lines;
            options.years = parameters.years;
            options.last_day = parameters.last_day;
            generate_demo_erp(folder, options);
        }
        return folder;
    }

    static void TearDownTestSuite() { folders().reset(); }

    DemoBooks() {
        const auto folder = folder_of(GetParam());
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            const std::string name = entry.path().stem().string();
            if (name != "shared") {
                companies_.emplace(name, open_sqlite({.file = entry.path(), .read_only = true}));
            }
        }
    }

    /// Fails for every company in which a query finds rows. @param rows gives a text column
    /// `example`.
    void expect_none(const std::string& rows) {
        ASSERT_EQ(companies_.size(), 5U);
        for (const auto& [name, session] : companies_) {
            const auto found = session->select_first<CountRow>(
                "SELECT COUNT(*), MIN(example) FROM (" + rows + ")");
            EXPECT_EQ(found->count, 0) << name << ": " << found->example.value_or("") << "\n"
                                       << rows;
        }
    }

    std::map<std::string, std::unique_ptr<Session>> companies_;

  private:
    static std::unique_ptr<TestFolder>& folders() {
        static std::unique_ptr<TestFolder> folders;
        return folders;
    }
};

}  // namespace

TEST_P(DemoBooks, HaveAboutTheJournalLinesThatWereAskedFor) {
    for (const auto& [name, session] : companies_) {
        const auto lines =
            session->select_first<CountRow>("SELECT COUNT(*), NULL FROM roa2web_journal")->count;
        EXPECT_GE(lines, GetParam().journal_lines * 98 / 100) << name;
        EXPECT_LE(lines,
                  GetParam().journal_lines * 102 / 100 + std::int64_t{720} * GetParam().years)
            << name;
    }
}

TEST_P(DemoBooks, BookOnAccountsOfTheChartAndNeverNothing) {
    expect_none(
        "SELECT entry_id AS example FROM roa2web_journal WHERE amount = 0 OR debit_account = "
        "credit_account "
        "OR debit_account NOT IN (SELECT account FROM roa2web_accounts) "
        "OR credit_account NOT IN (SELECT account FROM roa2web_accounts)");
    expect_none(
        "SELECT entry_id AS example FROM roa2web_journal j "
        "JOIN roa2web_accounts d ON d.account = j.debit_account JOIN roa2web_accounts c ON "
        "c.account = j.credit_account "
        "WHERE d.synthetic <> j.debit_synthetic OR c.synthetic <> j.credit_synthetic");
}

TEST_P(DemoBooks, KeepALinesDocumentTogether) {
    expect_none(
        "SELECT document_id AS example FROM roa2web_journal GROUP BY document_id "
        "HAVING COUNT(DISTINCT document_date) > 1 OR COUNT(DISTINCT document_type) > 1 "
        "OR COUNT(DISTINCT document_number) > 1");
}

TEST_P(DemoBooks, OpenEveryYearWithWhatTheYearBeforeClosedWith) {
    expect_none(
        "SELECT year AS example FROM roa2web_opening_balances GROUP BY year HAVING SUM(debit) <> "
        "SUM(credit)");
    expect_none(kMovements +
                "SELECT o.year || ' ' || o.account AS example FROM roa2web_opening_balances o "
                "WHERE debit - credit <> "
                "(SELECT SUM(amount) FROM movements m WHERE m.account = o.account AND m.day < "
                "o.year || '-01-01')");
    expect_none(kMovements +
                "SELECT y.year || ' ' || account AS example FROM movements, "
                "(SELECT DISTINCT year FROM roa2web_calendar) y WHERE day < y.year || '-01-01' "
                "GROUP BY y.year, account HAVING SUM(amount) <> 0 AND NOT EXISTS "
                "(SELECT 1 FROM roa2web_opening_balances o WHERE o.year = y.year AND o.account = "
                "movements.account)");
}

TEST_P(DemoBooks, SumUpInTheTurnovers) {
    const std::string journal =
        "SELECT CAST(SUBSTR(document_date, 1, 4) AS INTEGER) AS year, CAST(SUBSTR(document_date, "
        "6, 2) AS INTEGER) AS "
        "month, account, SUM(debit) AS debit, SUM(credit) AS credit FROM ("
        "SELECT document_date, debit_account AS account, amount AS debit, 0 AS credit FROM "
        "roa2web_journal "
        "UNION ALL SELECT document_date, credit_account, 0, amount FROM roa2web_journal) GROUP BY "
        "1, 2, 3";
    const std::string turnovers =
        "SELECT year, month, account, debit, credit FROM roa2web_turnovers";
    expect_none("SELECT account AS example FROM (" + journal + " EXCEPT " + turnovers + ")");
    expect_none("SELECT account AS example FROM (" + turnovers + " EXCEPT " + journal + ")");
}

TEST_P(DemoBooks, OweAndAreOwedWhatTheOpenInvoicesSay) {
    struct Side {
        std::string partner_type;
        std::string synthetic;
        std::string sign;
    };

    for (const Side& side : {Side{"clients", "4111", "1"}, Side{"suppliers", "401", "-1"}}) {
        expect_none(fmt::format(
            "{0} SELECT a.account AS example FROM roa2web_accounts a WHERE a.synthetic = '{1}' "
            "AND a.is_analytic = 1 AND {2} * "
            "(SELECT COALESCE(SUM(amount), 0) FROM movements m WHERE m.account = a.account) <> "
            "(SELECT COALESCE(SUM(balance), 0) FROM roa2web_invoices i "
            "WHERE i.partner_id = a.partner_id AND i.partner_type = '{3}')",
            kMovements,
            side.synthetic,
            side.sign,
            side.partner_type));
        expect_none(
            fmt::format("SELECT entry_id AS example FROM roa2web_journal "
                        "WHERE debit_account = '{0}' OR credit_account = '{0}'",
                        side.synthetic));
    }
}

TEST_P(DemoBooks, NeverHaveLessThanNothingInTheCashDeskOrTheBank) {
    for (const std::string_view account : {"5311", "5121", "5124", "5125"}) {
        expect_none(
            fmt::format("{} SELECT day AS example FROM (SELECT day, SUM(SUM(amount)) OVER (ORDER "
                        "BY day) AS left "
                        "FROM movements WHERE account = '{}' GROUP BY day) WHERE left < 0",
                        kMovements,
                        account));
    }
    // Transfers arrive on the day they leave.
    expect_none(kMovements +
                "SELECT day AS example FROM movements WHERE account = '581' GROUP BY day HAVING "
                "SUM(amount) <> 0");
}

TEST_P(DemoBooks, HoldTheEurosOfTheirCurrencyAccount) {
    // What came in less what went out in euro is worth, at a rate near five, what stands on the
    // account.
    expect_none(
        "SELECT euro || ' ' || lei AS example FROM (SELECT "
        "(SELECT COALESCE(SUM(currency_amount), 0) FROM roa2web_journal WHERE debit_account = "
        "'5124') - "
        "(SELECT COALESCE(SUM(currency_amount), 0) FROM roa2web_journal WHERE credit_account = "
        "'5124') AS euro, "
        "(SELECT COALESCE(SUM(amount), 0) FROM roa2web_journal WHERE debit_account = '5124') - "
        "(SELECT COALESCE(SUM(amount), 0) FROM roa2web_journal WHERE credit_account = '5124') AS "
        "lei) "
        "WHERE lei < euro * 49 / 10 OR lei > euro * 52 / 10");
}

TEST_P(DemoBooks, CloseTheirMonths) {
    const std::string month_ends =
        "(SELECT year, month, SUBSTR('0000' || year, -4) || '-' || SUBSTR('00' || month, -2) || "
        "'-99' AS last "
        "FROM roa2web_calendar WHERE closed = 1) e";
    expect_none(kMovements + "SELECT e.last || ' ' || a.account AS example FROM " + month_ends +
                ", roa2web_accounts a WHERE (a.account_class IN (6, 7) OR a.account IN ('4426', "
                "'4427')) AND "
                "(SELECT SUM(amount) FROM movements m WHERE m.account = a.account AND m.day <= "
                "e.last) <> 0");
}

TEST_P(DemoBooks, CarryTheResultForwardOnTheFirstOfJanuary) {
    expect_none(
        kMovements +
        "SELECT y.year AS example FROM (SELECT DISTINCT year FROM roa2web_calendar) y WHERE "
        "(SELECT SUM(amount) FROM movements WHERE account = '121' AND day <= y.year || '-01-01') "
        "<> 0");
}

TEST_P(DemoBooks, AddUpTheirInvoices) {
    expect_none(
        "SELECT invoice_id AS example FROM roa2web_invoices WHERE net + vat <> total OR total - "
        "paid <> balance "
        "OR due_date < document_date OR total = 0");
    expect_none(
        "SELECT i.invoice_id AS example FROM roa2web_invoices i WHERE i.net || ' ' || i.vat || ' ' "
        "|| i.total <> "
        "(SELECT SUM(l.net) || ' ' || SUM(l.vat) || ' ' || SUM(l.total) FROM roa2web_invoice_lines "
        "l "
        "WHERE l.invoice_id = i.invoice_id)");
    expect_none(
        "SELECT i.invoice_id AS example FROM roa2web_invoices i WHERE i.paid <> "
        "(SELECT COALESCE(SUM(p.amount), 0) FROM roa2web_invoice_payments p WHERE p.invoice_id = "
        "i.invoice_id)");
    expect_none(
        "SELECT line_id AS example FROM roa2web_invoice_lines WHERE net + vat <> total "
        "OR net * 1000 <> quantity_thousandths * unit_price");
    // Nobody pays more than is owed.
    expect_none(
        "SELECT invoice_id AS example FROM roa2web_invoices WHERE ABS(paid) > ABS(total) "
        "OR balance * total < 0");
}

TEST_P(DemoBooks, BookEveryInvoiceOnceAndInFull) {
    expect_none(
        "SELECT i.invoice_id AS example FROM roa2web_invoices i WHERE i.document_id IS NOT NULL "
        "AND i.total <> "
        "(SELECT COALESCE(SUM(amount), 0) FROM roa2web_journal j WHERE j.document_id = "
        "i.document_id)");
    expect_none(
        "SELECT document_id AS example FROM roa2web_invoices WHERE document_id IS NOT NULL "
        "GROUP BY document_id HAVING COUNT(*) > 1");
    expect_none(
        "SELECT partner_type || document_series || document_number AS example FROM "
        "roa2web_invoices "
        "WHERE partner_type = 'clients' GROUP BY 1 HAVING COUNT(*) > 1");
}

TEST_P(DemoBooks, TakeTheVatRateOfTheDay) {
    expect_none(
        "SELECT l.line_id AS example FROM roa2web_invoice_lines l JOIN roa2web_invoices i ON "
        "i.invoice_id = "
        "l.invoice_id WHERE (i.document_date < '2025-08-01' AND l.vat_rate NOT IN (0, 5, 9, 19)) "
        "OR (i.document_date >= '2025-08-01' AND l.vat_rate NOT IN (0, 11, 21))");
    expect_none(
        "SELECT line_id AS example FROM roa2web_invoice_lines WHERE ABS(net * vat_rate - vat * "
        "100) > 50");
}

TEST_P(DemoBooks, NameTheirPartnersInRomanianWithTaxNumbersThatAreRight) {
    for (const auto& [name, session] : companies_) {
        for (const auto& row :
             session->select<TextRow>("SELECT cui FROM roa2web_partners WHERE cui GLOB '[0-9]*'")) {
            EXPECT_TRUE(demo::is_valid_cui(row.text)) << name << " " << row.text;
        }
        std::set<std::string> seen;
        bool has_comma_below = false;
        for (const auto& row :
             session->select<TextPairRow>("SELECT name, name_folded FROM roa2web_partners")) {
            EXPECT_TRUE(core::is_valid_utf8(row.text));
            EXPECT_EQ(core::fold(row.text), row.folded);
            EXPECT_TRUE(seen.insert(row.text).second) << row.text;
            has_comma_below = has_comma_below || row.text.find("ș") != std::string::npos ||
                              row.text.find("ț") != std::string::npos ||
                              row.text.find("Ț") != std::string::npos;
            EXPECT_EQ(row.text.find("ş"), std::string::npos) << "cedilla in " << row.text;
            EXPECT_EQ(row.text.find("ţ"), std::string::npos) << "cedilla in " << row.text;
        }
        EXPECT_TRUE(has_comma_below) << name;
    }
    expect_none(
        "SELECT i.invoice_id AS example FROM roa2web_invoices i JOIN roa2web_partners p ON "
        "p.partner_id = "
        "i.partner_id WHERE p.name <> i.partner_name OR p.cui <> i.partner_cui "
        "OR INSTR(i.search_text, p.name_folded) = 0 OR INSTR(i.search_text, i.document_number) = "
        "0");
    expect_none(
        "SELECT partner_id AS example FROM roa2web_partners WHERE is_client = 0 AND is_supplier = "
        "0");
}

TEST_P(DemoBooks, HaveACalendarWithoutGapsThatIsClosedButForTheLastMonths) {
    const core::Date last = GetParam().last_day;
    for (const auto& [name, session] : companies_) {
        const auto months = session->select<MonthRow>(
            "SELECT year, month, closed FROM roa2web_calendar ORDER BY 1, 2");
        auto expected = (last.year() - std::chrono::years{GetParam().years - 1}) / 1;
        for (const MonthRow& row : months) {
            EXPECT_EQ(row.year, static_cast<int>(expected.year())) << name;
            EXPECT_EQ(row.month, static_cast<unsigned>(expected.month())) << name;
            const bool just_gone = expected + std::chrono::months{1} == last.year() / last.month();
            const bool open = expected == last.year() / last.month() ||
                              (just_gone && static_cast<unsigned>(last.day()) < 25);
            EXPECT_EQ(row.closed, !open) << row.year << "-" << row.month;
            expected += std::chrono::months{1};
        }
        EXPECT_EQ(expected, last.year() / last.month() + std::chrono::months{1}) << name;
    }
    const std::string last_day = core::format_date(last);
    expect_none("SELECT entry_id AS example FROM roa2web_journal WHERE document_date > '" +
                last_day + "'");
    expect_none(
        "SELECT payment_id AS example FROM roa2web_invoice_payments WHERE payment_date > '" +
        last_day + "'");
}

TEST_P(DemoBooks, HaveOneChangeMarker) {
    for (const auto& [name, session] : companies_) {
        EXPECT_EQ(
            session->select_first<CountRow>("SELECT COUNT(*), NULL FROM roa2web_change_marker")
                ->count,
            1)
            << name;
    }
}

INSTANTIATE_TEST_SUITE_P(SeedsAndSizes,
                         DemoBooks,
                         ::testing::ValuesIn(kCases),
                         [](const auto& tested) {
                             return "Seed" + std::to_string(tested.param.seed) + "Lines" +
                                    std::to_string(tested.param.journal_lines);
                         });

TEST(DemoBooksOfSize, ShowEverythingThatHappensInABusiness) {
    const TestFolder folder;
    DemoOptions options;
    options.password_cost = {.passes = 1, .memory_bytes = 65'536};
    options.last_day = year{2025} / 11 / 23;
    generate_demo_erp(folder / "erp", options);
    const auto count = [&folder](const std::string& company, const std::string& condition) {
        return open_sqlite({.file = folder / ("erp/" + company + ".db"), .read_only = true})
            ->select_first<CountRow>("SELECT COUNT(*), NULL FROM " + condition)
            ->count;
    };
    EXPECT_GT(count("demo_comert", "roa2web_invoices WHERE total < 0"), 5);  // credit notes
    EXPECT_GT(count("demo_comert", "roa2web_journal WHERE amount < 0 AND document_type = 'note'"),
              5);  // storno
    EXPECT_GT(count("demo_comert", "roa2web_invoices WHERE paid > 0 AND balance > 0"),
              2);  // paid in part
    EXPECT_GT(
        count("demo_comert", "roa2web_invoices WHERE balance > 0 AND due_date < '2025-11-23'"), 10);
    EXPECT_GT(count("demo_comert", "roa2web_invoice_payments WHERE payment_method = 'cash'"), 20);
    EXPECT_GT(count("demo_comert",
                    "roa2web_journal WHERE debit_account = '4423' AND credit_account = '5121'"),
              10);
    EXPECT_GT(count("demo_transport", "roa2web_journal WHERE debit_account = '4424'"), 10);
    EXPECT_GT(count("demo_transport", "roa2web_invoices WHERE currency = 'EUR'"), 200);
    EXPECT_GT(count("demo_transport", "roa2web_journal WHERE credit_account = '765'"), 20);
    EXPECT_GT(count("demo_transport", "roa2web_journal WHERE debit_account = '665'"), 5);
    EXPECT_GT(count("demo_restaurant", "roa2web_journal WHERE document_type = 'cash_sale'"), 1000);
    EXPECT_GT(count("demo_restaurant", "roa2web_journal WHERE credit_account = '5125'"), 100);
    for (const std::string company :
         {"demo_comert", "demo_servicii", "demo_transport", "demo_restaurant", "demo_holding"}) {
        EXPECT_GT(count(company, "roa2web_journal WHERE debit_account = '641'"), 30) << company;
        EXPECT_GT(count(company, "roa2web_journal WHERE debit_account = '6811'"), 30) << company;
        EXPECT_GT(count(company, "roa2web_journal WHERE document_type = 'vat'"), 60) << company;
        EXPECT_GT(count(company, "roa2web_journal WHERE debit_account = '6022'"), 20) << company;
        EXPECT_EQ(count(company,
                        "roa2web_journal WHERE debit_account = '121' AND credit_account = '117'"),
                  2)
            << company;
        EXPECT_GE(count(company, "roa2web_journal"), 19'900) << company;
    }
}

}  // namespace roa2web::database
