#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "export/pdf_font.hpp"
#include "export/pdf_handles.hpp"
#include "export/pdf_layout.hpp"
#include "export/table_writer.hpp"

namespace roa2web::exports {

/// The lines of each cell of a row.
struct WrappedRow {
    std::vector<std::vector<std::string_view>> cells;
    std::size_t lines{1};
};

/// Puts rows on pages. Without a surface it only counts: so the number of pages is known before the
/// first is drawn.
class PdfPages {
  public:
    PdfPages(const TableHead& head, PageLayout layout);
    ~PdfPages();
    PdfPages(const PdfPages&) = delete;
    PdfPages& operator=(const PdfPages&) = delete;
    PdfPages(PdfPages&&) = delete;
    PdfPages& operator=(PdfPages&&) = delete;

    /// From now on rows are drawn. @param sink takes the file's bytes; false when it cannot.
    /// @param pages how many there will be, for "page x of y".
    void start_drawing(std::function<bool(std::string_view)> sink, std::int64_t pages);

    /// @param texts of each cell, as format_cell makes them.
    void add_row(const std::vector<std::string>& texts);
    void add_totals(const std::vector<std::string>& texts);

    /// Ends the last page. Pages so far. Throws core::UnavailableError when the sink did not take
    /// everything.
    std::int64_t finish();

    /// Starts from the first page again.
    void rewind();

    /// Whether the sink has taken everything so far.
    [[nodiscard]] bool is_whole() const;

  private:
    struct Fonts;

    void start_page();
    void end_page();
    void make_room(double height);
    void draw_letterhead();
    void draw_running_head();
    void draw_table_head();
    void draw_row(const WrappedRow& row, PdfFont& font, double top);
    void draw_rule(double y, double width, double grey);
    [[nodiscard]] WrappedRow wrap(const std::vector<std::string>& texts, PdfFont& font);
    [[nodiscard]] double row_height(std::size_t lines) const;

    [[nodiscard]] double left() const { return kPageMargin; }

    [[nodiscard]] double right() const { return layout_.width - kPageMargin; }

    [[nodiscard]] double bottom() const;

    const TableHead& head_;
    PageLayout layout_;
    std::unique_ptr<Fonts> fonts_;
    std::function<bool(std::string_view)> sink_;
    Handle<cairo_surface_t, cairo_surface_destroy> surface_;
    Handle<cairo_t, cairo_destroy> page_;
    std::int64_t pages_{0};
    std::int64_t all_pages_{0};
    double y_{0};
    bool rule_wanted_{false};  // a hair line above the next row
};

}  // namespace roa2web::exports
