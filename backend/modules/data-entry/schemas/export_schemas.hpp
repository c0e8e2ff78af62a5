// Requests and answers of the export of receipts to ROA.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "core/ids.hpp"
#include "core/money.hpp"
#include "json/constraints.hpp"

namespace roa2web::data_entry {

using BatchId = core::Id<struct BatchTag>;

enum class NoteFormat : std::uint8_t { Xlsx, Csv };
BOOST_DESCRIBE_ENUM(NoteFormat, Xlsx, Csv)

struct ExportQuery {
    json::Required<NoteFormat> format;
};
BOOST_DESCRIBE_STRUCT(ExportQuery, (), (format))

struct BatchPath {
    BatchId id;
};
BOOST_DESCRIBE_STRUCT(BatchPath, (), (id))

struct BatchQuery {
    json::IntegerIn<1, 1'000'000> page{1};
    json::IntegerIn<1, 200> page_size{50};
};
BOOST_DESCRIBE_STRUCT(BatchQuery, (), (page, page_size))

/// Receipts that went to ROA together.
struct ExportBatch {
    BatchId id;              // its number
    std::string created_at;  // RFC 3339
    core::UserId created_by;
    std::string created_by_name;
    std::int64_t receipts{0};
    core::Money total;
    std::optional<std::string> undone_at;
    std::optional<std::string> undone_by_name;
};
BOOST_DESCRIBE_STRUCT(
    ExportBatch,
    (),
    (id, created_at, created_by, created_by_name, receipts, total, undone_at, undone_by_name))

struct ExportBatchPage {
    std::vector<ExportBatch> items;  // the newest first
    std::int64_t total{0};
    std::int64_t page{1};
    std::int64_t page_size{0};
};
BOOST_DESCRIBE_STRUCT(ExportBatchPage, (), (items, total, page, page_size))

}  // namespace roa2web::data_entry
