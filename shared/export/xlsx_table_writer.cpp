#include "export/xlsx_table_writer.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <xlsxwriter.h>

#include "export/output_file.hpp"
#include "export/table_text.hpp"
#include "export/zip_directory.hpp"

namespace roa2web::exports {

namespace {

constexpr std::size_t kSheetNameCharacters = 31;
constexpr std::size_t kCellBytes =
    32'767;  // Excel's limit in characters; bytes are at least as many
constexpr std::uint8_t kPaperA4 = 9;
constexpr lxw_color_t kHeadColour = 0xE8EDF3;
constexpr lxw_color_t kRuleColour = 0x8A97A6;
constexpr int kSpare = 2;  // characters of air in a column

/// At most `limit` bytes, ending with a whole character.
std::string_view cut(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) {
        return text;
    }
    while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) {
        --limit;
    }
    return text.substr(0, limit);
}

/// A sheet's name: without the signs that Excel does not take, the number of the sheet behind it.
std::string sheet_name(const std::string& title, std::size_t number) {
    std::string name = without_controls(title);
    std::replace_if(
        name.begin(),
        name.end(),
        [](char letter) {
            return std::string_view("[]:*?/\\'").find(letter) != std::string_view::npos;
        },
        '-');
    const std::string suffix = number == 1 ? "" : " (" + std::to_string(number) + ")";
    while (count_characters(name) + suffix.size() > kSheetNameCharacters) {
        name = cut(name, name.size() - 1);
    }
    return name + suffix;
}

std::string joined(std::string_view left, std::string_view right) {
    std::string text(left);
    text.append(left.empty() || right.empty() ? "" : " · ").append(right);
    return text;
}

lxw_datetime to_datetime(core::Date date) {
    lxw_datetime day{};
    day.year = static_cast<int>(date.year());
    day.month = static_cast<int>(static_cast<unsigned>(date.month()));
    day.day = static_cast<int>(static_cast<unsigned>(date.day()));
    return day;
}

/// The day's beginning; the library takes 0 for "now".
std::time_t to_instant(core::Date date) {
    return date.ok() ? std::chrono::system_clock::to_time_t(std::chrono::sys_days(date)) : 0;
}

double to_lei(core::Money amount) {
    return static_cast<double>(amount.bani) / 100.0;  // exact to 90 million million lei
}

struct Formats {
    explicit Formats(lxw_workbook* book)
        : title(workbook_add_format(book)), head(workbook_add_format(book)) {
        format_set_bold(title);
        format_set_font_size(title, 14);
        format_set_bold(head);
        format_set_bg_color(head, kHeadColour);
        format_set_bottom(head, LXW_BORDER_THIN);
        format_set_bottom_color(head, kRuleColour);
        format_set_text_wrap(head);
        format_set_align(head, LXW_ALIGN_VERTICAL_CENTER);
        for (auto* kinds : {&plain, &total}) {
            const std::array<const char*, 4> number_formats{"@", "#,##0.00", "dd.mm.yyyy", "0"};
            for (std::size_t kind = 0; kind < kinds->size(); ++kind) {
                auto* format = workbook_add_format(book);
                format_set_num_format(format, number_formats.at(kind));
                if (kinds == &total) {
                    format_set_bold(format);
                    format_set_top(format, LXW_BORDER_THIN);
                    format_set_bottom(format, LXW_BORDER_DOUBLE);
                }
                kinds->at(kind) = format;
            }
        }
    }

    lxw_format* title;
    lxw_format* head;
    std::array<lxw_format*, 4> plain{};  // by ColumnKind
    std::array<lxw_format*, 4> total{};
};

}  // namespace

struct XlsxTableWriter::Workbook {
    /// The rows of a sheet between head and totals; both included, none while `last < first`.
    struct Sheet {
        lxw_worksheet* sheet;
        std::string name;
        std::uint32_t first;
        std::uint32_t last;
    };

    explicit Workbook(const std::filesystem::path& path)
        : folder(path.parent_path().string()), book(open(path.string(), folder)), formats(book) {}

    ~Workbook() {
        if (book != nullptr) {
            lxw_workbook_free(book);
        }
    }

    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;
    Workbook(Workbook&&) = delete;
    Workbook& operator=(Workbook&&) = delete;

