#include "mail/mime_message.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <sodium.h>

namespace roa2web::mail {

namespace {

constexpr std::size_t kMaxAddress = 254;   // RFC 5321, section 4.5.3.1.3 less the angle brackets
constexpr std::size_t kMaxLocalPart = 64;  // RFC 5321, section 4.5.3.1.1
constexpr std::size_t kMaxEncodedRun =
    45;  // bytes that fill one encoded word of 75 (RFC 2047, section 2)
constexpr std::size_t kMaxPlainSubject = 900;
constexpr std::size_t kMaxQuotedLine = 75;  // RFC 2045, section 6.7: 76 with the soft line break
constexpr std::string_view kAtomSigns = "!#$%&'*+/=?^_`{|}~-";  // RFC 5322, section 3.2.3
constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> kMonths{
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

bool is_alphanumeric(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9');
}

/// Labels of letters, digits and inner hyphens, split by single points.
bool is_host_name(std::string_view host) {
    bool label_open = false;
    char previous = '.';
    for (const char letter : host) {
        if (letter == '.' || letter == '-') {
            if (!label_open || (letter == '.' && previous == '-')) {
                return false;
            }
            label_open = letter == '-';
        } else if (is_alphanumeric(letter)) {
            label_open = true;
        } else {
            return false;
        }
        previous = letter;
    }
    return !host.empty() && is_alphanumeric(host.back());
}

/// Atoms split by single points (RFC 5322, section 3.2.3).
bool is_local_part(std::string_view name) {
    char previous = '.';
    for (const char letter : name) {
        if (letter == '.'
                ? previous == '.'
                : !is_alphanumeric(letter) && kAtomSigns.find(letter) == std::string_view::npos) {
            return false;
        }
        previous = letter;
    }
    return !name.empty() && name.size() <= kMaxLocalPart && previous != '.';
}

std::string without_controls(std::string_view text) {
    std::string clean(text);
    std::replace_if(
        clean.begin(),
        clean.end(),
        [](unsigned char letter) { return letter < 0x20 || letter == 0x7F; },
        ' ');
    return clean;
}

bool is_plain(std::string_view text) {
    return text.size() <= kMaxPlainSubject && text.find("=?") == std::string_view::npos &&
           std::all_of(text.begin(), text.end(), [](char letter) {
               return static_cast<unsigned char>(letter) < 0x80;
           });
}

std::string base64(std::string_view bytes) {
    std::string encoded(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL),
                        '\0');
    sodium_bin2base64(encoded.data(),
                      encoded.size(),
                      reinterpret_cast<const unsigned char*>(bytes.data()),
                      bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    encoded.pop_back();  // the terminating NUL
    return encoded;
}

bool continues_letter(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

std::string encode_words(std::string_view text) {
    std::string encoded;
    for (std::size_t at = 0; at < text.size();) {
        auto end = std::min(at + kMaxEncodedRun, text.size());
        while (end > at + 1 && end < text.size() && continues_letter(text[end])) {
            --end;  // an encoded word holds whole letters (RFC 2047, section 5)
        }
        encoded += encoded.empty() ? "" : "\r\n ";
        encoded += "=?UTF-8?B?" + base64(text.substr(at, end - at)) + "?=";
        at = end;
    }
    return encoded;
}

std::string quoted_byte(char byte) {
    return fmt::format("={:02X}", static_cast<unsigned char>(byte));
}

/// One line without its end: what is not printable ASCII is written as =XX, and so is a space at
/// the end.
void append_quoted_line(std::string& out, std::string_view line) {
    std::size_t column = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const auto byte = static_cast<unsigned char>(line[at]);
        const bool last = at + 1 == line.size();
        const bool plain = (byte >= 0x21 && byte <= 0x7E && byte != '=') ||
                           ((byte == ' ' || byte == '\t') && !last);
        const std::string piece = plain ? std::string(1, line[at]) : quoted_byte(line[at]);
        if (column + piece.size() > kMaxQuotedLine) {
            out += "=\r\n";
            column = 0;
        }
        out += piece;
        column += piece.size();
    }
}

}  // namespace

bool is_mail_address(std::string_view text) {
    const auto at_sign = text.rfind('@');
    return text.size() <= kMaxAddress && at_sign != std::string_view::npos &&
           is_local_part(text.substr(0, at_sign)) && is_host_name(text.substr(at_sign + 1));
}

std::string encode_header_text(std::string_view utf8) {
    const auto clean = without_controls(utf8);
    return is_plain(clean) ? clean : encode_words(clean);
}

std::string encode_quoted_printable(std::string_view utf8) {
    std::string out;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto end = std::min(utf8.find('\n', at), utf8.size());
        auto line = utf8.substr(at, end - at);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        append_quoted_line(out, line);
        out += "\r\n";
        at = end + 1;
    }
    return out;
}

std::string format_mail_date(core::Timestamp instant) {
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{instant - day};
    return fmt::format("{}, {} {} {} {:02}:{:02}:{:02} +0000",
                       kDays.at(std::chrono::weekday{day}.c_encoding()),
                       static_cast<unsigned>(date.day()),
                       kMonths.at(static_cast<unsigned>(date.month()) - 1),
                       static_cast<int>(date.year()),
                       time.hours().count(),
                       time.minutes().count(),
                       time.seconds().count());
}

std::string format_message(const MimeMessage& message) {
    std::string out;
    const auto add = [&out](std::string_view name, std::string_view value) {
        out.append(name).append(": ").append(value).append("\r\n");
    };
    // The name always as encoded words: a quoted string would need escapes of its own.
    const auto name =
        message.from_name.empty() ? std::string{} : encode_words(message.from_name) + " ";
    add("Date", format_mail_date(message.date));
    add("From", name + "<" + message.from + ">");
    add("To", "<" + message.to + ">");
    add("Subject", encode_header_text(message.subject));
    add("Message-ID", "<" + message.message_id + ">");
    add("Auto-Submitted",
        "auto-generated");  // RFC 3834: no holiday
                            // replies, please
    add("MIME-Version", "1.0");
    add("Content-Type", "text/plain; charset=utf-8");
    add("Content-Transfer-Encoding", "quoted-printable");
    return out + "\r\n" + encode_quoted_printable(message.text);
}

}  // namespace roa2web::mail
