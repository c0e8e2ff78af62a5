// A JSON answer that is sent many times: its text, its gzip form and its ETag are made once, and
// every answer that carries it shares the bytes.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace roa2web::http {

/// Never changed once made, so safe from every thread.
class StoredBody {
  public:
    /// Compresses (about 5 ms for each MB): not on an io thread. Throws core::InternalError when
    /// out of memory.
    explicit StoredBody(std::string json);

    [[nodiscard]] std::string_view text() const { return text_; }

    /// Empty for a body so short that it is never compressed.
    [[nodiscard]] std::string_view gzip() const { return gzip_; }

    /// Strong, of the text that is not compressed: "\"5f0c...\"".
    [[nodiscard]] const std::string& etag() const { return etag_; }

    /// What it takes of memory.
    [[nodiscard]] std::size_t bytes() const;

  private:
    std::string text_;
    std::string gzip_;
    std::string etag_;
};

/// Shared by a cache and the answers that are being sent, whichever ends last.
using StoredBodyPtr = std::shared_ptr<const StoredBody>;

}  // namespace roa2web::http
