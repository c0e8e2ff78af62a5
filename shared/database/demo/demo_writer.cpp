#include "database/demo/demo_writer.hpp"

#include <string>

#include <sqlite3.h>

#include "core/exceptions.hpp"

#include "erp_sqlite_migrations.hpp"

namespace roa2web::database::demo {

namespace {

constexpr std::string_view kAddPartner =
    "INSERT INTO nom_parteneri VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kAddAccount = "INSERT INTO plcont VALUES (?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kAddInvoice =
    "INSERT INTO facturi VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)";
constexpr std::string_view kAddInvoiceLine =
    "INSERT INTO facturi_detalii VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kAddPayment =
    "INSERT INTO incasari_plati VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kAddJournalLine =
    "INSERT INTO act VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kAddMonth = "INSERT INTO calendar VALUES (?, ?, ?)";
constexpr std::string_view kAddOpening = "INSERT INTO solduri_initiale VALUES (?, ?, ?, ?)";
constexpr std::string_view kAddTurnover = "INSERT INTO rulaje VALUES (?, ?, ?, ?, ?)";
constexpr std::string_view kSetPaid =
    "UPDATE facturi SET achitat = ?2, sold = ?3 WHERE id_fact = ?1";

void check(sqlite3* database, int code) {
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) {
        throw core::DatabaseError(std::string("demo ERP: ") + sqlite3_errmsg(database));
    }
}

void run(sqlite3* database, std::string_view script) {
    check(database, sqlite3_exec(database, std::string(script).c_str(), nullptr, nullptr, nullptr));
}

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
};

/// A prepared statement that is bound and stepped with all its values at once.
class Statement {
  public:
    Statement(sqlite3* database, std::string_view sql) : database_(database) {
        check(database,
              sqlite3_prepare_v3(database,
                                 sql.data(),
                                 static_cast<int>(sql.size()),
                                 SQLITE_PREPARE_PERSISTENT,
                                 &statement_,
                                 nullptr));
    }

    ~Statement() { sqlite3_finalize(statement_); }

    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    Statement(Statement&&) = delete;
    Statement& operator=(Statement&&) = delete;

    /// The values must live until this returns: texts are not copied.
    template <class... Values>
    void operator()(const Values&... values) {
        int position = 0;
        (bind(++position, values), ...);
        const int code = sqlite3_step(statement_);
        sqlite3_reset(statement_);
        check(database_, code);
    }

  private:
    void bind(int position, std::int64_t value) { sqlite3_bind_int64(statement_, position, value); }

    void bind(int position, bool value) { sqlite3_bind_int(statement_, position, value ? 1 : 0); }

    void bind(int position, std::string_view value) {
        sqlite3_bind_text(
            statement_, position, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
    }

    template <class T>
    void bind(int position, const std::optional<T>& value) {
        if (value) {
            bind(position, *value);
        } else {
            sqlite3_bind_null(statement_, position);
        }
    }

    sqlite3* database_;
    sqlite3_stmt* statement_{nullptr};
};

std::unique_ptr<sqlite3, CloseDatabase> open(const std::filesystem::path& file) {
    const std::u8string utf8 = file.u8string();
    sqlite3* handle = nullptr;
    const int code = sqlite3_open(reinterpret_cast<const char*>(utf8.c_str()), &handle);
    std::unique_ptr<sqlite3, CloseDatabase> database(handle);
    check(handle, code);
    // A half-made file is thrown away, so nothing need be durable, or undone, before `finish()`.
    run(handle, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;");
    run(handle, "BEGIN");
    run(handle, erp_script("company_tables.sql"));
    return database;
}

}  // namespace

struct DemoWriter::Impl {
    explicit Impl(const std::filesystem::path& file) : database(open(file)) {}

