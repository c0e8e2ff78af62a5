#pragma once

#include <cstddef>
#include <vector>

namespace roa2web::exports {

/// What a column needs, in points, at a font size of kBaseFontSize.
struct ColumnNeed {
    /// Of its widest value; what is no text is never broken and needs all of it.
    double widest{0};
    /// Of its title, which may stand in several lines: the widest word.
    double title_word{0};
    bool is_text{false};
    bool wraps{false};
};

constexpr double kBaseFontSize = 8;  // points
constexpr double kPageMargin = 34;   // 12 mm
constexpr double kCellPadding = 3;   // left and right of a cell's text, whatever the font size

/// How a table stands on A4 paper, in points.
struct PageLayout {
    bool landscape{false};
    double width{0};
    double height{0};
    double font_size{kBaseFontSize};
    std::vector<double> columns;  // widths, padding included; together the space between margins
};

/// The largest font, upright rather than lying, in which numbers fit and texts have what they
/// reasonably need; columns that wrap share what is left over.
[[nodiscard]] PageLayout lay_out(const std::vector<ColumnNeed>& needs);

}  // namespace roa2web::exports
