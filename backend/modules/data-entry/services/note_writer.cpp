#include "services/note_writer.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "core/date.hpp"
#include "core/enum_names.hpp"

#include "export/csv_table_writer.hpp"
#include "export/table_text.hpp"
#include "export/xlsx_table_writer.hpp"

namespace roa2web::data_entry {

namespace {

using exports::Cell;
using exports::ColumnKind;

constexpr std::size_t kColumns = 14;
constexpr std::size_t kAmountColumn = 11;

exports::TableHead make_head(const StoredBatch& batch) {
    const core::Date day = core::date_in_bucharest(batch.created_at);
    return {.title = fmt::format("Note contabile, lotul {}", batch.id.value),
            .company = {},
            .company_details = {},
            .lines = {fmt::format("Firma {}", batch.company.value),
                      fmt::format(
                          "Exportat de {} la {}", batch.created_by_name, exports::format_day(day)),
                      fmt::format("Bonuri: {}", batch.receipts)},
            .columns = {{.title = "lot", .kind = ColumnKind::Integer, .width = 6},
                        {.title = "nota", .kind = ColumnKind::Integer, .width = 6},
                        {.title = "data", .kind = ColumnKind::Date, .width = 10},
                        {.title = "tip_document", .width = 12},
                        {.title = "numar_document", .width = 16},
                        {.title = "furnizor", .width = 30, .wraps = true},
                        {.title = "cui", .width = 12},
                        {.title = "id_partener", .kind = ColumnKind::Integer, .width = 11},
                        {.title = "cont_debit", .width = 12},
                        {.title = "cont_credit", .width = 12},
                        {.title = "explicatie", .width = 40, .wraps = true},
                        {.title = "suma", .kind = ColumnKind::Money, .width = 14},
                        {.title = "moneda", .width = 7},
                        {.title = "id_bon", .kind = ColumnKind::Integer, .width = 8}},
            .language = exports::Language::Romanian,
            .made_on = day};
}

Cell text(const std::optional<std::string>& value) {
    return value ? Cell(std::string_view(*value)) : Cell();
}

/// The texts live in the row.
std::array<Cell, kColumns> make_cells(const StoredBatch& batch, const BatchRow& row) {
    return {batch.id.value,
            row.note,
            row.date ? Cell(*row.date) : Cell(),
            text(row.kind),
            text(row.number),
            text(row.supplier_name),
            text(row.supplier_cui),
            row.partner_id ? Cell(row.partner_id->value) : Cell(),
            std::string_view(row.debit_account),
            std::string_view(row.credit_account),
            text(row.explanation),
            row.amount,
            std::string_view("RON"),
            row.receipt_id.value};
}

std::unique_ptr<exports::TableWriter> make_writer(NoteFormat format,
                                                  exports::TableFile file,
                                                  exports::TableHead head) {
    if (format == NoteFormat::Csv) {
        return std::make_unique<exports::CsvTableWriter>(
            std::move(file), head, exports::CsvOptions{.separator = ';', .bom = true});
    }
    return std::make_unique<exports::XlsxTableWriter>(file, std::move(head));
}

}  // namespace

NoteFile write_notes(database::Session& session,
                     const StoredBatch& batch,
                     NoteFormat format,
                     const exports::TemporaryFolder& folder,
                     const std::function<bool()>& client_has_gone) {
    const std::string extension = "." + std::string(core::enum_name(format));
    NoteFile made{folder.make_file(extension),
                  fmt::format("note-contabile-lot-{}{}", batch.id.value, extension),
                  format};
    const auto writer = make_writer(format, {made.file.path(), client_has_gone}, make_head(batch));
    core::Money total;
    auto rows = open_batch_rows(session, batch.id);
    while (const auto row = rows.next()) {
        writer->add_row(make_cells(batch, *row));
        total = total + row->amount;
    }
    std::array<Cell, kColumns> totals{};
    totals.front() = std::string_view("Total");
    totals.at(kAmountColumn) = total;
    writer->finish(totals);
    return made;
}

}  // namespace roa2web::data_entry