    std::unique_ptr<sqlite3, CloseDatabase> database;
    Statement add_partner{database.get(), kAddPartner};
    Statement add_account{database.get(), kAddAccount};
    Statement add_invoice{database.get(), kAddInvoice};
    Statement add_invoice_line{database.get(), kAddInvoiceLine};
    Statement add_payment{database.get(), kAddPayment};
    Statement add_journal_line{database.get(), kAddJournalLine};
    Statement add_month{database.get(), kAddMonth};
    Statement add_opening{database.get(), kAddOpening};
    Statement add_turnover{database.get(), kAddTurnover};
    Statement set_paid{database.get(), kSetPaid};
};

DemoWriter::DemoWriter(const std::filesystem::path& file) : impl_(std::make_unique<Impl>(file)) {}

DemoWriter::~DemoWriter() = default;

void DemoWriter::add(const PartnerRecord& partner) {
    impl_->add_partner(partner.id,
                       partner.name,
                       partner.name_folded,
                       partner.cui,
                       partner.registration_number,
                       partner.city,
                       partner.is_client,
                       partner.is_supplier,
                       partner.search_text);
}

void DemoWriter::add(const AccountRecord& account) {
    impl_->add_account(account.account,
                       account.synthetic,
                       account.name,
                       account.name_folded,
                       account.function,
                       account.partner_id,
                       account.currency);
}

void DemoWriter::add(const InvoiceRecord& invoice) {
    impl_->add_invoice(invoice.id,
                       invoice.partner_type,
                       invoice.series,
                       invoice.number,
                       invoice.date,
                       invoice.due_date,
                       invoice.partner_id,
                       invoice.partner_name,
                       invoice.partner_name_folded,
                       invoice.partner_cui,
                       invoice.currency,
                       invoice.net,
                       invoice.vat,
                       invoice.total,
                       invoice.total,
                       invoice.currency_total,
                       invoice.document_id,
                       invoice.search_text);
}

void DemoWriter::add(const InvoiceLineRecord& line) {
    impl_->add_invoice_line(line.invoice_id,
                            line.line_number,
                            line.description,
                            line.unit,
                            line.quantity_thousandths,
                            line.unit_price,
                            line.vat_rate,
                            line.net,
                            line.vat,
                            line.net + line.vat);
}

void DemoWriter::add(const PaymentRecord& payment) {
    impl_->add_payment(payment.invoice_id,
                       payment.date,
                       payment.amount,
                       payment.method,
                       payment.number,
                       payment.account,
                       payment.document_id);
}

void DemoWriter::add(const JournalRecord& line) {
    impl_->add_journal_line(line.document_id,
                            line.type,
                            line.series,
                            line.number,
                            line.date,
                            line.debit,
                            line.credit,
                            line.debit_synthetic,
                            line.credit_synthetic,
                            line.amount,
                            line.currency,
                            line.currency_amount,
                            line.partner_id,
                            line.invoice_id,
                            line.explanation);
}

void DemoWriter::add_calendar_month(std::int64_t year, std::int64_t month, bool closed) {
    impl_->add_month(year, month, closed);
}

void DemoWriter::add_opening_balance(std::int64_t year,
                                     std::string_view account,
                                     std::int64_t debit,
                                     std::int64_t credit) {
    impl_->add_opening(year, account, debit, credit);
}

void DemoWriter::add_turnover(std::int64_t year,
                              std::int64_t month,
                              std::string_view account,
                              std::int64_t debit,
                              std::int64_t credit) {
    impl_->add_turnover(year, month, account, debit, credit);
}

void DemoWriter::set_paid(std::int64_t invoice_id, std::int64_t paid, std::int64_t balance) {
    impl_->set_paid(invoice_id, paid, balance);
}

void DemoWriter::finish() {
    sqlite3* database = impl_->database.get();
    run(database, "INSERT INTO marcaj VALUES (1)");
    run(database, erp_script("company_views.sql"));
    run(database, erp_script("company_indexes.sql"));
    run(database, "ANALYZE; COMMIT");
    // The first durable commit syncs the whole file.
    run(database,
        "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA user_version = 1");
}

std::string_view erp_script(std::string_view name) {
    for (const SqlFile& file : erp_sqlite_migrations()) {
        if (file.name == name) {
            return file.text;
        }
    }
    throw core::InternalError("no such ERP script: " + std::string(name));
}

}  // namespace roa2web::database::demo
