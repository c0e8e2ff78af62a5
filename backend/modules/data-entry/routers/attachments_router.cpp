#include "routers/attachments_router.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/permissions.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "http/conditional.hpp"
#include "http/file_response.hpp"

#include "routers/actor.hpp"
#include "schemas/attachments_schemas.hpp"

namespace roa2web::data_entry {

namespace {

using core::Permission;
using core::Result;
using core::Task;

template <class T>
using FileAnswer = Task<Result<T>>;

constexpr std::string_view kKeyHeader = "Idempotency-Key";
constexpr std::size_t kMinKeyLetters = 8;
constexpr std::size_t kMaxKeyLetters = 64;
/// A content never changes under its id, and belongs to who asked for it.
constexpr std::string_view kForever = "private, max-age=31536000, immutable";
constexpr std::string_view kJpegType = "image/jpeg";

http::RouteOptions of_files(std::string summary, int status = 200) {
    return {.access = http::needs(Permission::ReceiptsCreate),
            .company = true,
            .summary = std::move(summary),
            .status = status};
}

/// Of routes that answer with a file.
http::RouteOptions of_bytes(std::string summary, std::vector<std::string> media_types) {
    auto options = of_files(std::move(summary));
    options.media_types = std::move(media_types);
    return options;
}

/// Of routes that change the files of a receipt.
http::RouteOptions change_of_files(std::string summary, int status) {
    auto options = of_files(std::move(summary), status);
    options.conflict = "The receipt is no draft any more";
    return options;
}

Result<std::string> read_key(const http::Request& request) {
    const auto key = request.header(kKeyHeader);
    const bool fits = key.size() >= kMinKeyLetters && key.size() <= kMaxKeyLetters &&
                      std::all_of(key.begin(), key.end(), [](char letter) {
                          return (letter >= 'a' && letter <= 'z') ||
                                 (letter >= 'A' && letter <= 'Z') ||
                                 (letter >= '0' && letter <= '9') || letter == '-';
                      });
    if (!fits) {
        core::Error error{.code = core::ErrorCode::InvalidInput,
                          .message = "Needs 8 to 64 letters, digits or -",
                          .id = "idempotency_key",
                          .retry_after = {},
                          .fields = {}};
        error.fields.push_back({{"header", std::string(kKeyHeader)}, error.message, error.id});
        return tl::unexpected(std::move(error));
    }
    return std::string(key);
}

std::string etag_of(const StoredAttachment& attachment, std::string_view form) {
    return '"' + attachment.content_hash + std::string(form) + '"';
}

void mark_unchanging(http::Response& response, std::string etag) {
    response.set_header("ETag", std::move(etag));
    response.set_header("Cache-Control", std::string(kForever));
}

/// An answer that the client has already: the dispatcher makes a 304 of it.
http::Response unchanged(std::string etag) {
    http::Response response{.status = 200, .headers = {}, .body = std::string{}};
    mark_unchanging(response, std::move(etag));
    return response;
}

http::Response jpeg_response(std::string jpeg, std::string etag) {
    http::Response response{.status = 200,
                            .headers = {{"Content-Type", std::string(kJpegType)}},
                            .body = std::move(jpeg)};
    mark_unchanging(response, std::move(etag));
    return response;
}

bool client_has(const http::Request& request, std::string_view etag) {
    return http::matches_etag(request.header("If-None-Match"), etag);
}

void add_showing(http::Router& router, AttachmentsService& service, core::BlockingPool& pool) {
    router.get(
        "/{id}",
        of_bytes("The bytes of an attachment",
                 {"image/jpeg", "image/png", "image/webp", "application/pdf"}),
        [&service, &pool](const http::Call<http::NoQuery, http::NoBody, AttachmentPath>& call)
            -> FileAnswer<http::Response> {
            auto actor = actor_of(call);
            const auto found = co_await service.find(call.company, call.path.id, std::move(actor));
            if (!found) {
                co_return tl::unexpected(found.error());
            }
            auto etag = etag_of(*found, "");
            if (client_has(call.request, etag)) {
                co_return unchanged(std::move(etag));
            }
            http::FileDownload download{
                service.path_of(*found), found->file_name, found->media_type, nullptr};
            auto response = http::file_response(std::move(download), pool);
            response.set_header("Content-Disposition",
                                http::content_disposition(found->file_name, "inline"));
            mark_unchanging(response, std::move(etag));
            co_return response;
        });
    router.get("/{id}/thumbnail",
               of_bytes("The first page as a JPEG of 320 pixels", {std::string(kJpegType)}),
               [&service](const http::Call<http::NoQuery, http::NoBody, AttachmentPath>& call)
                   -> FileAnswer<http::Response> {
                   auto actor = actor_of(call);
                   auto found = co_await service.find(call.company, call.path.id, std::move(actor));
                   if (!found) {
                       co_return tl::unexpected(found.error());
                   }
                   auto etag = etag_of(*found, "-thumbnail");
                   if (client_has(call.request, etag)) {
                       co_return unchanged(std::move(etag));
                   }
                   auto jpeg = co_await service.make_thumbnail(std::move(*found));
                   if (!jpeg) {
                       co_return tl::unexpected(std::move(jpeg.error()));
                   }
                   co_return jpeg_response(std::move(*jpeg), std::move(etag));
               });
    router.get("/{id}/pages/{page}",
               of_bytes("A page, upright, as a JPEG of at most 2,000 pixels; the first is 1",
                        {std::string(kJpegType)}),
               [&service](const http::Call<http::NoQuery, http::NoBody, AttachmentPagePath>& call)
                   -> FileAnswer<http::Response> {
                   auto actor = actor_of(call);
                   auto found = co_await service.find(call.company, call.path.id, std::move(actor));
                   if (!found) {
                       co_return tl::unexpected(found.error());
                   }
                   const auto page = call.path.page.value;
                   auto etag = etag_of(*found, "-page-" + std::to_string(page));
                   if (page <= found->pages && client_has(call.request, etag)) {
                       co_return unchanged(std::move(etag));
                   }
                   auto jpeg = co_await service.make_page(std::move(*found), page);
                   if (!jpeg) {
                       co_return tl::unexpected(std::move(jpeg.error()));
                   }
                   co_return jpeg_response(std::move(*jpeg), std::move(etag));
               });
}

}  // namespace

http::Router create_receipt_files_router(AttachmentsService& service) {
    http::Router router;
    auto from_file = of_files(
        "A new draft that has one file; the same key gives the same receipt again, 200", 201);
    from_file.required_headers = {std::string(kKeyHeader)};
    router.post(
        "/from-file",
        std::move(from_file),
        [&service](const http::Call<http::NoQuery, http::UploadedForm>& call)
            -> FileAnswer<http::Answered<Receipt>> {
            auto key = read_key(call.request);
            if (!key) {
                co_return tl::unexpected(std::move(key.error()));
            }
            auto actor = actor_of(call);
            auto files = call.body.files;
            auto made = co_await service.create_receipt(
                call.company, std::move(*key), std::move(files), std::move(actor));
            if (!made) {
                co_return tl::unexpected(std::move(made.error()));
            }
            http::Answered<Receipt> answer{made->created ? 201 : 200, std::move(made->receipt)};
            co_return answer;
        });
    router.get("/to-check",
               of_files("Drafts with an attachment that lack something, the oldest first"),
               [&service](const http::Call<ToCheckQuery>& call) -> FileAnswer<ToCheckPage> {
                   return service.list_to_check(call.company, call.query, actor_of(call));
               });
    router.get("/{id}/attachments",
               of_files("The attachments of a receipt"),
               [&service](const http::Call<http::NoQuery, http::NoBody, ReceiptPath>& call)
                   -> FileAnswer<AttachmentList> {
                   return service.list(call.company, call.path.id, actor_of(call));
               });
    router.post("/{id}/attachments",
                change_of_files("Adds files to a receipt, all of them or none", 201),
                [&service](const http::Call<http::NoQuery, http::UploadedForm, ReceiptPath>& call)
                    -> FileAnswer<AttachmentsAdded> {
                    return service.add(call.company, call.path.id, call.body.files, actor_of(call));
                });
    return router;
}

http::Router create_attachments_router(AttachmentsService& service, core::BlockingPool& file_pool) {
    http::Router router;
    add_showing(router, service, file_pool);
    router.del("/{id}",
               change_of_files("Takes an attachment off its receipt; the history says so", 204),
               [&service](const http::Call<http::NoQuery, http::NoBody, AttachmentPath>& call)
                   -> FileAnswer<http::NoContent> {
                   auto actor = actor_of(call);
                   auto removed =
                       co_await service.remove(call.company, call.path.id, std::move(actor));
                   if (!removed) {
                       co_return tl::unexpected(std::move(removed.error()));
                   }
                   co_return http::NoContent{};
               });
    return router;
}

}  // namespace roa2web::data_entry
