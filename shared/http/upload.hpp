// Files that come with a request: a form goes to disk while it arrives, each file into one of its
// own, and what the handler has not taken away is removed when the request ends, in whatever way.
// See docs/decisions/0066-uploads-go-to-disk.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "http/multipart.hpp"

namespace roa2web::http {

struct UploadedFile {
    std::string field;           // of the form
    std::string name;            // that the sender gave it, without folders
    std::filesystem::path path;  // where its bytes are; rename the file to keep it
    std::int64_t size{0};        // bytes
};

/// The body of a route that takes files: multipart/form-data. Fields that are no files are passed
/// over.
struct UploadedForm {
    std::vector<UploadedFile> files;  // in the order of the form
};

/// A form that is not taken; the text is shown.
class UploadRefused : public std::runtime_error {
  public:
    UploadRefused(int status, std::string code, const std::string& message)
        : std::runtime_error(message), status_(status), code_(std::move(code)) {}

    [[nodiscard]] int status() const { return status_; }

    [[nodiscard]] const std::string& code() const { return code_; }

  private:
    int status_;
    std::string code_;
};

/// Takes one form and owns its files: they go with it. write() and finish() block.
class UploadReceiver final : private PartSink {
  public:
    /// @param folder of the files, on the file system where they will stay; made when it is not
    /// there. Throws UploadRefused (415) for a body that is no form.
    UploadReceiver(std::filesystem::path folder, std::string_view content_type);
    ~UploadReceiver() override;
    UploadReceiver(const UploadReceiver&) = delete;
    UploadReceiver& operator=(const UploadReceiver&) = delete;
    UploadReceiver(UploadReceiver&&) = delete;
    UploadReceiver& operator=(UploadReceiver&&) = delete;

    /// The next bytes of the body. Throws UploadRefused (400), core::UnavailableError when the disk
    /// is full.
    void write(std::string_view bytes);

    /// The body has ended. Throws as write().
    void finish();

    [[nodiscard]] const UploadedForm& form() const { return form_; }

  private:
    void begin_part(PartHead head) override;
    void write_part(std::string_view bytes) override;
    void end_part() override;

    std::filesystem::path folder_;
    MultipartParser parser_;
    UploadedForm form_;
    std::ofstream file_;  // of the part that arrives now; closed for one that is no file
};

/// Removes what a process that ended in the middle of uploads has left behind: files last written
/// before `started`, when this one began.
void sweep_uploads(const std::filesystem::path& folder,
                   std::filesystem::file_time_type started) noexcept;

}  // namespace roa2web::http
