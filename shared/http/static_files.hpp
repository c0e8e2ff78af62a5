#pragma once

#include <span>
#include <string_view>

#include "http/embedded_files.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace roa2web::http {

/// The page: files that the executable carries. Unknown paths without a file ending get index.html,
/// because the page has addresses of its own (/invoices/12).
class StaticFiles {
  public:
    explicit StaticFiles(std::span<const EmbeddedFile> files) : files_(files) {}

    /// For GET and HEAD; 404 as JSON for a file that is not there.
    [[nodiscard]] Response serve(const Request& request) const;

  private:
    [[nodiscard]] const EmbeddedFile* find(std::string_view path) const;

    std::span<const EmbeddedFile> files_;
};

}  // namespace roa2web::http
