#include "export/pdf_pages.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <cairo-pdf.h>

#include "export/output_file.hpp"
#include "export/table_text.hpp"

namespace roa2web::exports {

namespace {

constexpr double kRowPadding = 1.6;     // above and below the lines of a row
constexpr double kFooterHeight = 20;    // below the table, inside the margin
constexpr std::size_t kMostLines = 12;  // of one cell; what is more is cut with an ellipsis
constexpr double kHeadGrey = 0.93;
constexpr double kRuleGrey = 0.82;
constexpr double kInk = 0.1;
constexpr double kQuietInk = 0.45;
constexpr std::string_view kZero = "0,00";

cairo_status_t write_bytes(void* sink, const unsigned char* bytes, unsigned int count) {
    auto& take = *static_cast<std::function<bool(std::string_view)>*>(sink);
    return take({reinterpret_cast<const char*>(bytes), count}) ? CAIRO_STATUS_SUCCESS
                                                               : CAIRO_STATUS_WRITE_ERROR;
}

}  // namespace

struct PdfPages::Fonts {
    explicit Fonts(double size) : regular(size, false), bold(size, true) {}

    PdfFont regular;
    PdfFont bold;
    // Of the letterhead and the foot: the same on every sheet.
    PdfFont title{14, true};
    PdfFont company{10, true};
    PdfFont small{8, false};
    PdfFont foot{7, false};
};

PdfPages::PdfPages(const TableHead& head, PageLayout layout)
    : head_(head), layout_(std::move(layout)), fonts_(std::make_unique<Fonts>(layout_.font_size)) {}

PdfPages::~PdfPages() = default;

void PdfPages::rewind() {
    pages_ = 0;
    y_ = 0;
}

void PdfPages::start_drawing(std::function<bool(std::string_view)> sink, std::int64_t pages) {
    rewind();
    all_pages_ = pages;
    sink_ = std::move(sink);
    surface_.reset(
        cairo_pdf_surface_create_for_stream(&write_bytes, &sink_, layout_.width, layout_.height));
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, head_.title.c_str());
    cairo_pdf_surface_set_metadata(
        surface_.get(), CAIRO_PDF_METADATA_AUTHOR, head_.company.c_str());
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATOR, "ROA2WEB");
    page_.reset(cairo_create(surface_.get()));
}

double PdfPages::bottom() const {
    return layout_.height - kPageMargin - kFooterHeight;
}

double PdfPages::row_height(std::size_t lines) const {
    return static_cast<double>(lines) * fonts_->regular.line_height() + 2 * kRowPadding;
}

void PdfPages::draw_rule(double y, double width, double grey) {
    if (!page_) {
        return;
    }
    cairo_set_source_rgb(page_.get(), grey, grey, grey);
    cairo_set_line_width(page_.get(), width);
    cairo_move_to(page_.get(), left(), y);
    cairo_line_to(page_.get(), right(), y);
    cairo_stroke(page_.get());
}

void PdfPages::start_page() {
    ++pages_;
    y_ = kPageMargin;
    if (pages_ == 1) {
        draw_letterhead();
    } else {
        draw_running_head();
    }
    draw_table_head();
}

void PdfPages::draw_letterhead() {
    auto* page = page_.get();
    auto& fonts = *fonts_;
    const auto line = [&](PdfFont& font, const std::string& text, double ink, double gap) {
        if (text.empty()) {
            return;
        }
        for (const auto part : font.wrap(text, right() - left())) {
            y_ += font.line_height();
            if (page != nullptr) {
                cairo_set_source_rgb(page, ink, ink, ink);
                font.show(page, left(), y_, part);
            }
        }
        y_ += gap;
    };
    line(fonts.company, head_.company, kInk, 0);
    line(fonts.small, head_.company_details, kQuietInk, 10);
    line(fonts.title, head_.title, kInk, 2);
    for (const auto& text : head_.lines) {
        line(fonts.small, text, kQuietInk, 0);
    }
    y_ += 10;
}

void PdfPages::draw_running_head() {
    auto& font = fonts_->foot;
    y_ += font.line_height();
    if (page_) {
        cairo_set_source_rgb(page_.get(), kQuietInk, kQuietInk, kQuietInk);
        const auto text = head_.company + (head_.company.empty() ? "" : " · ") + head_.title;
        font.show(page_.get(), left(), y_, font.wrap(text, right() - left()).front());
    }
    y_ += 6;
}

