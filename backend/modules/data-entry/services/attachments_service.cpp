#include "services/attachments_service.hpp"

#include <functional>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/exceptions.hpp"
#include "core/text.hpp"

#include "db/idempotency_keys.hpp"
#include "db/to_check_list.hpp"
#include "pictures/media_type.hpp"
#include "pictures/picture_error.hpp"
#include "pictures/picture_file.hpp"
#include "services/receipt_changes.hpp"
#include "services/receipt_desk.hpp"
#include "services/receipt_views.hpp"

namespace roa2web::data_entry {

namespace {

using core::Result;
using core::Task;

constexpr std::string_view kFileField = "file";
constexpr std::size_t kMaxFilesAtOnce = 20;
constexpr std::size_t kMaxFilesOfReceipt = 50;
constexpr int kThumbnailSide = 320;
constexpr int kPageSide = 2000;

core::Error form_error(std::string message, std::string code) {
    core::Error error{.code = core::ErrorCode::InvalidInput,
                      .message = std::move(message),
                      .id = std::move(code),
                      .retry_after = {},
                      .fields = {}};
    return error;
}

Result<void> check_form(const std::vector<http::UploadedFile>& uploaded, std::size_t most) {
    if (uploaded.empty()) {
        return tl::unexpected(form_error("The form has no file", "file_missing"));
    }
    for (const auto& file : uploaded) {
        if (file.field != kFileField) {
            return tl::unexpected(
                form_error("Send each file in the field `file` of the form", "file_field"));
        }
    }
    if (uploaded.size() > most) {
        return tl::unexpected(form_error("Send at most " + std::to_string(most) + " files at once",
                                         "too_many_files"));
    }
    return {};
}

/// What was HEIC is JPEG now; its name follows.
std::string name_after_change(std::string name, pictures::MediaType type) {
    const auto folded = core::fold(name);
    const auto dot = name.rfind('.');
    if (type == pictures::MediaType::Jpeg &&
        (folded.ends_with(".heic") || folded.ends_with(".heif"))) {
        name.replace(dot, std::string::npos, ".jpg");
    }
    return name;
}

core::Error attachment_not_found() {
    return {.code = core::ErrorCode::NotFound,
            .message = "This company has no such attachment",
            .id = "attachment_not_found",
            .retry_after = {},
            .fields = {}};
}

core::Error page_not_found() {
    return {.code = core::ErrorCode::NotFound,
            .message = "The attachment has no such page",
            .id = "page_not_found",
            .retry_after = {},
            .fields = {}};
}

/// The receipt, when the actor may change its attachments; any version will do, because what is
/// added or removed does not depend on the rest.
Result<StoredReceipt> find_to_change(const ReceiptDesk& desk, ReceiptId id) {
    auto receipt = desk.find(id);
    if (!receipt) {
        return receipt;
    }
    if (auto allowed = desk.check(*receipt, receipt->state.version, ReceiptAction::Edit);
        !allowed) {
        return tl::unexpected(std::move(allowed.error()));
    }
    return receipt;
}

Result<void> check_room(const StoredReceipt& receipt, std::size_t more) {
    if (receipt.attachments.size() + more > kMaxFilesOfReceipt) {
        return tl::unexpected(form_error(
            "A receipt has at most " + std::to_string(kMaxFilesOfReceipt) + " attachments",
            "too_many_attachments"));
    }
    return {};
}

}  // namespace

Result<std::vector<AttachmentsService::Taken>> AttachmentsService::take(
    const std::vector<http::UploadedFile>& uploaded) {
    std::vector<Taken> taken;
    taken.reserve(uploaded.size());
    for (const auto& file : uploaded) {
        try {
            const auto facts = pictures::take_in(file.path, limits_);
            const auto bytes = static_cast<std::int64_t>(std::filesystem::file_size(file.path));
            auto claim = files_.keep(file.path);
            StoredAttachment attachment{
                .id = {},
                .receipt_id = {},
                .file_name = name_after_change(file.name, facts.media_type),
                .media_type = std::string(pictures::name_of(facts.media_type)),
                .size_bytes = bytes,
                .width = facts.width,
                .height = facts.height,
                .pages = facts.pages,
                .content_hash = claim.hash(),
                .perceptual_hash = static_cast<std::int64_t>(facts.perceptual_hash),
                .created_at = clock_.now()};
            taken.push_back({std::move(claim), std::move(attachment)});
        } catch (const pictures::PictureError& refused) {
            auto error = refused.error();
            error.message = file.name + ": " + error.message;
            return tl::unexpected(std::move(error));
        }
    }
    return taken;
}

Task<Result<AttachmentsAdded>> AttachmentsService::add(core::CompanyId company,
                                                       ReceiptId receipt,
                                                       std::vector<http::UploadedFile> uploaded,
                                                       Actor actor) {
    if (auto form = check_form(uploaded, kMaxFilesAtOnce); !form) {
        co_return tl::unexpected(std::move(form.error()));
    }
    co_await pool_.schedule();
    // Nothing is decoded for who may not add it.
    auto allowed = store_.get().read([&](database::Session& session) -> Result<void> {
        const ReceiptDesk desk(session, company, actor, permissions_, clock_);
        const auto found = find_to_change(desk, receipt);
        if (!found) {
            return tl::unexpected(found.error());
        }
        return check_room(*found, uploaded.size());
    });
    if (!allowed) {
        co_return tl::unexpected(std::move(allowed.error()));
    }
    co_await picture_pool_.schedule();
    auto taken = take(uploaded);
    if (!taken) {
        co_return tl::unexpected(std::move(taken.error()));
    }
    co_await pool_.schedule();
    auto added = store_.get().write([&](database::Session& session) -> Result<AttachmentsAdded> {
        ReceiptDesk desk(session, company, actor, permissions_, clock_);
        const auto before = find_to_change(desk, receipt);
        if (!before) {
            return tl::unexpected(before.error());
        }
        if (auto room = check_room(*before, taken->size()); !room) {
            return tl::unexpected(std::move(room.error()));
        }
        AttachmentsAdded answer;
        std::vector<FieldChange> notes;
        for (auto& [claim, attachment] : *taken) {
            attachment.receipt_id = receipt;
            insert_attachment(session, company, attachment);
            notes.push_back(note_attachment(attachment));
            answer.items.push_back(make_attachment(attachment));
        }
        StoredReceipt after = *before;
        auto changed = desk.change(*before, after, "attachments_added", std::move(notes));
        if (!changed) {
            return tl::unexpected(std::move(changed.error()));
        }
        answer.version = after.state.version;
        return answer;
    });
    if (added) {
        log_.info("attachments added",
                  {{"company", company.value},
                   {"receipt", receipt.value},
                   {"files", added->items.size()},
                   {"by", actor.username}});
    }
    co_return added;
}

Task<Result<ReceiptOfFile>> AttachmentsService::create_receipt(
    core::CompanyId company,
    std::string key,
    std::vector<http::UploadedFile> uploaded,
    Actor actor) {
    if (auto form = check_form(uploaded, 1); !form) {
        co_return tl::unexpected(std::move(form.error()));
    }
    // What the key has made before; nothing for a new one.
    const auto find_made = [&](database::Session& session,
                               const ReceiptDesk& desk) -> Result<std::optional<Receipt>> {
        const auto id = find_receipt_of_key(session, company, actor.user, key);
        if (!id) {
            return std::optional<Receipt>{};
        }
        const auto receipt = desk.find(*id);
        if (!receipt) {
            return tl::unexpected(receipt.error());
        }
        return std::optional<Receipt>(desk.view(*receipt));
    };
    co_await pool_.schedule();
    auto made = store_.get().read([&](database::Session& session) {
        const ReceiptDesk desk(session, company, actor, permissions_, clock_);
        return find_made(session, desk);
    });
    if (!made) {
        co_return tl::unexpected(std::move(made.error()));
    }
    if (*made) {
        ReceiptOfFile answer{false, std::move(**made)};
        co_return answer;
    }
    co_await picture_pool_.schedule();
    auto taken = take(uploaded);
    if (!taken) {
        co_return tl::unexpected(std::move(taken.error()));
    }
    co_await pool_.schedule();
    auto created = store_.get().write([&](database::Session& session) -> Result<ReceiptOfFile> {
        ReceiptDesk desk(session, company, actor, permissions_, clock_);
        // The same request may have come again while the picture was decoded.
        auto made_now = find_made(session, desk);
        if (!made_now) {
            return tl::unexpected(std::move(made_now.error()));
        }
        if (*made_now) {
            return ReceiptOfFile{false, std::move(**made_now)};
        }
        StoredReceipt receipt;
        auto& attachment = taken->front().attachment;
        desk.create(receipt, {note_attachment(attachment)});
        attachment.receipt_id = receipt.state.id;
        insert_attachment(session, company, attachment);
        put_key(session, company, actor.user, key, receipt.state.id, desk.now());
        const auto whole = desk.find(receipt.state.id);
        if (!whole) {
            return tl::unexpected(whole.error());
        }
        return ReceiptOfFile{true, desk.view(*whole)};
    });
    if (created && created->created) {
        log_.info("receipt created from a file",
                  {{"company", company.value},
                   {"receipt", created->receipt.id.value},
                   {"by", actor.username}});
    }
    co_return created;
}

Task<Result<AttachmentList>> AttachmentsService::list(core::CompanyId company,
                                                      ReceiptId receipt,
                                                      Actor actor) {
    co_await pool_.schedule();
    co_return store_.get().read([&](database::Session& session) -> Result<AttachmentList> {
        const ReceiptDesk desk(session, company, actor, permissions_, clock_);
        const auto found = desk.find(receipt);
        if (!found) {
            return tl::unexpected(found.error());
        }
        AttachmentList answer;
        for (const auto& attachment : found->attachments) {
            answer.items.push_back(make_attachment(attachment));
        }
        return answer;
    });
}

Task<Result<StoredAttachment>> AttachmentsService::find(core::CompanyId company,
                                                        AttachmentId id,
                                                        Actor actor) {
    co_await pool_.schedule();
    auto found = store_.get().read([&](database::Session& session) -> Result<StoredAttachment> {
        auto attachment = find_attachment(session, company, id);
        const auto owner = find_attachment_owner(session, company, id);
        if (!attachment || !owner || !ReceiptPermissions::may_see(actor, *owner)) {
            return tl::unexpected(attachment_not_found());
        }
        return std::move(*attachment);
    });
    std::error_code error;
    if (found && !std::filesystem::exists(path_of(*found), error)) {
        throw core::InternalError("the file of attachment " + std::to_string(id.value) +
                                  " is lost: restore it from a backup");
    }
    co_return found;
}

Task<Result<std::string>> AttachmentsService::make_thumbnail(StoredAttachment attachment) {
    co_await pool_.schedule();
    if (auto cached = thumbnails_.find(attachment.content_hash)) {
        co_return std::move(*cached);
    }
    co_await picture_pool_.schedule();
    const auto stripe = std::hash<std::string>{}(attachment.content_hash) % making_.size();
    const auto make = [&]() -> Result<std::string> {
        const std::lock_guard lock(making_[stripe]);
        if (auto cached = thumbnails_.find(attachment.content_hash)) {
            return std::move(*cached);
        }
        try {
            auto jpeg = pictures::jpeg_of_page(path_of(attachment), 1, kThumbnailSide, limits_);
            thumbnails_.put(attachment.content_hash, jpeg);
            return jpeg;
        } catch (const pictures::PictureError& refused) {
            return tl::unexpected(refused.error());
        }
    };
    co_return make();
}

Task<Result<std::string>> AttachmentsService::make_page(StoredAttachment attachment,
                                                        std::int64_t page) {
    if (page < 1 || page > attachment.pages) {
        co_return tl::unexpected(page_not_found());
    }
    co_await picture_pool_.schedule();
    const auto make = [&]() -> Result<std::string> {
        try {
            return pictures::jpeg_of_page(
                path_of(attachment), static_cast<int>(page), kPageSide, limits_);
        } catch (const pictures::PictureError& refused) {
            return tl::unexpected(refused.error());
        } catch (const std::out_of_range&) {
            return tl::unexpected(page_not_found());
        }
    };
    co_return make();
}

Task<Result<void>> AttachmentsService::remove(core::CompanyId company,
                                              AttachmentId id,
                                              Actor actor) {
    co_await pool_.schedule();
    auto removed = store_.get().write([&](database::Session& session) -> Result<void> {
        ReceiptDesk desk(session, company, actor, permissions_, clock_);
        const auto attachment = find_attachment(session, company, id);
        if (!attachment || !desk.find(attachment->receipt_id)) {
            return tl::unexpected(attachment_not_found());
        }
        const auto before = find_to_change(desk, attachment->receipt_id);
        if (!before) {
            return tl::unexpected(before.error());
        }
        delete_attachment(session, company, id);
        StoredReceipt after = *before;
        return desk.change(
            *before, after, "attachment_removed", {note_attachment_gone(*attachment)});
    });
    if (removed) {
        log_.info("attachment removed",
                  {{"company", company.value}, {"attachment", id.value}, {"by", actor.username}});
    }
    co_return removed;
}

Task<Result<ToCheckPage>> AttachmentsService::list_to_check(core::CompanyId company,
                                                            ToCheckQuery query,
                                                            Actor actor) {
    co_await pool_.schedule();
    const auto only_of = actor.sees_all() ? std::nullopt : std::optional(actor.user);
    auto list = store_.get().read([&](database::Session& session) {
        return select_to_check(session, company, query, only_of);
    });
    ToCheckPage page;
    page.page = query.page.value;
    page.page_size = query.page_size.value;
    page.total = list.total;
    for (auto& entry : list.entries) {
        page.items.push_back(make_to_check_row(std::move(entry)));
    }
    co_return page;
}

}  // namespace roa2web::data_entry
