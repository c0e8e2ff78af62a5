// multipart/form-data (RFC 7578), read as it arrives: nothing but the part of a piece that may be
// the beginning of a boundary is kept. A function over bytes; what it finds goes to a sink.
//
// Stricter than a reader of mail: no preamble, no parts inside parts, no transfer encodings, and
// the closing boundary must be there, because a form without its end is one that was cut off. See
// docs/decisions/0066-uploads-go-to-disk.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace roa2web::http {

/// The bytes are no form: 400. The text is for the client's developer.
class MultipartError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

struct PartHead {
    std::string field;                     // name="..."
    std::optional<std::string> file_name;  // of a file, without folders and control characters
};

/// Where the parts go, one after the other.
class PartSink {
  public:
    PartSink() = default;
    PartSink(const PartSink&) = delete;
    PartSink& operator=(const PartSink&) = delete;
    PartSink(PartSink&&) = delete;
    PartSink& operator=(PartSink&&) = delete;
    virtual ~PartSink() = default;

    virtual void begin_part(PartHead head) = 0;
    virtual void write_part(std::string_view bytes) = 0;
    virtual void end_part() = 0;
};

/// The boundary of `multipart/form-data; boundary=...`; nothing for any other type, or a boundary
/// that RFC 2046 does not allow.
[[nodiscard]] std::optional<std::string> find_boundary(std::string_view content_type);

/// A name as a browser sends it, made fit to be shown and stored: without folders and control
/// characters, well-formed UTF-8, at most 200 bytes; "file" when nothing is left.
[[nodiscard]] std::string clean_file_name(std::string_view sent);

class MultipartParser {
  public:
    /// The sink must live longer.
    MultipartParser(const std::string& boundary, PartSink& sink);

    /// The next bytes, in pieces of any size. Throws MultipartError, and what the sink throws.
    void feed(std::string_view bytes);

    /// The form ends here. Throws MultipartError when its closing boundary has not come.
    void finish() const;

  private:
    enum class Step : std::uint8_t { Start, AfterBoundary, Head, Content, End };

    /// Each takes what it can from the beginning of `text`; false when it needs more.
    bool start(std::string_view& text);
    bool after_boundary(std::string_view& text);
    bool read_head(std::string_view& text);
    bool read_content(std::string_view& text);

    std::string delimiter_;  // with the line break in front of it
    PartSink& sink_;
    std::string kept_;
    Step step_{Step::Start};
    std::size_t parts_{0};
};

}  // namespace roa2web::http
