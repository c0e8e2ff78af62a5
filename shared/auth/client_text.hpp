// Text that clients send, made fit for the store and the log.
#pragma once

#include <string>
#include <string_view>

namespace roa2web::auth {

/// A User-Agent header as the list of devices shows it: at most 200 bytes of UTF-8 without control
/// characters, cut between letters; empty when the header is not text.
[[nodiscard]] std::string clean_user_agent(std::string_view header);

/// A user name as the log shows it: folded, at most 32 bytes.
[[nodiscard]] std::string name_for_log(std::string_view username);

}  // namespace roa2web::auth
