// Request and answer bodies of /api/reports/saved-filters.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "core/date.hpp"
#include "core/ids.hpp"
#include "json/constraints.hpp"

namespace roa2web::reports {

using SavedFilterId = core::Id<struct SavedFilterTag>;

constexpr std::size_t kMaxFilterNameLetters = 60;
constexpr std::size_t kMaxFilterQueryBytes = 2000;
constexpr std::int64_t kMaxFiltersPerReport = 50;

/// A report as the page calls it: "invoices", "trial-balance".
using ReportName = json::TextOf<1, 60>;

/// Absent: of all reports.
struct SavedFiltersQuery {
    std::optional<ReportName> report;
};
BOOST_DESCRIBE_STRUCT(SavedFiltersQuery, (), (report))

struct NewSavedFilter {
    ReportName report;
    /// At most 60 letters; a letter may take up to four bytes.
    json::TextOf<1, 4 * kMaxFilterNameLetters> name;
    /// Of the page's URL, without the question mark: "status=overdue&sort=due_date".
    json::TextOf<0, kMaxFilterQueryBytes> query;
};
BOOST_DESCRIBE_STRUCT(NewSavedFilter, (), (report, name, query))

struct SavedFilter {
    SavedFilterId id;
    std::string report;
    std::string name;
    std::string query;
    core::Timestamp created_at{};
};
BOOST_DESCRIBE_STRUCT(SavedFilter, (), (id, report, name, query, created_at))

struct SavedFilterList {
    std::vector<SavedFilter> items;
};
BOOST_DESCRIBE_STRUCT(SavedFilterList, (), (items))

struct SavedFilterPath {
    SavedFilterId id;
};
BOOST_DESCRIBE_STRUCT(SavedFilterPath, (), (id))

}  // namespace roa2web::reports
