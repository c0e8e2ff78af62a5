// Requests and answers of /api/data-entry/attachments and what belongs to them below /receipts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "core/date.hpp"
#include "core/money.hpp"
#include "json/constraints.hpp"

#include "schemas/receipts_schemas.hpp"

namespace roa2web::data_entry {

constexpr std::int64_t kMaxAttachmentPage = 1000;

struct AttachmentPath {
    AttachmentId id;
};
BOOST_DESCRIBE_STRUCT(AttachmentPath, (), (id))

struct AttachmentPagePath {
    AttachmentId id;
    json::IntegerIn<1, kMaxAttachmentPage> page{1};
};
BOOST_DESCRIBE_STRUCT(AttachmentPagePath, (), (id, page))

struct AttachmentList {
    std::vector<ReceiptAttachment> items;  // in the order in which they were added
};
BOOST_DESCRIBE_STRUCT(AttachmentList, (), (items))

struct AttachmentsAdded {
    std::vector<ReceiptAttachment> items;  // the new ones
    std::int64_t version{0};               // of the receipt, with them
};
BOOST_DESCRIBE_STRUCT(AttachmentsAdded, (), (items, version))

struct ToCheckQuery {
    json::IntegerIn<1, kMaxReceiptsPage> page{1};
    json::IntegerIn<1, kMaxReceiptsPageSize> page_size{50};
};
BOOST_DESCRIBE_STRUCT(ToCheckQuery, (), (page, page_size))

struct ToCheckRow {
    ReceiptId id;
    std::int64_t version{1};
    std::string created_at;      // RFC 3339
    AttachmentId attachment_id;  // the first one
    std::string file_name;       // of it
    std::optional<std::string> supplier_name;
    std::optional<std::string> supplier_cui;
    std::optional<std::string> number;
    std::optional<core::Date> date;
    std::optional<core::Money> total;
    std::vector<std::string> missing;   // fields of the receipt that have to be filled in
    std::vector<std::string> doubtful;  // fields that have a value against the rules
};
BOOST_DESCRIBE_STRUCT(ToCheckRow,
                      (),
                      (id,
                       version,
                       created_at,
                       attachment_id,
                       file_name,
                       supplier_name,
                       supplier_cui,
                       number,
                       date,
                       total,
                       missing,
                       doubtful))

struct ToCheckPage {
    std::vector<ToCheckRow> items;  // the oldest first
    std::int64_t total{0};
    std::int64_t page{1};
    std::int64_t page_size{0};
};
BOOST_DESCRIBE_STRUCT(ToCheckPage, (), (items, total, page, page_size))

}  // namespace roa2web::data_entry
