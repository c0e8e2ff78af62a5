#include "export/table_writer.hpp"

#include <functional>
#include <span>
#include <utility>

#include "core/exceptions.hpp"

namespace roa2web::exports {

namespace {

/// Asking is a system call; a row takes microseconds.
constexpr std::int64_t kRowsBetweenLooks = 256;

}  // namespace

TableWriter::TableWriter(std::function<bool()> is_cancelled)
    : is_cancelled_(std::move(is_cancelled)) {}

void TableWriter::add_row(std::span<const Cell> cells) {
    if (rows_ % kRowsBetweenLooks == 0) {
        check_cancelled();
    }
    write_row(cells);
    ++rows_;
}

void TableWriter::finish(std::span<const Cell> totals) {
    check_cancelled();
    write_end(totals);
}

void TableWriter::check_cancelled() const {
    if (is_cancelled_ && is_cancelled_()) {
        throw core::CancelledError("nobody waits for the file any more");
    }
}

}  // namespace roa2web::exports
