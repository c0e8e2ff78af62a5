// A SELECT that is ready to run: as a page for the screen, or row by row for a file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "database/session.hpp"

namespace roa2web::reports {

/// The text holds names only; what users type travels as parameters. Columns stand in the order of
/// the row struct that is named where the selection is made.
struct ReportSelect {
    std::string sql;
    database::Parameters parameters;
    std::string order_by;  // the terms alone

    /// All rows, sorted: for Session::select and Session::for_each.
    [[nodiscard]] std::string sorted() const { return sql + " ORDER BY " + order_by; }
};

/// Parameters and those of Session::paged. @param page from 1.
[[nodiscard]] inline database::Parameters with_page(database::Parameters parameters,
                                                    std::int64_t page,
                                                    std::int64_t page_size) {
    parameters.emplace_back("page_size", page_size);
    parameters.emplace_back("page_offset", (page - 1) * page_size);
    return parameters;
}

}  // namespace roa2web::reports
