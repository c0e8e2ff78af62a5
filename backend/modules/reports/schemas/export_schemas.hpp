// How a report is exported to a file; beside the report's own query.
#pragma once

#include <cstdint>

#include <boost/describe.hpp>

#include "schemas/dashboard_schemas.hpp"
#include "schemas/invoices_schemas.hpp"
#include "schemas/treasury_schemas.hpp"
#include "schemas/trial_balance_schemas.hpp"

namespace roa2web::reports {

enum class ExportFormat : std::uint8_t { Xlsx, Pdf, Csv };
BOOST_DESCRIBE_ENUM(ExportFormat, Xlsx, Pdf, Csv)

enum class CsvSeparator : std::uint8_t { Comma, Semicolon };
BOOST_DESCRIBE_ENUM(CsvSeparator, Comma, Semicolon)

enum class ExportLanguage : std::uint8_t { Ro, En };
BOOST_DESCRIBE_ENUM(ExportLanguage, Ro, En)

struct ExportOptions {
    json::Required<ExportFormat> format;
    ExportLanguage language{ExportLanguage::Ro};
    CsvSeparator separator{CsvSeparator::Semicolon};  // of CSV
    bool bom{true};                                   // of CSV: Excel takes it for UTF-8 then
};
BOOST_DESCRIBE_STRUCT(ExportOptions, (), (format, language, separator, bom))

/// The filters of the list; its page and page_size do not matter.
struct InvoiceExportQuery : InvoiceQuery, ExportOptions {};
BOOST_DESCRIBE_STRUCT(InvoiceExportQuery, (InvoiceQuery, ExportOptions), ())

struct TrialBalanceExportQuery : TrialBalanceQuery, ExportOptions {};
BOOST_DESCRIBE_STRUCT(TrialBalanceExportQuery, (TrialBalanceQuery, ExportOptions), ())

/// The register of one account.
struct TreasuryExportQuery : TreasuryRegisterQuery, ExportOptions {};
BOOST_DESCRIBE_STRUCT(TreasuryExportQuery, (TreasuryRegisterQuery, ExportOptions), ())

/// An account ledger or a partner statement.
struct LedgerExportQuery : LedgerQuery, ExportOptions {};
BOOST_DESCRIBE_STRUCT(LedgerExportQuery, (LedgerQuery, ExportOptions), ())

}  // namespace roa2web::reports
