#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "core/text.hpp"
#include "database/demo/demo_writer.hpp"
#include "database/sqlite_session.hpp"

#include "services/random_books.hpp"

namespace roa2web::reports {

namespace {

using std::chrono::sys_days;

/// Synthetics that have analytics.
constexpr std::array kParents{"4111", "401", "461"};

std::string synthetic_of(const std::string& account) {
    return account.substr(0, account.find('.'));
}

bool is_in_euro(std::string_view account) {
    return account == "5124" || account == "5314";
}

void write_account(database::demo::DemoWriter& writer,
                   const std::string& account,
                   std::optional<std::int64_t> partner) {
    const std::string name = "Cont " + account;
    const std::string folded = core::fold(name);
    writer.add(database::demo::AccountRecord{
        .account = account,
        .synthetic = synthetic_of(account),
        .name = name,
        .name_folded = folded,
        .function = "B",
        .partner_id = partner,
        .currency = is_in_euro(account) ? std::optional<std::string_view>("EUR") : std::nullopt});
}

void write_names(database::demo::DemoWriter& writer) {
    for (const std::string_view account : kRandomAccounts) {
        if (account.find('.') == std::string_view::npos) {
            write_account(writer, std::string(account), {});
        }
    }
    for (const std::string_view parent : kParents) {
        write_account(writer, std::string(parent), {});
        for (std::int64_t partner = 1; partner <= kRandomPartners; ++partner) {
            write_account(writer, analytic_of(parent, partner), partner);
        }
    }
    for (std::int64_t partner = 1; partner <= kRandomPartners; ++partner) {
        const std::string name = "Țiglă și Fiii " + std::to_string(partner) + " SRL";
        const std::string folded = core::fold(name);
        writer.add(database::demo::PartnerRecord{.id = partner,
                                                 .name = name,
                                                 .name_folded = folded,
                                                 .cui = {},
                                                 .registration_number = {},
                                                 .city = "Iași",
                                                 .is_client = true,
                                                 .is_supplier = true,
                                                 .search_text = folded});
    }
}

void write_invoices(database::demo::DemoWriter& writer, const RandomBooks& books) {
    std::int64_t id = 0;
    for (const auto& invoice : books.invoices) {
        const std::string number = std::to_string(++id);
        const std::string day = core::format_date(core::Date{invoice.day});
        writer.add(database::demo::InvoiceRecord{
            .id = id,
            .partner_type = invoice.of_client ? "clients" : "suppliers",
            .series = {},
            .number = number,
            .date = day,
            .due_date = day,
            .partner_id = invoice.partner,
            .partner_name = "",
            .partner_name_folded = "",
            .partner_cui = {},
            .currency = "RON",
            .net = invoice.total,
            .vat = 0,
            .total = invoice.total,
            .currency_total = {},
            .document_id = invoice.document,
            .search_text = ""});
        writer.set_paid(id, invoice.paid, invoice.total - invoice.paid);
    }
}

std::optional<std::int64_t> unless_zero(std::int64_t value) {
    return value == 0 ? std::nullopt : std::optional(value);
}

void write_journal(database::demo::DemoWriter& writer, const RandomBooks& books) {
    for (const auto& entry : books.entries) {
        const std::string number = std::to_string(entry.document);
        const std::string day = core::format_date(core::Date{entry.day});
        const std::string debit_synthetic = synthetic_of(entry.debit);
        const std::string credit_synthetic = synthetic_of(entry.credit);
        const bool in_euro = is_in_euro(entry.debit) || is_in_euro(entry.credit);
        writer.add(database::demo::JournalRecord{
            .document_id = entry.document,
            .type = "note",
            .series = {},
            .number = number,
            .date = day,
            .debit = entry.debit,
            .credit = entry.credit,
            .debit_synthetic = debit_synthetic,
            .credit_synthetic = credit_synthetic,
            .amount = entry.amount,
            .currency = in_euro ? std::optional<std::string_view>("EUR") : std::nullopt,
            .currency_amount = in_euro ? std::optional(entry.amount / 5) : std::nullopt,
            .partner_id = unless_zero(entry.partner),
            .invoice_id = unless_zero(entry.invoice),
            .explanation = "Întâmplător"});
    }
}

struct Turnover {
    std::int64_t debit{0};
    std::int64_t credit{0};
};

/// Months with their turnovers, years with their opening balances: what an ERP keeps.
void write_months(database::demo::DemoWriter& writer, const RandomBooks& books) {
    auto balances = books.opening;
    auto entry = books.entries.begin();
    for (int number = 0; number < books.months; ++number) {
        const auto month = books.first_month + std::chrono::months(number);
        const int year = static_cast<int>(month.year());
        const auto month_number = static_cast<unsigned>(month.month());
        writer.add_calendar_month(year, month_number, number + 1 < books.months);
        if (number == 0 || month_number == 1) {
            for (const auto& [account, balance] : balances) {
                if (balance != 0) {
                    writer.add_opening_balance(year,
                                               account,
                                               std::max<std::int64_t>(balance, 0),
                                               std::max<std::int64_t>(-balance, 0));
                }
            }
        }
        std::map<std::string, Turnover> turnovers;
        for (; entry != books.entries.end() &&
               entry->day < sys_days((month + std::chrono::months(1)) / 1);
             ++entry) {
            turnovers[entry->debit].debit += entry->amount;
            turnovers[entry->credit].credit += entry->amount;
            balances[entry->debit] += entry->amount;
            balances[entry->credit] -= entry->amount;
        }
        for (const auto& [account, turnover] : turnovers) {
            writer.add_turnover(year, month_number, account, turnover.debit, turnover.credit);
        }
    }
}

}  // namespace

void write_random_books(const std::filesystem::path& folder, const RandomBooks& books) {
    database::demo::DemoWriter writer(folder / "intamplare.db");
    write_names(writer);
    write_invoices(writer, books);
    write_journal(writer, books);
    write_months(writer, books);
    writer.finish();
    const auto session = database::open_sqlite({.file = folder / "shared.db"});
    session->execute_script(database::demo::erp_script("shared_tables.sql"));
    session->execute_script(database::demo::erp_script("shared_views.sql"));
    session->execute(
        "INSERT INTO nom_firme VALUES (1, 'Întâmplare SRL', 'intamplare srl', 'RO14399840', NULL, "
        "'intamplare')");
}

}  // namespace roa2web::reports
