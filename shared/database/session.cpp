#include "database/session.hpp"

#include <chrono>
#include <exception>
#include <functional>
#include <string>
#include <utility>

namespace roa2web::database {

namespace {

/// Asking may be a system call; a caller that has gone can wait that long.
constexpr std::chrono::milliseconds kBetweenLooks{50};

}  // namespace

void Session::stop_when(std::function<bool()> stop) {
    stop_ = std::move(stop);
    stopped_ = false;
    next_look_ = {};
}

bool Session::should_stop() noexcept {
    if (!stop_ || stopped_) {
        return stopped_;
    }
    const auto now = std::chrono::steady_clock::now();
    if (now < next_look_) {
        return false;
    }
    next_look_ = now + kBetweenLooks;
    try {
        stopped_ = stop_();
    } catch (const std::exception&) {
        // Who cannot say has not said that it should end.
    }
    return stopped_;
}

std::string Session::paged(std::string_view select, std::string_view order_by) const {
    std::string sql;
    if (dialect() == "oracle") {
        // The inner query sorts, the middle one numbers what is sorted, the outer one cuts. ROWNUM
        // and not ROW_NUMBER() OVER (...), because the ORDER BY terms name columns of the
        // selection, aliases included.
        sql.append("SELECT * FROM (SELECT paged_rows.*, ROWNUM AS paged_position FROM (")
            .append(select)
            .append(" ORDER BY ")
            .append(order_by)
            .append(
                ") paged_rows WHERE ROWNUM <= :page_offset + :page_size) WHERE paged_position > "
                ":page_offset");
        return sql;
    }
    sql.append(select)
        .append(" ORDER BY ")
        .append(order_by)
        .append(" LIMIT :page_size OFFSET :page_offset");
    return sql;
}

}  // namespace roa2web::database
