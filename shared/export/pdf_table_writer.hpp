#pragma once

#include <span>
#include <string>
#include <vector>

#include "export/pdf_font.hpp"
#include "export/pdf_layout.hpp"
#include "export/row_spool.hpp"
#include "export/table_writer.hpp"

namespace roa2web::exports {

/// A document on A4, to print and to hand to a bank: letterhead, the table's head on every page,
/// "pagina 2 din 7", totals at the end.
///
/// How wide columns are and how many pages there will be is known at the last row only. So rows go
/// to a file as texts first, while their widths are noted; then they are laid out without drawing,
/// to count the pages; then drawn.
class PdfTableWriter final : public TableWriter {
  public:
    /// @param spool where rows wait until all are known.
    PdfTableWriter(TableFile file, TableHead head, TemporaryFile spool);

  protected:
    void write_row(std::span<const Cell> cells) override;
    void write_end(std::span<const Cell> totals) override;

  private:
    void note_widths(PdfFont& font);

    std::filesystem::path path_;
    TableHead head_;
    RowSpool spool_;
    PdfFont regular_{kBaseFontSize, false};
    PdfFont bold_{kBaseFontSize, true};
    std::vector<ColumnNeed> needs_;
    std::vector<std::string> texts_;  // of the row in hand
};

}  // namespace roa2web::exports