    static lxw_workbook* open(const std::string& path, std::string& temporary_folder) {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        options.tmpdir = temporary_folder.empty() ? nullptr : temporary_folder.data();
        auto* book = workbook_new_opt(path.c_str(), &options);
        if (book == nullptr) {
            throw_disk_full();
        }
        return book;
    }

    std::string folder;
    lxw_workbook* book;
    Formats formats;
    std::vector<Sheet> sheets;
    std::uint32_t row{0};  // the next one

    [[nodiscard]] lxw_worksheet* sheet() const { return sheets.back().sheet; }

    void write_text(std::uint16_t column, std::string_view text, lxw_format* format) const {
        const std::string clean(cut(text, kCellBytes));
        worksheet_write_string(sheet(), row, column, clean.c_str(), format);
    }

    /// What the library has written of a sheet's rows so far, in bytes. It does not look whether
    /// its writes work; its stream knows.
    [[nodiscard]] static std::uint64_t written_bytes(const Sheet& of) {
        auto* stream = of.sheet->optimize_tmpfile;
        if (stream == nullptr || std::fflush(stream) != 0 || std::ferror(stream) != 0) {
            throw_disk_full();
        }
        return static_cast<std::uint64_t>(std::ftell(stream));
    }

    /// Writes the file, and looks whether all rows have arrived in it: the library copies them
    /// once more without looking.
    void close(const std::filesystem::path& path) {
        std::vector<std::pair<std::string, std::uint64_t>> least;
        for (std::size_t index = 0; index < sheets.size(); ++index) {
            least.emplace_back("xl/worksheets/sheet" + std::to_string(index + 1) + ".xml",
                               written_bytes(sheets[index]));
        }
        const auto error = workbook_close(std::exchange(book, nullptr));
        if (error != LXW_NO_ERROR) {
            throw_disk_full();
        }
        const auto entries = read_zip_directory(path);
        for (const auto& [name, bytes] : least) {
            const auto found = entries.find(name);
            if (found == entries.end() || found->second < bytes) {
                throw_disk_full();
            }
        }
    }
};

XlsxTableWriter::XlsxTableWriter(const TableFile& file, TableHead head, XlsxOptions options)
    : TableWriter(file.is_cancelled),
      path_(file.path),
      head_(std::move(head)),
      options_(options),
      workbook_(std::make_unique<Workbook>(file.path)),
      sums_(head_.columns.size()) {
    lxw_doc_properties properties{};
    properties.title = head_.title.data();
    properties.company = head_.company.data();
    // Else the library writes the present instant: the same table would be another file each time.
    properties.created = to_instant(head_.made_on);
    workbook_set_properties(workbook_->book, &properties);
    start_sheet();
}

XlsxTableWriter::~XlsxTableWriter() = default;

void XlsxTableWriter::start_sheet() {
    auto& book = *workbook_;
    const auto name = sheet_name(head_.title, book.sheets.size() + 1);
    auto* sheet = workbook_add_worksheet(book.book, name.c_str());
    if (sheet == nullptr) {
        throw_disk_full();
    }
    book.sheets.push_back({sheet, name, 0, 0});
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, kPaperA4);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_margins(sheet, 0.4, 0.4, 0.5, 0.6);  // inches
    worksheet_set_footer(
        sheet,
        head_.language == Language::Romanian ? "&L&A&RPagina &P din &N" : "&L&A&RPage &P of &N");
    for (std::size_t index = 0; index < head_.columns.size(); ++index) {
        const auto column = static_cast<lxw_col_t>(index);
        worksheet_set_column(sheet, column, column, head_.columns[index].width + kSpare, nullptr);
    }
    book.row = 0;
    book.write_text(0, head_.title, book.formats.title);
    ++book.row;
    std::string lines;
    for (const auto& line : head_.lines) {
        lines = joined(lines, line);
    }
    for (const auto& line : {joined(head_.company, head_.company_details), lines}) {
        if (!line.empty()) {
            book.write_text(0, line, nullptr);
            ++book.row;
        }
    }
    ++book.row;
    for (std::size_t index = 0; index < head_.columns.size(); ++index) {
        book.write_text(
            static_cast<std::uint16_t>(index), head_.columns[index].title, book.formats.head);
    }
    worksheet_repeat_rows(sheet, book.row, book.row);
    ++book.row;
    worksheet_freeze_panes(sheet, book.row, 0);
    book.sheets.back().first = book.row;
}

