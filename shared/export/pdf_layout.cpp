#include "export/pdf_layout.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <vector>

namespace roa2web::exports {

namespace {

constexpr double kA4Short = 595.28;
constexpr double kA4Long = 841.89;
constexpr double kSmallestFont = 5;
/// A text column that does not wrap by wish still does past this; at the base font size.
constexpr double kWidestText = 130;
/// A column that wraps is given at least this, if its texts are that long.
constexpr double kNarrowestWrap = 110;

/// The least that a column needs so that a table looks as it should.
double least(const ColumnNeed& need) {
    double content = need.widest;
    if (need.is_text) {
        content = std::min(need.widest, need.wraps ? kNarrowestWrap : kWidestText);
    }
    return std::max(content, need.title_word);
}

double sum_of(const std::vector<double>& widths) {
    return std::accumulate(widths.begin(), widths.end(), 0.0);
}

/// Gives what is left over: first to texts that still wrap, as far as they need it, then to all
/// in proportion, so that the table is as wide as the page.
void share_out(const std::vector<ColumnNeed>& needs,
               double scale,
               double spare,
               std::vector<double>& widths) {
    double missing = 0;
    const auto lacks = [&](std::size_t index) {
        const double wanted = needs[index].widest * scale + 2 * kCellPadding;
        return needs[index].is_text ? std::max(0.0, wanted - widths[index]) : 0.0;
    };
    for (std::size_t index = 0; index < widths.size(); ++index) {
        missing += lacks(index);
    }
    if (missing > 0) {
        const double share = std::min(1.0, spare / missing);
        for (std::size_t index = 0; index < widths.size(); ++index) {
            const double given = lacks(index) * share;
            widths[index] += given;
            spare -= given;
        }
    }
    const double factor = spare / sum_of(widths);
    for (auto& width : widths) {
        width += width * factor;
    }
}

std::vector<double> least_widths(const std::vector<ColumnNeed>& needs, double scale) {
    std::vector<double> widths;
    widths.reserve(needs.size());
    for (const auto& need : needs) {
        widths.push_back(least(need) * scale + 2 * kCellPadding);
    }
    return widths;
}

}  // namespace

PageLayout lay_out(const std::vector<ColumnNeed>& needs) {
    constexpr std::array<double, 5> kSizes{8, 7.5, 7, 6.5, 6};
    PageLayout layout;
    const auto fits = [&](bool landscape, double size) {
        layout.landscape = landscape;
        layout.width = landscape ? kA4Long : kA4Short;
        layout.height = landscape ? kA4Short : kA4Long;
        layout.font_size = size;
        layout.columns = least_widths(needs, size / kBaseFontSize);
        return sum_of(layout.columns) <= layout.width - 2 * kPageMargin;
    };
    const bool upright = fits(false, kSizes.front());
    const bool found = upright || std::any_of(kSizes.begin(), kSizes.end(), [&](double size) {
                           return fits(true, size);
                       });
    const double room = layout.width - 2 * kPageMargin;
    if (!found) {
        // Amounts wider than the sheet: small, but whole as long as that can be read.
        const double padding = 2 * kCellPadding * static_cast<double>(needs.size());
        const double content = sum_of(layout.columns) - padding;
        layout.font_size = std::max(kSmallestFont, layout.font_size * (room - padding) / content);
        layout.columns = least_widths(needs, layout.font_size / kBaseFontSize);
        const double shrink = std::min(1.0, room / sum_of(layout.columns));
        for (auto& width : layout.columns) {
            width *= shrink;
        }
    }
    share_out(needs,
              layout.font_size / kBaseFontSize,
              std::max(0.0, room - sum_of(layout.columns)),
              layout.columns);
    return layout;
}

}  // namespace roa2web::exports
