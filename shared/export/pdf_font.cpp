#include "export/pdf_font.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <pango/pangocairo.h>

#include "core/exceptions.hpp"

#include "export/pdf_handles.hpp"

#if defined(__SANITIZE_ADDRESS__)
// fontconfig keeps what it read of its configuration until the process ends, and loses the pointer
// to a part of it; that happens once, however many fonts are made.
extern "C" const char* __lsan_default_suppressions() {  // NOLINT: the sanitizer's own name
    return "leak:libfontconfig";
}
#endif

namespace roa2web::exports {

namespace {

constexpr const char* kFamily = "DejaVu Sans, sans-serif";
/// Up to the end of Latin Extended-B, and General Punctuation with the signs of currencies.
constexpr char32_t kLatinEnd = 0x250;
constexpr char32_t kSignsBegin = 0x2010;
constexpr char32_t kSignsEnd = 0x20C0;
constexpr std::size_t kGlyphs = kLatinEnd + (kSignsEnd - kSignsBegin);

struct Letter {
    char32_t code{0};
    std::size_t bytes{1};
};

/// The first letter of a well-formed text.
Letter first_letter(std::string_view utf8) {
    const auto byte = [utf8](std::size_t at) {
        return at < utf8.size() ? static_cast<unsigned char>(utf8[at]) & 0x3FU : 0U;
    };
    const auto lead = static_cast<unsigned char>(utf8.front());
    if (lead < 0x80) {
        return {lead, 1};
    }
    if (lead < 0xE0) {
        return {(lead & 0x1FU) << 6U | byte(1), 2};
    }
    if (lead < 0xF0) {
        return {(lead & 0x0FU) << 12U | byte(1) << 6U | byte(2), 3};
    }
    return {(lead & 0x07U) << 18U | byte(1) << 12U | byte(2) << 6U | byte(3), 4};
}

}  // namespace

struct PdfFont::Pango {
    Pango(double size, bool bold)
        : map(pango_cairo_font_map_new()),
          context(pango_font_map_create_context(map.get())),
          description(pango_font_description_from_string(kFamily)) {
        pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map.get()), 72);
        pango_font_description_set_absolute_size(description.get(), size * PANGO_SCALE);
        pango_font_description_set_weight(description.get(),
                                          bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        // A page is no screen: letters stand where the font's designer put them.
        const Handle<cairo_font_options_t, cairo_font_options_destroy> options(
            cairo_font_options_create());
        cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
        pango_cairo_context_set_font_options(context.get(), options.get());
        pango_context_set_round_glyph_positions(context.get(), FALSE);
        layout.reset(pango_layout_new(context.get()));
        pango_layout_set_font_description(layout.get(), description.get());
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        main_font.reset(pango_context_load_font(context.get(), description.get()));
        if (!main_font) {
            // Pango would end the process at the first text.
            throw core::UnavailableError(
                "The server has no font to write a PDF with: install fonts-dejavu-core");
        }
        scaled = pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(main_font.get()));
    }

    [[nodiscard]] PangoLayout* set(std::string_view utf8, double width) const {
        pango_layout_set_text(layout.get(), utf8.data(), static_cast<int>(utf8.size()));
        pango_layout_set_width(layout.get(),
                               width < 0 ? -1 : static_cast<int>(width * PANGO_SCALE));
        return layout.get();
    }

    ObjectHandle<PangoFontMap> map;
    ObjectHandle<PangoContext> context;
    Handle<PangoFontDescription, pango_font_description_free> description;
    ObjectHandle<PangoLayout> layout;
    ObjectHandle<PangoFont> main_font;
    cairo_scaled_font_t* scaled{nullptr};  // the font's own
    std::vector<cairo_glyph_t> row;        // of the text in hand
    std::vector<cairo_text_cluster_t> clusters;
};

PdfFont::PdfFont(double size, bool bold)
    : size_(size), pango_(std::make_unique<Pango>(size, bold)), glyphs_(kGlyphs) {}

PdfFont::~PdfFont() = default;

