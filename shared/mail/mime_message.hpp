// Internet messages (RFC 5322, RFC 2045, RFC 2047) as pure functions over text.
//
// Header injection cannot happen: whatever goes into a header is either an address that passed
// is_mail_address() or text in which every control character became a space, and a subject that is
// not plain ASCII travels as base64.
#pragma once

#include <string>
#include <string_view>

#include "core/date.hpp"

namespace roa2web::mail {

/// "name@host" in ASCII (RFC 5321, section 4.1.2, without quoted names and address literals), at
/// most 254 bytes.
[[nodiscard]] bool is_mail_address(std::string_view text);

/// Header text: as it is when plain ASCII, otherwise as encoded words of at most 75 bytes on folded
/// lines.
[[nodiscard]] std::string encode_header_text(std::string_view utf8);

/// Quoted-printable with lines of at most 76 bytes, line ends as CRLF.
[[nodiscard]] std::string encode_quoted_printable(std::string_view utf8);

/// "Mon, 24 Nov 2025 08:15:00 +0000".
[[nodiscard]] std::string format_mail_date(core::Timestamp instant);

struct MimeMessage {
    std::string from;       // an address
    std::string from_name;  // shown beside it; may be empty
    std::string to;         // an address
    std::string subject;
    std::string text;
    std::string message_id;  // without angle brackets, unique in the world
    core::Timestamp date;
};

/// The whole message as it goes over the wire, with CRLF line ends.
[[nodiscard]] std::string format_message(const MimeMessage& message);

}  // namespace roa2web::mail