void PdfPages::draw_table_head() {
    std::vector<std::string> titles;
    for (const auto& column : head_.columns) {
        titles.push_back(column.title);
    }
    const auto row = wrap(titles, fonts_->bold);
    const double height = row_height(row.lines) + 2 * kRowPadding;
    if (page_) {
        cairo_set_source_rgb(page_.get(), kHeadGrey, kHeadGrey, kHeadGrey);
        cairo_rectangle(page_.get(), left(), y_, right() - left(), height);
        cairo_fill(page_.get());
        draw_row(row, fonts_->bold, y_ + kRowPadding);
    }
    y_ += height;
    draw_rule(y_, 0.8, kQuietInk);
    rule_wanted_ = false;
}

void PdfPages::end_page() {
    if (!page_) {
        return;
    }
    auto& font = fonts_->foot;
    const double line = layout_.height - kPageMargin - kFooterHeight / 2;
    draw_rule(line, 0.4, kRuleGrey);
    const double y = line + font.line_height() + 2;
    cairo_set_source_rgb(page_.get(), kQuietInk, kQuietInk, kQuietInk);
    font.show(page_.get(), left(), y, made_on_text(head_.language, head_.made_on));
    const auto number = page_text(head_.language, pages_, all_pages_);
    font.show(page_.get(), right() - font.width(number), y, number);
    cairo_show_page(page_.get());
}

void PdfPages::make_room(double height) {
    if (pages_ == 0) {
        start_page();
    } else if (y_ + height > bottom()) {
        end_page();
        start_page();
    }
}

WrappedRow PdfPages::wrap(const std::vector<std::string>& texts, PdfFont& font) {
    WrappedRow row;
    row.cells.reserve(texts.size());
    for (std::size_t index = 0; index < texts.size(); ++index) {
        const double room = layout_.columns.at(index) - 2 * kCellPadding;
        auto lines = font.wrap(texts[index], room);
        if (lines.size() > kMostLines) {
            lines.resize(kMostLines);
            lines.back() = "…";
        }
        row.lines = std::max(row.lines, lines.size());
        row.cells.push_back(std::move(lines));
    }
    return row;
}

void PdfPages::draw_row(const WrappedRow& row, PdfFont& font, double top) {
    auto* page = page_.get();
    double x = left();
    for (std::size_t index = 0; index < row.cells.size(); ++index) {
        const double width = layout_.columns[index];
        const auto kind = head_.columns[index].kind;
        const bool to_the_right = kind == ColumnKind::Money || kind == ColumnKind::Integer;
        // A balance is full of zeros; quiet ones let the figures stand out.
        const bool is_zero = kind == ColumnKind::Money && row.cells[index].front() == kZero;
        const double ink = is_zero ? kQuietInk : kInk;
        cairo_set_source_rgb(page, ink, ink, ink);
        double y = top + kRowPadding + font.size();
        for (const auto line : row.cells[index]) {
            if (!line.empty()) {
                const double at =
                    to_the_right ? x + width - kCellPadding - font.width(line) : x + kCellPadding;
                font.show(page, at, y, line);
            }
            y += font.line_height();
        }
        x += width;
    }
}

void PdfPages::add_row(const std::vector<std::string>& texts) {
    const auto row = wrap(texts, fonts_->regular);
    const double height = row_height(row.lines);
    make_room(height);
    if (page_) {
        if (rule_wanted_) {
            draw_rule(y_, 0.3, kRuleGrey);
        }
        draw_row(row, fonts_->regular, y_);
    }
    rule_wanted_ = true;
    y_ += height;
}

void PdfPages::add_totals(const std::vector<std::string>& texts) {
    const auto row = wrap(texts, fonts_->bold);
    const double height = row_height(row.lines) + 2 * kRowPadding;
    make_room(height);
    draw_rule(y_, 0.8, kQuietInk);
    if (page_) {
        draw_row(row, fonts_->bold, y_ + kRowPadding);
    }
    y_ += height;
    draw_rule(y_, 0.4, kQuietInk);
    draw_rule(y_ + 1.5, 0.4, kQuietInk);
}

bool PdfPages::is_whole() const {
    return !surface_ || cairo_surface_status(surface_.get()) == CAIRO_STATUS_SUCCESS;
}

std::int64_t PdfPages::finish() {
    if (pages_ == 0) {
        start_page();
    }
    end_page();
    if (surface_) {
        page_.reset();
        cairo_surface_finish(surface_.get());
        if (!is_whole()) {
            throw_disk_full();
        }
    }
    return pages_;
}

}  // namespace roa2web::exports