const PdfFont::Glyph* PdfFont::find_glyph(char32_t letter) {
    const bool is_sign = letter >= kSignsBegin && letter < kSignsEnd;
    if (letter >= kLatinEnd && !is_sign) {
        return nullptr;
    }
    Glyph& glyph = glyphs_[is_sign ? kLatinEnd + (letter - kSignsBegin) : letter];
    if (glyph.state == Glyph::State::Unknown) {
        glyph.state = Glyph::State::NeedsShaping;
        std::string text(6, '\0');
        text.resize(static_cast<std::size_t>(g_unichar_to_utf8(letter, text.data())));
        auto* line = pango_layout_get_line_readonly(pango_->set(text, -1), 0);
        if (line != nullptr && line->runs != nullptr && line->runs->next == nullptr) {
            const auto* run = static_cast<PangoLayoutRun*>(line->runs->data);
            const auto& first = run->glyphs->glyphs[0];
            if (run->item->analysis.font == pango_->main_font.get() &&
                run->glyphs->num_glyphs == 1 && (first.glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0 &&
                first.glyph != PANGO_GLYPH_EMPTY) {
                glyph.state = Glyph::State::Known;
                glyph.index = first.glyph;
                glyph.advance = static_cast<double>(first.geometry.width) / PANGO_SCALE;
            }
        }
    }
    return glyph.state == Glyph::State::Known ? &glyph : nullptr;
}

bool PdfFont::is_simple(std::string_view utf8) {
    while (!utf8.empty()) {
        const Letter letter = first_letter(utf8);
        if (find_glyph(letter.code) == nullptr) {
            return false;
        }
        utf8.remove_prefix(std::min(letter.bytes, utf8.size()));
    }
    return true;
}

double PdfFont::simple_width(std::string_view utf8) {
    double width = 0;
    while (!utf8.empty()) {
        const Letter letter = first_letter(utf8);
        width += find_glyph(letter.code)->advance;
        utf8.remove_prefix(std::min(letter.bytes, utf8.size()));
    }
    return width;
}

double PdfFont::width(std::string_view utf8) {
    if (is_simple(utf8)) {
        return simple_width(utf8);
    }
    int width = 0;
    pango_layout_get_size(pango_->set(utf8, -1), &width, nullptr);
    return static_cast<double>(width) / PANGO_SCALE;
}

/// How much of a simple text fits on a line: up to a blank, or inside a word that is too wide.
std::size_t PdfFont::fitting_bytes(std::string_view utf8, double width) {
    constexpr double kRounding = 0.05;  // widths were measured at another size
    double used = 0;
    std::size_t at = 0;
    std::size_t after_blank = 0;
    while (at < utf8.size()) {
        const Letter letter = first_letter(utf8.substr(at));
        used += find_glyph(letter.code)->advance;
        if (used > width + kRounding && letter.code != ' ') {
            return after_blank > 0 ? after_blank : std::max(at, letter.bytes);
        }
        at += letter.bytes;
        if (letter.code == ' ') {
            after_blank = at;
        }
    }
    return utf8.size();
}

std::vector<std::string_view> PdfFont::wrap(std::string_view utf8, double width) {
    std::vector<std::string_view> lines;
    if (is_simple(utf8)) {
        do {
            const auto bytes = fitting_bytes(utf8, width);
            auto line = utf8.substr(0, bytes);
            utf8.remove_prefix(bytes);
            while (line.ends_with(' ')) {
                line.remove_suffix(1);
            }
            lines.push_back(line);
        } while (!utf8.empty());
        return lines;
    }
    auto* layout = pango_->set(utf8, width);
    for (int index = 0; index < pango_layout_get_line_count(layout); ++index) {
        const auto* line = pango_layout_get_line_readonly(layout, index);
        lines.push_back(utf8.substr(static_cast<std::size_t>(line->start_index),
                                    static_cast<std::size_t>(line->length)));
    }
    return lines;
}

void PdfFont::show(cairo_t* page, double x, double y, std::string_view utf8) {
    if (!is_simple(utf8)) {
        auto* line = pango_layout_get_line_readonly(pango_->set(utf8, -1), 0);
        cairo_move_to(page, x, y);
        pango_cairo_show_layout_line(page, line);
        return;
    }
    auto& row = pango_->row;
    auto& clusters = pango_->clusters;
    row.clear();
    clusters.clear();
    std::string_view rest = utf8;
    while (!rest.empty()) {
        const Letter letter = first_letter(rest);
        const Glyph* glyph = find_glyph(letter.code);
        row.push_back({glyph->index, x, y});
        clusters.push_back({static_cast<int>(letter.bytes), 1});
        x += glyph->advance;
        rest.remove_prefix(std::min(letter.bytes, rest.size()));
    }
    cairo_set_scaled_font(page, pango_->scaled);
    cairo_show_text_glyphs(page,
                           utf8.data(),
                           static_cast<int>(utf8.size()),
                           row.data(),
                           static_cast<int>(row.size()),
                           clusters.data(),
                           static_cast<int>(clusters.size()),
                           cairo_text_cluster_flags_t{});
}

}  // namespace roa2web::exports
