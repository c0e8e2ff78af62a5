#pragma once

#include <string>
#include <string_view>

#include "export/output_file.hpp"
#include "export/table_writer.hpp"

namespace roa2web::exports {

struct CsvOptions {
    char separator{';'};
    /// A byte order mark: Excel takes the file for UTF-8 then.
    bool bom{true};
};

/// CSV for machines (RFC 4180): one line of column titles and one for each row. Amounts are
/// 1234.50, days 2025-11-23. Totals are left out: who adds up a column would count it twice.
/// Texts that a spreadsheet would run as a formula get an apostrophe in front (OWASP, "CSV
/// Injection").
class CsvTableWriter final : public TableWriter {
  public:
    CsvTableWriter(TableFile file, const TableHead& head, CsvOptions options);

  protected:
    void write_row(std::span<const Cell> cells) override;
    void write_end(std::span<const Cell> totals) override;

  private:
    void append_text(std::string_view text);

    CsvOptions options_;
    OutputFile file_;
    std::string line_;
};

}  // namespace roa2web::exports
