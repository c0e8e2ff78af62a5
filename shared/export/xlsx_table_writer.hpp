#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "export/table_writer.hpp"

namespace roa2web::exports {

/// The last row that Excel has (its "Specifications and limits").
constexpr std::uint32_t kExcelRows = 1'048'576;

struct XlsxOptions {
    /// Rows of one sheet, its head and totals included; what is more goes on in a further sheet.
    std::uint32_t rows_per_sheet{kExcelRows};
};

/// A workbook for Excel and LibreOffice: amounts are numbers and days are dates, the head stays in
/// sight and is repeated on paper, totals are formulas that carry their value.
class XlsxTableWriter final : public TableWriter {
  public:
    XlsxTableWriter(const TableFile& file, TableHead head, XlsxOptions options = {});
    ~XlsxTableWriter() override;
    XlsxTableWriter(const XlsxTableWriter&) = delete;
    XlsxTableWriter& operator=(const XlsxTableWriter&) = delete;
    XlsxTableWriter(XlsxTableWriter&&) = delete;
    XlsxTableWriter& operator=(XlsxTableWriter&&) = delete;

  protected:
    void write_row(std::span<const Cell> cells) override;
    void write_end(std::span<const Cell> totals) override;

  private:
    struct Workbook;

    void start_sheet();
    void end_sheet();
    void write_cell(std::uint16_t column, const Cell& cell, bool total);
    void write_total(std::uint16_t column, core::Money amount);

    std::filesystem::path path_;
    TableHead head_;
    XlsxOptions options_;
    std::unique_ptr<Workbook> workbook_;
    std::vector<core::Money> sums_;  // of each column
};

}  // namespace roa2web::exports
