// Writes the base tables of one company.
//
// Straight on SQLite's C interface: a million journal lines come with two million rows around them,
// and a statement bound and stepped here takes a third of the time that it takes through SOCI,
// whose typed variables and indicators serve reading. Nothing else in the program writes to an ERP.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

namespace roa2web::database::demo {

struct PartnerRecord {
    std::int64_t id;
    std::string_view name;
    std::string_view name_folded;
    std::optional<std::string_view> cui;
    std::optional<std::string_view> registration_number;
    std::string_view city;
    bool is_client;
    bool is_supplier;
    std::string_view search_text;
};

struct AccountRecord {
    std::string_view account;
    std::string_view synthetic;
    std::string_view name;
    std::string_view name_folded;
    std::string_view function;
    std::optional<std::int64_t> partner_id;
    std::optional<std::string_view> currency;
};

struct InvoiceRecord {
    std::int64_t id;
    std::string_view partner_type;
    std::optional<std::string_view> series;
    std::string_view number;
    std::string_view date;
    std::string_view due_date;
    std::int64_t partner_id;
    std::string_view partner_name;
    std::string_view partner_name_folded;
    std::optional<std::string_view> partner_cui;
    std::string_view currency;
    std::int64_t net;
    std::int64_t vat;
    std::int64_t total;
    std::optional<std::int64_t> currency_total;
    std::optional<std::int64_t> document_id;
    std::string_view search_text;
};

struct InvoiceLineRecord {
    std::int64_t invoice_id;
    std::int64_t line_number;
    std::string_view description;
    std::string_view unit;
    std::int64_t quantity_thousandths;
    std::int64_t unit_price;
    std::int64_t vat_rate;
    std::int64_t net;
    std::int64_t vat;
};

struct PaymentRecord {
    std::int64_t invoice_id;
    std::string_view date;
    std::int64_t amount;
    std::string_view method;
    std::optional<std::string_view> number;
    std::optional<std::string_view> account;
    std::optional<std::int64_t> document_id;
};

struct JournalRecord {
    std::int64_t document_id;
    std::string_view type;
    std::optional<std::string_view> series;
    std::string_view number;
    std::string_view date;
    std::string_view debit;
    std::string_view credit;
    std::string_view debit_synthetic;
    std::string_view credit_synthetic;
    std::int64_t amount;
    std::optional<std::string_view> currency;
    std::optional<std::int64_t> currency_amount;
    std::optional<std::int64_t> partner_id;
    std::optional<std::int64_t> invoice_id;
    std::string_view explanation;
};

/// One transaction from construction to `finish()`; without it the file is of no use. Throws
/// core::DatabaseError.
class DemoWriter {
  public:
    explicit DemoWriter(const std::filesystem::path& file);
    ~DemoWriter();
    DemoWriter(const DemoWriter&) = delete;
    DemoWriter& operator=(const DemoWriter&) = delete;
    DemoWriter(DemoWriter&&) = delete;
    DemoWriter& operator=(DemoWriter&&) = delete;

    void add(const PartnerRecord& partner);
    void add(const AccountRecord& account);
    void add(const InvoiceRecord& invoice);
    void add(const InvoiceLineRecord& line);
    void add(const PaymentRecord& payment);
    void add(const JournalRecord& line);
    void add_calendar_month(std::int64_t year, std::int64_t month, bool closed);
    void add_opening_balance(std::int64_t year,
                             std::string_view account,
                             std::int64_t debit,
                             std::int64_t credit);
    void add_turnover(std::int64_t year,
                      std::int64_t month,
                      std::string_view account,
                      std::int64_t debit,
                      std::int64_t credit);

    /// What has been paid of an invoice, as a new sum.
    void set_paid(std::int64_t invoice_id, std::int64_t paid, std::int64_t balance);

    /// Views, indexes, statistics; everything is on the disk when it returns.
    void finish();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// The text of a file in deployment/erp/sqlite. Throws core::InternalError for another name.
[[nodiscard]] std::string_view erp_script(std::string_view name);

}  // namespace roa2web::database::demo
