#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "http/upload.hpp"
#include "logging/logger.hpp"

#include "db/attachments.hpp"
#include "db/receipts_store.hpp"
#include "pictures/limits.hpp"
#include "schemas/attachments_schemas.hpp"
#include "schemas/receipts_schemas.hpp"
#include "services/attachment_files.hpp"
#include "services/receipt_permissions.hpp"
#include "services/thumbnail_cache.hpp"

namespace roa2web::data_entry {

/// A receipt that a request has made, or had made before.
struct ReceiptOfFile {
    bool created{false};
    Receipt receipt;
};

/// Pictures and PDFs of receipts: taken in, shown, removed. Who may see a receipt may see its
/// attachments, who may edit it may change them; each change is a version of the receipt with its
/// entry in the history.
///
/// Everything goes on in the pools and throws core::UnavailableError while the store is not open or
/// the disk is full, and core::DatabaseError. Errors everywhere: NotFound for what is not there or
/// not to be seen.
class AttachmentsService {
  public:
    /// What it refers to must live longer.
    /// @param pool of the store. @param picture_pool where pictures are decoded: few at a time,
    /// each takes memory.
    AttachmentsService(const ReceiptsStore& store,
                       core::BlockingPool& pool,
                       core::BlockingPool& picture_pool,
                       const core::Clock& clock,
                       const ReceiptPermissions& permissions,
                       AttachmentFiles& files,
                       ThumbnailCache& thumbnails)
        : store_(store),
          pool_(pool),
          picture_pool_(picture_pool),
          clock_(clock),
          permissions_(permissions),
          files_(files),
          thumbnails_(thumbnails) {}

    /// Adds files to a receipt, all or none. Errors: Conflict, Forbidden, InvalidInput for what is
    /// in them (codes in pictures/picture_error.hpp), for no file, for too many.
    core::Task<core::Result<AttachmentsAdded>> add(core::CompanyId company,
                                                   ReceiptId receipt,
                                                   std::vector<http::UploadedFile> uploaded,
                                                   Actor actor);

    /// A new draft that has one file. The same key by the same user gives the same receipt again.
    /// Errors: InvalidInput; NotFound when the key's receipt is gone.
    core::Task<core::Result<ReceiptOfFile>> create_receipt(core::CompanyId company,
                                                           std::string key,
                                                           std::vector<http::UploadedFile> uploaded,
                                                           Actor actor);

    core::Task<core::Result<AttachmentList>> list(core::CompanyId company,
                                                  ReceiptId receipt,
                                                  Actor actor);

    /// Throws core::InternalError when its file is lost.
    core::Task<core::Result<StoredAttachment>> find(core::CompanyId company,
                                                    AttachmentId id,
                                                    Actor actor);

    /// Where the bytes of an attachment are.
    [[nodiscard]] std::filesystem::path path_of(const StoredAttachment& attachment) const {
        return files_.path_of(attachment.content_hash);
    }

    /// JPEG, longest side 320 pixels; made once. Errors: InvalidInput for a page that cannot be
    /// drawn.
    core::Task<core::Result<std::string>> make_thumbnail(StoredAttachment attachment);

    /// JPEG of one page, from 1; longest side 2,000 pixels at most. Errors: NotFound for a page
    /// that is not there, InvalidInput for one that cannot be drawn.
    core::Task<core::Result<std::string>> make_page(StoredAttachment attachment, std::int64_t page);

    /// Errors: Conflict, Forbidden.
    core::Task<core::Result<void>> remove(core::CompanyId company, AttachmentId id, Actor actor);

    /// Drafts with an attachment that lack something.
    core::Task<core::Result<ToCheckPage>> list_to_check(core::CompanyId company,
                                                        ToCheckQuery query,
                                                        Actor actor);

  private:
    /// A file in its place, and what its row will say.
    struct Taken {
        AttachmentFiles::Claim claim;
        StoredAttachment attachment;
    };

    /// Checks and keeps the files. Blocks. Errors: InvalidInput.
    core::Result<std::vector<Taken>> take(const std::vector<http::UploadedFile>& uploaded);

    const ReceiptsStore& store_;
    core::BlockingPool& pool_;
    core::BlockingPool& picture_pool_;
    const core::Clock& clock_;
    const ReceiptPermissions& permissions_;
    AttachmentFiles& files_;
    ThumbnailCache& thumbnails_;
    pictures::Limits limits_;
    std::array<std::mutex, 16> making_;  // by hash: two do not make one thumbnail
    logging::Logger log_{"DATA-ENTRY"};
};

}  // namespace roa2web::data_entry
