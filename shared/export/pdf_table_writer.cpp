#include "export/pdf_table_writer.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/exceptions.hpp"

#include "export/output_file.hpp"
#include "export/pdf_pages.hpp"
#include "export/table_text.hpp"

namespace roa2web::exports {

namespace {

constexpr std::int64_t kPdfRowsBetweenLooks = 256;

/// The widest word of a title: it may be broken at blanks alone.
double widest_word(PdfFont& font, std::string_view title) {
    double widest = 0;
    while (!title.empty()) {
        const auto end = std::min(title.find(' '), title.size());
        widest = std::max(widest, font.width(title.substr(0, end)));
        title.remove_prefix(std::min(end + 1, title.size()));
    }
    return widest;
}

}  // namespace

PdfTableWriter::PdfTableWriter(TableFile file, TableHead head, TemporaryFile spool)
    : TableWriter(std::move(file.is_cancelled)),
      path_(std::move(file.path)),
      head_(std::move(head)),
      spool_(std::move(spool), head_.columns.size()),
      needs_(head_.columns.size()),
      texts_(head_.columns.size()) {
    for (std::size_t index = 0; index < needs_.size(); ++index) {
        const Column& column = head_.columns[index];
        needs_[index].title_word = widest_word(bold_, column.title);
        needs_[index].is_text = column.kind == ColumnKind::Text;
        needs_[index].wraps = column.wraps;
    }
}

void PdfTableWriter::note_widths(PdfFont& font) {
    for (std::size_t index = 0; index < texts_.size(); ++index) {
        needs_[index].widest = std::max(needs_[index].widest, font.width(texts_[index]));
    }
}

void PdfTableWriter::write_row(std::span<const Cell> cells) {
    for (std::size_t index = 0; index < texts_.size(); ++index) {
        texts_[index] = format_cell(cells[index]);
    }
    note_widths(regular_);
    spool_.add(texts_);
}

void PdfTableWriter::write_end(std::span<const Cell> totals) {
    spool_.end();
    for (std::size_t index = 0; index < texts_.size(); ++index) {
        texts_[index] = format_cell(totals[index]);
    }
    note_widths(bold_);
    std::optional<OutputFile> file;  // before the pages, which write into it to their end
    PdfPages pages(head_, lay_out(needs_));
    const auto put_on_pages = [&] {
        RowSpool::Reader rows(spool_);
        std::int64_t done = 0;
        while (const auto* row = rows.next()) {
            pages.add_row(*row);
            if (++done % kPdfRowsBetweenLooks == 0) {
                check_cancelled();
                if (!pages.is_whole()) {
                    throw_disk_full();
                }
            }
        }
        pages.add_totals(texts_);
        return pages.finish();
    };
    const auto count = put_on_pages();
    file.emplace(path_);
    pages.start_drawing(
        [&file](std::string_view bytes) {
            try {
                file->write(bytes);
                return true;
            } catch (const core::UnavailableError&) {
                return false;  // an exception must not fly through cairo
            }
        },
        count);
    put_on_pages();
    file->close();
}

}  // namespace roa2web::exports
