// A titled table, written row by row to a file: what CSV, XLSX and PDF have in common. A writer
// keeps no rows in memory, so a table may have any number of them.
//
// The folder is `export`, the namespace `exports`: the former is a word of the language.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/date.hpp"
#include "core/money.hpp"

namespace roa2web::exports {

// What the formats are called on the network.
constexpr std::string_view kCsvContentType = "text/csv; charset=utf-8; header=present";
constexpr std::string_view kPdfContentType = "application/pdf";
constexpr std::string_view kXlsxContentType =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Of the words that a writer adds by itself ("pagina 2 din 7"). Numbers and dates look Romanian in
/// both: 1.234,50 and 23.11.2025, as on the page.
enum class Language : std::uint8_t { Romanian, English };

enum class ColumnKind : std::uint8_t { Text, Money, Date, Integer };

struct Column {
    std::string title;
    ColumnKind kind{ColumnKind::Text};
    /// How wide usual values are, in characters.
    int width{12};
    /// Long texts go on in further lines, and the column takes the room that others leave.
    bool wraps{false};
};

/// What stands above the rows. CSV, which is for machines, has the column titles alone.
struct TableHead {
    std::string title;  // "Facturi emise"
    std::string company;
    std::string company_details;     // "CUI RO123 · J40/1/2020"
    std::vector<std::string> lines;  // period, filters: one line each
    std::vector<Column> columns;
    Language language{Language::Romanian};
    core::Date made_on{};
};

/// Empty, text that lives until the call returns, an amount, a day, or a number.
using Cell = std::variant<std::monostate, std::string_view, core::Money, core::Date, std::int64_t>;

/// Where a table goes, and who waits for it.
struct TableFile {
    std::filesystem::path path;
    /// Nobody waits any more: asked every few hundred rows. Empty: never.
    std::function<bool()> is_cancelled;
};

/// One table, from its head to its totals. Every function throws core::UnavailableError when the
/// disk is full, and core::CancelledError when nobody waits for the file any more; after that the
/// writer is of no more use, and the file not whole.
class TableWriter {
  public:
    explicit TableWriter(std::function<bool()> is_cancelled);
    TableWriter(const TableWriter&) = delete;
    TableWriter& operator=(const TableWriter&) = delete;
    TableWriter(TableWriter&&) = delete;
    TableWriter& operator=(TableWriter&&) = delete;
    virtual ~TableWriter() = default;

    /// @param cells one for each column, of its kind or empty.
    void add_row(std::span<const Cell> cells);

    /// Closes the file, which is whole then.
    /// @param totals as a row; empty cells where nothing is to be summed. The first text cell
    /// stands for the whole row ("Total").
    void finish(std::span<const Cell> totals);

    [[nodiscard]] std::int64_t rows() const { return rows_; }

  protected:
    virtual void write_row(std::span<const Cell> cells) = 0;
    virtual void write_end(std::span<const Cell> totals) = 0;

    /// For long work without rows.
    void check_cancelled() const;

  private:
    std::function<bool()> is_cancelled_;
    std::int64_t rows_{0};
};

}  // namespace roa2web::exports
