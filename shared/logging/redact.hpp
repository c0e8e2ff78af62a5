#pragma once

#include <string>
#include <string_view>

namespace roa2web::logging {

/// Masks what must never be in a log: access tokens (JWT), bearer credentials, bot tokens, card
/// numbers that pass the Luhn check, and values of keys that name a secret ("password=", "code=").
/// The rest stays as it is.
[[nodiscard]] std::string redact(std::string_view text);

/// Whether a field's key says that its value is a secret.
[[nodiscard]] bool is_secret_key(std::string_view key);

}  // namespace roa2web::logging
