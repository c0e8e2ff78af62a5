// Words of exported reports, in the language that was asked for. (The page's own stand in
// frontend/src/modules/reports/locales.)
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/date.hpp"

#include "export/table_writer.hpp"
#include "models/company_queries.hpp"
#include "schemas/report_schemas.hpp"

namespace roa2web::reports {

class ExportWords {
  public:
    explicit ExportWords(exports::Language language) : language_(language) {}

    [[nodiscard]] exports::Language language() const { return language_; }

    /// One of two literals.
    [[nodiscard]] std::string_view operator()(std::string_view romanian,
                                              std::string_view english) const {
        return language_ == exports::Language::Romanian ? romanian : english;
    }

    [[nodiscard]] exports::Column column(std::string_view romanian,
                                         std::string_view english,
                                         exports::ColumnKind kind,
                                         int width,
                                         bool wraps = false) const;

    /// "Perioada 01.11.2025 – 30.11.2025".
    [[nodiscard]] std::string period(core::Date from, core::Date to) const;

    /// "noiembrie 2025, lună închisă".
    [[nodiscard]] std::string month(const ReportPeriod& period) const;

    /// "CUI RO123 · Nr. reg. com. J40/1/2020".
    [[nodiscard]] std::string company_details(const CompanyRecord& company) const;

    /// What kind of document an entry was booked by: "sale" is "vânzare". The word itself where it
    /// is a new one.
    [[nodiscard]] std::string_view document_type(std::string_view type) const;

  private:
    exports::Language language_;
};

/// How a range of days stands in a file's name: "2025-11" for a whole month, else both days.
[[nodiscard]] std::string range_in_name(core::Date from, core::Date to);

/// Text as part of a file's name: "Alfa & Beta SRL" is "alfa-beta-srl".
[[nodiscard]] std::string slug(std::string_view text);

}  // namespace roa2web::reports
