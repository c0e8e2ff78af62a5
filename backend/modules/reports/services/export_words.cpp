#include "services/export_words.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "core/text.hpp"

#include "export/table_text.hpp"

namespace roa2web::reports {

namespace {

using exports::Language;

struct Pair {
    std::string_view romanian;
    std::string_view english;
};

constexpr std::array<Pair, 12> kMonths{{{"ianuarie", "January"},
                                        {"februarie", "February"},
                                        {"martie", "March"},
                                        {"aprilie", "April"},
                                        {"mai", "May"},
                                        {"iunie", "June"},
                                        {"iulie", "July"},
                                        {"august", "August"},
                                        {"septembrie", "September"},
                                        {"octombrie", "October"},
                                        {"noiembrie", "November"},
                                        {"decembrie", "December"}}};

struct DocumentType {
    std::string_view type;  // docs/erp-contract.md, roa2web_journal
    Pair words;
};

constexpr std::array<DocumentType, 13> kDocumentTypes{
    {{"sale", {"vânzare", "sale"}},
     {"purchase", {"achiziție", "purchase"}},
     {"collection", {"încasare", "collection"}},
     {"payment", {"plată", "payment"}},
     {"cash_sale", {"vânzare cu numerar", "cash sale"}},
     {"cash", {"casă", "cash"}},
     {"bank", {"bancă", "bank"}},
     {"stock", {"gestiune", "stock"}},
     {"payroll", {"salarii", "payroll"}},
     {"depreciation", {"amortizare", "depreciation"}},
     {"vat", {"TVA", "VAT"}},
     {"closing", {"închidere", "closing"}},
     {"note", {"notă contabilă", "accounting note"}}}};

constexpr std::size_t kSlugBytes = 60;

}  // namespace

exports::Column ExportWords::column(std::string_view romanian,
                                    std::string_view english,
                                    exports::ColumnKind kind,
                                    int width,
                                    bool wraps) const {
    return {.title = std::string((*this)(romanian, english)),
            .kind = kind,
            .width = width,
            .wraps = wraps};
}

std::string ExportWords::period(core::Date from, core::Date to) const {
    return fmt::format("{} {} – {}",
                       (*this)("Perioada", "Period"),
                       exports::format_day(from),
                       exports::format_day(to));
}

std::string ExportWords::month(const ReportPeriod& period) const {
    const Pair& name = kMonths.at(static_cast<std::size_t>(period.month - 1));
    return fmt::format("{} {}{}",
                       (*this)(name.romanian, name.english),
                       period.year,
                       period.closed ? (*this)(", lună închisă", ", closed month") : "");
}

std::string ExportWords::company_details(const CompanyRecord& company) const {
    std::string text = fmt::format("{} {}", (*this)("CUI", "Tax number"), company.cui);
    if (company.registration_number && !company.registration_number->empty()) {
        text += fmt::format(
            " · {} {}", (*this)("Nr. reg. com.", "Trade register"), *company.registration_number);
    }
    return text;
}

std::string_view ExportWords::document_type(std::string_view type) const {
    const auto* found = std::find_if(
        kDocumentTypes.begin(), kDocumentTypes.end(), [type](const DocumentType& known) {
            return known.type == type;
        });
    return found == kDocumentTypes.end() ? type
                                         : (*this)(found->words.romanian, found->words.english);
}

std::string range_in_name(core::Date from, core::Date to) {
    const bool is_month = from.day() == std::chrono::day(1) && from.year() == to.year() &&
                          from.month() == to.month() &&
                          to == core::Date{to.year() / to.month() / std::chrono::last};
    return is_month ? core::format_date(from).substr(0, 7)
                    : core::format_date(from) + "_" + core::format_date(to);
}

std::string slug(std::string_view text) {
    std::string name;
    for (const char letter : core::fold(text)) {
        const bool is_plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
        if (is_plain) {
            name += letter;
        } else if (!name.empty() && name.back() != '-') {
            name += '-';
        }
    }
    name.resize(std::min(name.size(), kSlugBytes));
    while (name.ends_with('-')) {
        name.pop_back();
    }
    return name;
}

}  // namespace roa2web::reports