void XlsxTableWriter::end_sheet() {
    auto& current = workbook_->sheets.back();
    const auto last_column = static_cast<lxw_col_t>(head_.columns.size() - 1);
    current.last = workbook_->row - 1;
    worksheet_autofilter(current.sheet, current.first - 1, 0, current.last, last_column);
    // Account and invoice numbers are texts; Excel need not warn of each.
    std::array<char, LXW_MAX_CELL_RANGE_LENGTH> range{};
    lxw_rowcol_to_range(range.data(), current.first, 0, workbook_->row, last_column);
    worksheet_ignore_errors(current.sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range.data());
}

void XlsxTableWriter::write_row(std::span<const Cell> cells) {
    // The totals need a row, too.
    if (workbook_->row + 1 >= options_.rows_per_sheet) {
        end_sheet();
        start_sheet();
    }
    for (std::size_t index = 0; index < cells.size(); ++index) {
        write_cell(static_cast<std::uint16_t>(index), cells[index], false);
        if (const auto* amount = std::get_if<core::Money>(&cells[index])) {
            sums_.at(index) = sums_.at(index) + *amount;
        }
    }
    ++workbook_->row;
}

void XlsxTableWriter::write_cell(std::uint16_t column, const Cell& cell, bool total) {
    auto& book = *workbook_;
    const auto& formats = total ? book.formats.total : book.formats.plain;
    const auto format_of = [&formats](ColumnKind kind) {
        return formats.at(static_cast<std::size_t>(kind));
    };
    std::visit(
        [&](const auto& value) {
            using Value = std::remove_cvref_t<decltype(value)>;
            if constexpr (std::is_same_v<Value, std::string_view>) {
                book.write_text(column, value, format_of(ColumnKind::Text));
            } else if constexpr (std::is_same_v<Value, core::Money>) {
                worksheet_write_number(
                    book.sheet(), book.row, column, to_lei(value), format_of(ColumnKind::Money));
            } else if constexpr (std::is_same_v<Value, core::Date>) {
                auto day = to_datetime(value);
                worksheet_write_datetime(
                    book.sheet(), book.row, column, &day, format_of(ColumnKind::Date));
            } else if constexpr (std::is_same_v<Value, std::int64_t>) {
                worksheet_write_number(book.sheet(),
                                       book.row,
                                       column,
                                       static_cast<double>(value),
                                       format_of(ColumnKind::Integer));
            } else if (total) {
                worksheet_write_blank(book.sheet(), book.row, column, format_of(ColumnKind::Text));
            }
        },
        cell);
}

void XlsxTableWriter::write_total(std::uint16_t column, core::Money amount) {
    auto& book = *workbook_;
    std::string formula = "=SUM(";
    for (const auto& sheet : book.sheets) {
        std::array<char, LXW_MAX_CELL_RANGE_LENGTH> range{};
        lxw_rowcol_to_range(range.data(), sheet.first, column, sheet.last, column);
        formula += formula.back() == '(' ? "" : ",";
        formula += book.sheets.size() == 1 ? "" : "'" + sheet.name + "'!";
        formula += range.data();
    }
    formula += ')';
    worksheet_write_formula_num(book.sheet(),
                                book.row,
                                column,
                                formula.c_str(),
                                book.formats.total.at(static_cast<std::size_t>(ColumnKind::Money)),
                                to_lei(amount));
}

void XlsxTableWriter::write_end(std::span<const Cell> totals) {
    end_sheet();
    for (std::size_t index = 0; index < totals.size(); ++index) {
        const auto column = static_cast<std::uint16_t>(index);
        const auto* amount = std::get_if<core::Money>(&totals[index]);
        // A closing balance stands in the totals, too, and is no sum of what is above it.
        if (amount != nullptr && rows() > 0 && *amount == sums_.at(index)) {
            write_total(column, *amount);
        } else {
            write_cell(column, totals[index], true);
        }
    }
    workbook_->close(path_);
}

}  // namespace roa2web::exports
