// Rows of pictures and PDFs that belong to receipts. Their files: services/attachment_files.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "core/date.hpp"
#include "core/ids.hpp"
#include "database/session.hpp"

#include "schemas/receipts_schemas.hpp"

namespace roa2web::data_entry {

struct StoredReceipt;

struct StoredAttachment {
    AttachmentId id;
    ReceiptId receipt_id;
    std::string file_name;
    std::string media_type;
    std::int64_t size_bytes{0};
    std::int64_t width{0};   // of the upright first page: pixels, of a PDF points
    std::int64_t height{0};  // the same
    std::int64_t pages{1};
    std::string content_hash;         // SHA-256, hexadecimal
    std::int64_t perceptual_hash{0};  // 64 bits
    core::Timestamp created_at;
};
BOOST_DESCRIBE_STRUCT(StoredAttachment,
                      (),
                      (id,
                       receipt_id,
                       file_name,
                       media_type,
                       size_bytes,
                       width,
                       height,
                       pages,
                       content_hash,
                       perceptual_hash,
                       created_at))

/// Throws core::DatabaseError.
[[nodiscard]] std::optional<StoredAttachment> find_attachment(database::Session& session,
                                                              core::CompanyId company,
                                                              AttachmentId id);

/// Who created the receipt that an attachment belongs to. Throws core::DatabaseError.
[[nodiscard]] std::optional<core::UserId> find_attachment_owner(database::Session& session,
                                                                core::CompanyId company,
                                                                AttachmentId id);

/// Fills in the attachments of receipts that are sorted by id, and which other receipts have the
/// same picture or one that looks like it: three queries, however many receipts there are. Throws
/// core::DatabaseError.
void load_attachments(database::Session& session,
                      core::CompanyId company,
                      std::vector<StoredReceipt>& receipts);

/// Gives an attachment its id and adds it to its receipt. Throws core::DatabaseError.
void insert_attachment(database::Session& session,
                       core::CompanyId company,
                       StoredAttachment& attachment);

/// Throws core::DatabaseError.
void delete_attachment(database::Session& session, core::CompanyId company, AttachmentId id);

/// Those of the content hashes that some receipt of any company has. Throws core::DatabaseError.
[[nodiscard]] std::vector<std::string> find_used_hashes(database::Session& session,
                                                        const std::vector<std::string>& hashes);

}  // namespace roa2web::data_entry
