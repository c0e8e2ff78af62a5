// For the tests of the dashboard: generated companies, and a company whose few entries a test
// writes itself, through the same tables and views.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "core/exceptions.hpp"
#include "database/demo/demo_erp.hpp"
#include "database/erp_gateway.hpp"
#include "database/sqlite_erp_gateway.hpp"
#include "database/sqlite_session.hpp"
#include "database/test_folder.hpp"

namespace roa2web::reports {

/// Noon of a day, for a FixedClock.
inline core::Timestamp noon_of(core::Date day) {
    return std::chrono::sys_days(day) + std::chrono::hours(12);
}

/// Companies 1 to 5 of one seed, generated once.
class DemoCompanies {
  public:
    DemoCompanies(std::uint64_t seed, std::int64_t journal_lines, int years, core::Date last_day)
        : last_day_(last_day) {
        database::DemoOptions options;
        options.password_cost = {.passes = 1, .memory_bytes = 65'536};
        options.seed = seed;
        options.journal_lines = journal_lines;
        options.years = years;
        options.last_day = last_day;
        database::generate_demo_erp(folder_ / "erp", options);
    }

    [[nodiscard]] database::ErpSettings settings() const {
        database::ErpSettings settings;
        settings.folder = folder_ / "erp";
        return settings;
    }

    [[nodiscard]] core::Date last_day() const { return last_day_; }

  private:
    database::TestFolder folder_;
    core::Date last_day_;
};

/// One company with an empty SQLite ERP of its own; every company id leads to it.
class HandMadeCompany final : public database::ErpGateway {
  public:
    HandMadeCompany() : books_(database::open_sqlite({.file = folder_ / "company.db"})) {
        // Nothing of it outlives the test.
        books_->execute_script("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF");
        for (const auto* const script : {"company_tables.sql", "company_views.sql"}) {
            std::ifstream stream(std::filesystem::path(ROA2WEB_SOURCE_DIR) /
                                 "deployment/erp/sqlite" / script);
            std::ostringstream text;
            text << stream.rdbuf();
            books_->execute_script(text.str());
        }
    }

    /// Months without gaps, both included.
    void open_months(int first_year, int first_month, int last_year, int last_month) {
        for (int number = first_year * 12 + first_month - 1;
             number <= last_year * 12 + last_month - 1;
             ++number) {
            books_->execute("INSERT INTO calendar VALUES (:year, :month, 0)",
                            {{"year", number / 12}, {"month", number % 12 + 1}});
        }
    }

    void set_opening(int year, const std::string& account, std::int64_t debit_less_credit) {
        books_->execute("INSERT INTO solduri_initiale VALUES (:year, :account, :debit, :credit)",
                        {{"year", year},
                         {"account", account},
                         {"debit", std::max<std::int64_t>(debit_less_credit, 0)},
                         {"credit", std::max<std::int64_t>(-debit_less_credit, 0)}});
    }

    /// @param date "2025-11-23". @param amount in bani; negative is a reversal in red.
    void post(const std::string& date,
              const std::string& debit,
              const std::string& credit,
              std::int64_t amount) {
        books_->execute(
            "INSERT INTO act (id_doc, fel, numar, data, debit, credit, debit_sintetic, "
            "credit_sintetic, suma, explicatie) VALUES (1, 'note', '1', :day, :debit, :credit, "
            ":debit_synthetic, :credit_synthetic, :amount, 'test')",
            {{"day", date},
             {"debit", debit},
             {"credit", credit},
             {"debit_synthetic", synthetic(debit)},
             {"credit_synthetic", synthetic(credit)},
             {"amount", amount}});
        add_turnover(date, debit, amount, 0);
        add_turnover(date, credit, 0, amount);
    }

    /// Answers its id.
    std::int64_t issue(const std::string& type,
                       const std::string& date,
                       const std::string& due_date,
                       std::int64_t partner,
                       std::int64_t net,
                       std::int64_t vat) {
        const std::string name = "Partner " + std::to_string(partner);
        books_->execute(
            "INSERT OR IGNORE INTO nom_parteneri VALUES (:id, :name, :name, NULL, NULL, NULL, 1, "
            "1, '')",
            {{"id", partner}, {"name", name}});
        books_->execute(
            "INSERT INTO facturi VALUES (:id, :type, NULL, '1', :day, :due, :partner, :name, "
            ":name, NULL, 'RON', :net, :vat, :total, 0, :total, NULL, NULL, '')",
            {{"id", ++invoices_},
             {"type", type},
             {"day", date},
             {"due", due_date},
             {"partner", partner},
             {"name", name},
             {"net", net},
             {"vat", vat},
             {"total", net + vat}});
        return invoices_;
    }

    void pay(std::int64_t invoice, const std::string& date, std::int64_t amount) {
        books_->execute(
            "INSERT INTO incasari_plati (id_fact, data, suma, fel) VALUES (:id, :day, :amount, "
            "'bank')",
            {{"id", invoice}, {"day", date}, {"amount", amount}});
        books_->execute(
            "UPDATE facturi SET achitat = achitat + :amount, sold = sold - :amount WHERE id_fact = "
            ":id",
            {{"id", invoice}, {"amount", amount}});
    }

    // database::ErpGateway
    [[nodiscard]] database::ErpLease company_session(core::CompanyId) override {
        return {database::open_sqlite({.file = folder_ / "company.db", .read_only = true}),
                [](const std::unique_ptr<database::Session>&) {}};
    }

    [[nodiscard]] core::Result<database::ErpUser> verify_login(std::string_view,
                                                               std::string_view) override {
        throw core::InternalError("not part of these tests");
    }

    [[nodiscard]] core::Result<database::ErpUser> find_user(core::UserId) override {
        throw core::InternalError("not part of these tests");
    }

    [[nodiscard]] std::vector<database::ErpCompany> companies_of(core::UserId) override {
        return {};
    }

    void probe() override {}

    [[nodiscard]] database::ErpPoolStats stats() const override { return {}; }

    [[nodiscard]] std::string_view engine() const override { return "sqlite (test)"; }

  private:
    static std::string synthetic(const std::string& account) {
        return account.substr(0, account.find('.'));
    }

    void add_turnover(const std::string& date,
                      const std::string& account,
                      std::int64_t debit,
                      std::int64_t credit) {
        books_->execute(
            "INSERT OR IGNORE INTO plcont VALUES (:account, :synthetic, 'x', 'x', "
            "'B', NULL, NULL)",
            {{"account", account}, {"synthetic", synthetic(account)}});
        books_->execute(
            "INSERT INTO rulaje VALUES (:year, :month, :account, :debit, :credit) ON CONFLICT (an, "
            "luna, cont) DO UPDATE SET debit = debit + excluded.debit, credit = credit + "
            "excluded.credit",
            {{"year", std::stoi(date.substr(0, 4))},
             {"month", std::stoi(date.substr(5, 2))},
             {"account", account},
             {"debit", debit},
             {"credit", credit}});
    }

    database::TestFolder folder_;
    std::unique_ptr<database::Session> books_;
    std::int64_t invoices_{0};
};

}  // namespace roa2web::reports
