#include "http/upload.hpp"

#include <atomic>
#include <chrono>
#include <random>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "core/exceptions.hpp"

namespace roa2web::http {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kUploadPrefix = "upload-";
constexpr std::chrono::seconds kRetryWhenFull{60};

[[noreturn]] void throw_no_room() {
    throw core::UnavailableError(
        "The server cannot take files now: there is no room left on its disk. Nothing was kept",
        kRetryWhenFull);
}

std::string require_boundary(std::string_view content_type) {
    auto boundary = find_boundary(content_type);
    if (!boundary) {
        throw UploadRefused(
            415, "form_expected", "Send the files as multipart/form-data, with its boundary");
    }
    return *boundary;
}

/// A name that no other file has.
fs::path make_path(const fs::path& folder) {
    static std::atomic<std::uint64_t> made{0};
    std::random_device chance;
    return folder / fmt::format("{}{:08x}{:08x}-{}", kUploadPrefix, chance(), chance(), ++made);
}

}  // namespace

UploadReceiver::UploadReceiver(fs::path folder, std::string_view content_type)
    : folder_(std::move(folder)), parser_(require_boundary(content_type), *this) {}

UploadReceiver::~UploadReceiver() {
    file_.close();
    std::error_code ignored;
    for (const auto& file : form_.files) {
        fs::remove(file.path, ignored);
    }
}

void UploadReceiver::write(std::string_view bytes) {
    try {
        parser_.feed(bytes);
    } catch (const MultipartError& error) {
        throw UploadRefused(400, "form_malformed", error.what());
    }
}

void UploadReceiver::finish() {
    try {
        parser_.finish();
    } catch (const MultipartError& error) {
        throw UploadRefused(400, "form_malformed", error.what());
    }
}

void UploadReceiver::begin_part(PartHead head) {
    if (!head.file_name) {
        return;
    }
    std::error_code error;
    if (fs::create_directories(folder_, error) && !error) {
        // Pictures of a company's papers: nobody else on the machine may read them.
        fs::permissions(folder_, fs::perms::owner_all, error);
    }
    auto path = make_path(folder_);
    file_.open(path, std::ios::binary | std::ios::trunc);
    if (!file_) {
        throw_no_room();
    }
    form_.files.push_back({.field = std::move(head.field),
                           .name = std::move(*head.file_name),
                           .path = std::move(path),
                           .size = 0});
}

void UploadReceiver::write_part(std::string_view bytes) {
    if (!file_.is_open()) {
        return;
    }
    if (!file_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()))) {
        throw_no_room();
    }
    form_.files.back().size += static_cast<std::int64_t>(bytes.size());
}

void UploadReceiver::end_part() {
    if (!file_.is_open()) {
        return;
    }
    file_.close();
    if (!file_) {
        throw_no_room();
    }
}

void sweep_uploads(const fs::path& folder, fs::file_time_type started) noexcept {
    std::error_code ignored;
    for (fs::directory_iterator entry(folder, ignored), end; !ignored && entry != end;
         entry.increment(ignored)) {
        std::error_code gone_already;
        if (entry->path().filename().string().starts_with(kUploadPrefix) &&
            fs::last_write_time(entry->path(), gone_already) < started) {
            fs::remove(entry->path(), gone_already);
        }
    }
}

}  // namespace roa2web::http
