#include "db/attachments.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "db/counters.hpp"
#include "db/receipts_table.hpp"
#include "db/value_list.hpp"
#include "pictures/picture_file.hpp"

namespace roa2web::data_entry {

namespace {

/// In so many of 64 bits two pictures may differ and still be taken for the same one.
constexpr int kSimilarBits = 5;
constexpr std::size_t kHashParts = 4;
constexpr std::size_t kPartBits = 16;
constexpr std::string_view kPdf = "application/pdf";

constexpr std::string_view kSelectAttachments =
    "SELECT a.id, a.receipt_id, a.file_name, a.media_type, a.size_bytes, a.width, a.height, "
    "a.pages, a.content_hash, a.perceptual_hash, a.created_at FROM receipt_attachments a "
    "WHERE a.company_id = :company_id";
constexpr std::string_view kOneAttachment = " AND a.id = :id";
constexpr std::string_view kOfReceipts = " AND a.receipt_id IN ";
constexpr std::string_view kByReceipt = " ORDER BY a.receipt_id, a.id";

constexpr std::string_view kSelectOwner =
    "SELECT r.created_by FROM receipt_attachments a JOIN receipts r ON r.id = a.receipt_id "
    "WHERE a.company_id = :company_id AND a.id = :id";

constexpr std::string_view kSelectSame =
    "SELECT mine.receipt_id, MIN(other.receipt_id) AS other_receipt FROM receipt_attachments mine "
    "JOIN receipt_attachments other ON other.company_id = mine.company_id "
    "AND other.content_hash = mine.content_hash AND other.receipt_id <> mine.receipt_id "
    "JOIN receipts r ON r.id = other.receipt_id AND r.status <> 'rejected' "
    "WHERE mine.company_id = :company_id AND mine.receipt_id IN ";
constexpr std::string_view kGroupByReceipt = " GROUP BY mine.receipt_id";

constexpr std::string_view kSelectSimilar =
    "SELECT DISTINCT mine.receipt_id, other.receipt_id AS other_receipt, mine.perceptual_hash, "
    "other.perceptual_hash AS other_hash FROM receipt_attachments mine "
    "JOIN attachment_hash_parts own ON own.attachment_id = mine.id "
    "JOIN attachment_hash_parts near ON near.company_id = own.company_id "
    "AND near.part = own.part AND near.attachment_id <> own.attachment_id "
    "JOIN receipt_attachments other ON other.id = near.attachment_id "
    "AND other.receipt_id <> mine.receipt_id AND other.content_hash <> mine.content_hash "
    "JOIN receipts r ON r.id = other.receipt_id AND r.status <> 'rejected' "
    "WHERE mine.company_id = :company_id AND mine.receipt_id IN ";
constexpr std::string_view kByOther = " ORDER BY mine.receipt_id, other.receipt_id";

constexpr std::string_view kInsertAttachment =
    "INSERT INTO receipt_attachments (id, company_id, receipt_id, file_name, media_type, "
    "size_bytes, width, height, pages, content_hash, perceptual_hash, created_at) "
    "VALUES (:id, :company_id, :receipt_id, :file_name, :media_type, :size_bytes, :width, "
    ":height, :pages, :content_hash, :perceptual_hash, :created_at)";

constexpr std::string_view kInsertParts =
    "INSERT INTO attachment_hash_parts (company_id, part, attachment_id) VALUES "
    "(:company_id, :part_0, :id), (:company_id, :part_1, :id), (:company_id, :part_2, :id), "
    "(:company_id, :part_3, :id)";

constexpr std::string_view kDeleteAttachment =
    "DELETE FROM receipt_attachments WHERE id = :id AND company_id = :company_id";

constexpr std::string_view kSelectUsed =
    "SELECT DISTINCT content_hash FROM receipt_attachments WHERE content_hash IN ";

struct OwnerRow {
    core::UserId created_by;
};
BOOST_DESCRIBE_STRUCT(OwnerRow, (), (created_by))

struct SameRow {
    ReceiptId receipt_id;
    ReceiptId other_receipt;
};
BOOST_DESCRIBE_STRUCT(SameRow, (), (receipt_id, other_receipt))

struct SimilarRow {
    ReceiptId receipt_id;
    ReceiptId other_receipt;
    std::int64_t perceptual_hash{0};
    std::int64_t other_hash{0};
};
BOOST_DESCRIBE_STRUCT(SimilarRow, (), (receipt_id, other_receipt, perceptual_hash, other_hash))

struct HashRow {
    std::string content_hash;
};
BOOST_DESCRIBE_STRUCT(HashRow, (), (content_hash))

/// Every fourth bit belongs to one part: a plain margin is a run of equal bits, and would make one
/// part of many pictures the same. The part's number stands above its bits.
std::int64_t hash_part(std::int64_t hash, std::size_t number) {
    const auto bits = static_cast<std::uint64_t>(hash);
    std::uint64_t part = number;
    for (std::size_t index = 0; index < kPartBits; ++index) {
        part = part * 2 + ((bits >> (index * kHashParts + number)) & 1U);
    }
    return static_cast<std::int64_t>(part);
}

StoredReceipt& receipt_with(std::vector<StoredReceipt>& receipts, ReceiptId id) {
    return *std::lower_bound(
        receipts.begin(), receipts.end(), id, [](const StoredReceipt& receipt, ReceiptId wanted) {
            return receipt.state.id < wanted;
        });
}

}  // namespace

std::optional<StoredAttachment> find_attachment(database::Session& session,
                                                core::CompanyId company,
                                                AttachmentId id) {
    return session.select_first<StoredAttachment>(
        std::string(kSelectAttachments) + std::string(kOneAttachment),
        {{"company_id", company}, {"id", id}});
}

std::optional<core::UserId> find_attachment_owner(database::Session& session,
                                                  core::CompanyId company,
                                                  AttachmentId id) {
    const auto row =
        session.select_first<OwnerRow>(kSelectOwner, {{"company_id", company}, {"id", id}});
    return row ? std::optional(row->created_by) : std::nullopt;
}

void load_attachments(database::Session& session,
                      core::CompanyId company,
                      std::vector<StoredReceipt>& receipts) {
    if (receipts.empty()) {
        return;
    }
    std::vector<ReceiptId> ids;
    ids.reserve(receipts.size());
    for (const auto& receipt : receipts) {
        ids.push_back(receipt.state.id);
    }
    database::Parameters parameters{{"company_id", company}};
    const std::string list = make_value_list("id", ids, parameters);
    std::string sql(kSelectAttachments);
    sql.append(kOfReceipts).append(list).append(kByReceipt);
    bool any = false;
    session.for_each<StoredAttachment>(sql, parameters, [&](StoredAttachment&& row) {
        any = true;
        receipt_with(receipts, row.receipt_id).attachments.push_back(std::move(row));
        return true;
    });
    if (!any) {
        return;
    }
    sql = std::string(kSelectSame) + list + std::string(kGroupByReceipt);
    session.for_each<SameRow>(sql, parameters, [&](SameRow&& row) {
        receipt_with(receipts, row.receipt_id).same_picture_as = row.other_receipt;
        return true;
    });
    sql = std::string(kSelectSimilar) + list + std::string(kByOther);
    session.for_each<SimilarRow>(sql, parameters, [&](SimilarRow&& row) {
        auto& receipt = receipt_with(receipts, row.receipt_id);
        if (!receipt.similar_picture_as &&
            pictures::hamming_distance(static_cast<std::uint64_t>(row.perceptual_hash),
                                       static_cast<std::uint64_t>(row.other_hash)) <=
                kSimilarBits) {
            receipt.similar_picture_as = row.other_receipt;
        }
        return true;
    });
}

void insert_attachment(database::Session& session,
                       core::CompanyId company,
                       StoredAttachment& attachment) {
    attachment.id = AttachmentId{next_number(session, "attachments")};
    session.execute(kInsertAttachment,
                    {{"id", attachment.id},
                     {"company_id", company},
                     {"receipt_id", attachment.receipt_id},
                     {"file_name", attachment.file_name},
                     {"media_type", attachment.media_type},
                     {"size_bytes", attachment.size_bytes},
                     {"width", attachment.width},
                     {"height", attachment.height},
                     {"pages", attachment.pages},
                     {"content_hash", attachment.content_hash},
                     {"perceptual_hash", attachment.perceptual_hash},
                     {"created_at", attachment.created_at}});
    if (attachment.media_type == kPdf) {
        return;
    }
    database::Parameters parameters{{"company_id", company}, {"id", attachment.id}};
    for (std::size_t number = 0; number < kHashParts; ++number) {
        parameters.emplace_back("part_" + std::to_string(number),
                                hash_part(attachment.perceptual_hash, number));
    }
    session.execute(kInsertParts, parameters);
}

void delete_attachment(database::Session& session, core::CompanyId company, AttachmentId id) {
    session.execute(kDeleteAttachment, {{"id", id}, {"company_id", company}});
}

std::vector<std::string> find_used_hashes(database::Session& session,
                                          const std::vector<std::string>& hashes) {
    std::vector<std::string> used;
    if (hashes.empty()) {
        return used;
    }
    database::Parameters parameters;
    std::string sql(kSelectUsed);
    sql += make_value_list("hash", hashes, parameters);
    session.for_each<HashRow>(sql, parameters, [&used](HashRow&& row) {
        used.push_back(std::move(row.content_hash));
        return true;
    });
    return used;
}

}  // namespace roa2web::data_entry
