#include "export/csv_table_writer.hpp"

#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace roa2web::exports {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kLineEnd = "\r\n";  // RFC 4180, section 2

bool looks_like_formula(std::string_view text) {
    return !text.empty() &&
           std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos;
}

}  // namespace

CsvTableWriter::CsvTableWriter(TableFile file, const TableHead& head, CsvOptions options)
    : TableWriter(std::move(file.is_cancelled)), options_(options), file_(file.path) {
    if (options_.bom) {
        file_.write(kByteOrderMark);
    }
    std::vector<Cell> titles;
    for (const auto& column : head.columns) {
        titles.emplace_back(std::string_view(column.title));
    }
    write_row(titles);
}

void CsvTableWriter::write_row(std::span<const Cell> cells) {
    line_.clear();
    bool first = true;
    for (const auto& cell : cells) {
        if (!std::exchange(first, false)) {
            line_ += options_.separator;
        }
        std::visit(
            [this](const auto& value) {
                using Value = std::remove_cvref_t<decltype(value)>;
                if constexpr (std::is_same_v<Value, std::string_view>) {
                    append_text(value);
                } else if constexpr (std::is_same_v<Value, core::Money>) {
                    line_ += core::to_decimal(value);
                } else if constexpr (std::is_same_v<Value, core::Date>) {
                    line_ += core::format_date(value);
                } else if constexpr (std::is_same_v<Value, std::int64_t>) {
                    line_ += std::to_string(value);
                }
            },
            cell);
    }
    line_ += kLineEnd;
    file_.write(line_);
}

void CsvTableWriter::append_text(std::string_view text) {
    const bool guarded = looks_like_formula(text);
    const bool quoted = text.find_first_of("\"\r\n") != std::string_view::npos ||
                        text.starts_with(' ') || text.ends_with(' ') ||
                        text.find(options_.separator) != std::string_view::npos;
    if (!quoted) {
        line_.append(guarded ? "'" : "").append(text);
        return;
    }
    line_.append(guarded ? "\"'" : "\"");
    for (const char letter : text) {
        line_.append(letter == '"' ? 2 : 1, letter);
    }
    line_ += '"';
}

void CsvTableWriter::write_end(std::span<const Cell> /*totals*/) {
    file_.close();
}

}  // namespace roa2web::exports
