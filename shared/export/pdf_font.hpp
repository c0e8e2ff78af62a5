// Text on a page, fast: a table has millions of short texts, and shaping each with Pango takes a
// hundred times as long as drawing it. Letters that stand for themselves (Latin, with Romanian and
// other accents, digits, signs) are asked of Pango once; a text of these is a row of known glyphs.
// Other scripts go through Pango each time.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

struct _cairo;  // cairo_t; NOLINT(bugprone-reserved-identifier): the library's own name

namespace roa2web::exports {

/// Lengths are in points (1/72 inch). One font for one thread.
class PdfFont {
  public:
    /// Throws core::UnavailableError where the machine has no font at all.
    PdfFont(double size, bool bold);
    ~PdfFont();
    PdfFont(const PdfFont&) = delete;
    PdfFont& operator=(const PdfFont&) = delete;
    PdfFont(PdfFont&&) = delete;
    PdfFont& operator=(PdfFont&&) = delete;

    [[nodiscard]] double size() const { return size_; }

    /// From one line of text to the next.
    [[nodiscard]] double line_height() const { return size_ * 1.3; }

    /// Width on one line. @param utf8 well-formed, without control characters.
    [[nodiscard]] double width(std::string_view utf8);

    /// The text in lines of at most that width, broken at blanks, and inside a word where it alone
    /// is wider. Always at least one line.
    [[nodiscard]] std::vector<std::string_view> wrap(std::string_view utf8, double width);

    /// Draws one line; `y` is its base line.
    void show(_cairo* page, double x, double y, std::string_view utf8);

  private:
    struct Pango;

    struct Glyph {
        enum class State : std::uint8_t { Unknown, Known, NeedsShaping } state{State::Unknown};
        std::uint32_t index{0};
        double advance{0};
    };

    /// Nothing where a letter of that kind needs shaping.
    const Glyph* find_glyph(char32_t letter);
    [[nodiscard]] bool is_simple(std::string_view utf8);
    [[nodiscard]] double simple_width(std::string_view utf8);
    [[nodiscard]] std::size_t fitting_bytes(std::string_view utf8, double width);

    double size_;
    std::unique_ptr<Pango> pango_;
    std::vector<Glyph> glyphs_;  // by code point
};

}  // namespace roa2web::exports
