#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include "core/result.hpp"

namespace roa2web::pictures {

/// A file that is not taken, because of what is in it: 422 with a stable code (`error().id`):
/// picture_unreadable, picture_too_large (pixels), too_many_pages, file_type_unsupported,
/// picture_too_slow, file_encrypted. The text is shown to users.
class PictureError : public std::runtime_error {
  public:
    PictureError(std::string id, const std::string& message)
        : std::runtime_error(message), id_(std::move(id)) {}

    /// For the caller's Result: `return tl::unexpected(refused.error());`
    [[nodiscard]] core::Error error() const {
        return core::Error{.code = core::ErrorCode::InvalidInput,
                           .message = what(),
                           .id = id_,
                           .retry_after = {},
                           .fields = {}};
    }

  private:
    std::string id_;
};

[[noreturn]] void throw_unreadable();
[[noreturn]] void throw_too_large();
[[noreturn]] void throw_too_many_pages(int most);
[[noreturn]] void throw_unsupported(const std::string& why);
[[noreturn]] void throw_too_slow();
[[noreturn]] void throw_encrypted();

}  // namespace roa2web::pictures
