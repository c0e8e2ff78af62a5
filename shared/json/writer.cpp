#include "json/writer.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace roa2web::json {

namespace {

bool needs_escape(char letter) {
    return letter == '"' || letter == '\\' || static_cast<unsigned char>(letter) < 0x20;
}

void append_escape(std::string& out, char letter) {
    constexpr std::string_view kHex = "0123456789abcdef";
    switch (letter) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            out += "\\u00";
            out += kHex[static_cast<unsigned char>(letter) >> 4U];
            out += kHex[static_cast<unsigned char>(letter) & 0x0FU];
    }
}

}  // namespace

void append_quoted(std::string& out, std::string_view text) {
    out += '"';
    std::size_t start = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (needs_escape(text[at])) {
            out.append(text, start, at - start);
            append_escape(out, text[at]);
            start = at + 1;
        }
    }
    out.append(text, start);
    out += '"';
}

}  // namespace roa2web::json
