#include "http/multipart.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "core/text.hpp"

namespace roa2web::http {

namespace {

constexpr std::size_t kMaxBoundary = 70;     // RFC 2046, section 5.1.1
constexpr std::size_t kMaxHeadBytes = 8192;  // of one part's headers
constexpr std::size_t kMaxHeadLines = 16;
constexpr std::size_t kMaxParts = 200;
constexpr std::size_t kMaxNameBytes = 200;
constexpr std::size_t kMaxPadding = 64;  // blanks behind a boundary
constexpr std::string_view kLineBreak = "\r\n";
constexpr std::string_view kFormData = "form-data";

char lower_letter(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool equals_word(std::string_view text, std::string_view word) {
    return std::equal(text.begin(), text.end(), word.begin(), word.end(), [](char one, char other) {
        return lower_letter(one) == lower_letter(other);
    });
}

std::string_view trim_blanks(std::string_view text) {
    while (text.starts_with(' ') || text.starts_with('\t')) {
        text.remove_prefix(1);
    }
    while (text.ends_with(' ') || text.ends_with('\t')) {
        text.remove_suffix(1);
    }
    return text;
}

bool is_boundary_letter(char letter) {
    constexpr std::string_view kOthers = "'()+_,-./:=? ";
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 ||
           kOthers.find(letter) != std::string_view::npos;
}

/// The parameters of a header: `value; name=token; name="quoted"`, one after the other.
class HeaderParameters {
  public:
    explicit HeaderParameters(std::string_view header) : rest_(header) {
        const auto end = std::min(rest_.find(';'), rest_.size());
        value_ = trim_blanks(rest_.substr(0, end));
        rest_.remove_prefix(end);
    }

    [[nodiscard]] std::string_view value() const { return value_; }

    /// Goes to the next parameter; false after the last. Throws MultipartError.
    bool next() {
        rest_ = trim_blanks(rest_);
        if (rest_.empty()) {
            return false;
        }
        if (rest_.front() != ';') {
            throw MultipartError("A header of a part has text behind a quoted value");
        }
        rest_ = trim_blanks(rest_.substr(1));
        if (rest_.empty()) {
            return false;  // a last ';' is harmless
        }
        const auto equals = rest_.find('=');
        if (equals == std::string_view::npos) {
            throw MultipartError("A header has a parameter without a value");
        }
        name = trim_blanks(rest_.substr(0, equals));
        rest_ = trim_blanks(rest_.substr(equals + 1));
        if (rest_.starts_with('"')) {
            read_quoted();
        } else {
            const auto end = std::min(rest_.find(';'), rest_.size());
            text = trim_blanks(rest_.substr(0, end));
            rest_.remove_prefix(end);
        }
        return true;
    }

    std::string_view name;
    std::string text;

  private:
    // Clients disagree about what a backslash does: only in front of a quote and of itself does it
    // stand for something else; "C:\new.jpg" stays.
    void read_quoted() {
        text.clear();
        std::size_t at = 1;
        while (at < rest_.size() && rest_[at] != '"') {
            if (rest_[at] == '\\' && at + 1 < rest_.size() &&
                (rest_[at + 1] == '"' || rest_[at + 1] == '\\')) {
                ++at;
            }
            text += rest_[at++];
        }
        if (at >= rest_.size()) {
            throw MultipartError("A header has a quote that does not end");
        }
        rest_.remove_prefix(at + 1);
    }

    std::string_view value_;
    std::string_view rest_;
};

/// What browsers escape in names (WHATWG HTML, multipart/form-data encoding algorithm).
std::string unescape_name(std::string_view name) {
    std::string plain;
    while (!name.empty()) {
        if (name.starts_with("%22")) {
            plain += '"';
            name.remove_prefix(3);
        } else if (name.starts_with("%0D") || name.starts_with("%0A")) {
            name.remove_prefix(3);
        } else {
            plain += name.front();
            name.remove_prefix(1);
        }
    }
    return plain;
}

/// The head of a part from its lines, without the blank one.
PartHead parse_head(std::string_view lines) {
    PartHead head;
    bool disposed = false;
    std::size_t count = 0;
    while (!lines.empty()) {
        const auto end = std::min(lines.find(kLineBreak), lines.size());
        const auto line = lines.substr(0, end);
        lines.remove_prefix(std::min(end + kLineBreak.size(), lines.size()));
        const auto colon = line.find(':');
        if (++count > kMaxHeadLines || colon == std::string_view::npos || colon == 0) {
            throw MultipartError("A part has headers that are none, or too many");
        }
        if (line.find('\0') != std::string_view::npos) {
            throw MultipartError("A part has a NUL in its headers");
        }
        if (!equals_word(trim_blanks(line.substr(0, colon)), "Content-Disposition")) {
            continue;
        }
        HeaderParameters parameters(line.substr(colon + 1));
        if (disposed || !equals_word(parameters.value(), kFormData)) {
            throw MultipartError("A part is no form-data");
        }
        disposed = true;
        while (parameters.next()) {
            // RFC 7578, section 4.2: no filename*.
            if (equals_word(parameters.name, "name")) {
                head.field = unescape_name(parameters.text);
            } else if (equals_word(parameters.name, "filename")) {
                head.file_name = clean_file_name(unescape_name(parameters.text));
            }
        }
    }
    if (head.field.empty()) {
        throw MultipartError("A part has no name");
    }
    return head;
}

}  // namespace

std::optional<std::string> find_boundary(std::string_view content_type) {
    try {
        HeaderParameters parameters(content_type);
        if (!equals_word(parameters.value(), "multipart/form-data")) {
            return std::nullopt;
        }
        std::optional<std::string> boundary;
        while (parameters.next()) {
            if (equals_word(parameters.name, "boundary") && !boundary) {
                boundary = parameters.text;
            }
        }
        if (!boundary || boundary->empty() || boundary->size() > kMaxBoundary ||
            boundary->back() == ' ' ||
            !std::all_of(boundary->begin(), boundary->end(), is_boundary_letter)) {
            return std::nullopt;
        }
        return boundary;
    } catch (const MultipartError&) {
        return std::nullopt;
    }
}

std::string clean_file_name(std::string_view sent) {
    const auto folder = sent.find_last_of("/\\");
    sent.remove_prefix(folder == std::string_view::npos ? 0 : folder + 1);
    std::string name;
    for (const char letter : sent) {
        const auto byte = static_cast<unsigned char>(letter);
        if (byte >= 0x20 && byte != 0x7F) {
            name += letter;
        }
    }
    if (!core::is_valid_utf8(name)) {
        std::replace_if(
            name.begin(),
            name.end(),
            [](char letter) { return static_cast<unsigned char>(letter) >= 0x80; },
            '_');
    }
    if (name.size() > kMaxNameBytes) {
        // Between letters; the ending is what people look at.
        auto from = name.size() - kMaxNameBytes;
        while (from < name.size() && (static_cast<unsigned char>(name[from]) & 0xC0U) == 0x80) {
            ++from;
        }
        name.erase(0, from);
    }
    name = trim_blanks(name);
    return name.empty() || name == "." || name == ".." ? "file" : name;
}

MultipartParser::MultipartParser(const std::string& boundary, PartSink& sink)
    : delimiter_("\r\n--" + boundary), sink_(sink) {}

void MultipartParser::feed(std::string_view bytes) {
    std::string joined;
    std::string_view text = bytes;
    if (!kept_.empty()) {
        joined = std::move(kept_);
        joined += bytes;
        text = joined;
    }
    bool more = true;
    while (more) {
        switch (step_) {
            case Step::Start:
                more = start(text);
                break;
            case Step::AfterBoundary:
                more = after_boundary(text);
                break;
            case Step::Head:
                more = read_head(text);
                break;
            case Step::Content:
                more = read_content(text);
                break;
            case Step::End:
                text = {};  // an epilogue says nothing (RFC 2046, section 5.1.1)
                more = false;
                break;
        }
    }
    kept_ = text;
}

void MultipartParser::finish() const {
    if (step_ != Step::End) {
        throw MultipartError("The form ends before its closing boundary");
    }
}

bool MultipartParser::start(std::string_view& text) {
    // The first boundary has no line break in front of it; a few clients send one all the same.
    auto expected = std::string_view(delimiter_);
    if (!text.empty() && text.front() == '-') {
        expected.remove_prefix(kLineBreak.size());
    }
    const auto both = std::min(text.size(), expected.size());
    if (text.substr(0, both) != expected.substr(0, both)) {
        throw MultipartError("The form does not begin with its boundary");
    }
    if (text.size() < expected.size()) {
        return false;
    }
    text.remove_prefix(expected.size());
    step_ = Step::AfterBoundary;
    return true;
}

bool MultipartParser::after_boundary(std::string_view& text) {
    if (text.size() >= 2 && text.starts_with("--")) {
        step_ = Step::End;
        return true;
    }
    const auto padding = std::min(text.find_first_not_of(" \t"), text.size());
    const auto line_end = text.substr(padding, kLineBreak.size());
    if (padding > kMaxPadding || !kLineBreak.starts_with(line_end)) {
        if (text == "-") {
            return false;
        }
        throw MultipartError("A boundary is followed by something else than a line break");
    }
    if (line_end.size() < kLineBreak.size()) {
        return false;
    }
    // The line break stays: a part without headers goes on with the blank line at once.
    text.remove_prefix(padding);
    step_ = Step::Head;
    return true;
}

bool MultipartParser::read_head(std::string_view& text) {
    const auto end = text.find("\r\n\r\n");
    if (end == std::string_view::npos ? text.size() > kMaxHeadBytes : end > kMaxHeadBytes) {
        throw MultipartError("The headers of a part are too large");
    }
    if (end == std::string_view::npos) {
        return false;
    }
    if (++parts_ > kMaxParts) {
        throw MultipartError("The form has too many parts");
    }
    const auto lines =
        end == 0 ? std::string_view{} : text.substr(kLineBreak.size(), end - kLineBreak.size());
    sink_.begin_part(parse_head(lines));
    text.remove_prefix(end + 2 * kLineBreak.size());
    step_ = Step::Content;
    return true;
}

bool MultipartParser::read_content(std::string_view& text) {
    const auto end = text.find(delimiter_);
    if (end != std::string_view::npos) {
        if (end > 0) {
            sink_.write_part(text.substr(0, end));
        }
        sink_.end_part();
        text.remove_prefix(end + delimiter_.size());
        step_ = Step::AfterBoundary;
        return true;
    }
    // From where the beginning of a delimiter may stand.
    auto safe = text.size() - std::min(text.size(), delimiter_.size() - 1);
    safe = std::min(text.find('\r', safe), text.size());
    if (safe > 0) {
        sink_.write_part(text.substr(0, safe));
        text.remove_prefix(safe);
    }
    return false;
}

}  // namespace roa2web::http
