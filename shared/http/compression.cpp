#include "http/compression.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include <zlib.h>

#include "core/exceptions.hpp"

namespace roa2web::http {

namespace {

constexpr int kGzipWindowBits = 15 + 16;  // zlib.h: 16 more asks for the gzip format
constexpr int kFastLevel = 1;  // JSON shrinks to a fifth already; level 6 takes four times as long
constexpr int kMemoryLevel = 8;  // zlib's default

// zlib reads through a pointer that is not const but does not write there.
Bytef* as_input(std::string_view bytes) {
    return const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
}

}  // namespace

std::string gzip(std::string_view content) {
    z_stream stream{};
    if (deflateInit2(
            &stream, kFastLevel, Z_DEFLATED, kGzipWindowBits, kMemoryLevel, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
        throw core::InternalError("zlib cannot start");
    }
    std::string compressed(deflateBound(&stream, static_cast<uLong>(content.size())), '\0');
    stream.next_in = as_input(content);
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = reinterpret_cast<Bytef*>(compressed.data());
    stream.avail_out = static_cast<uInt>(compressed.size());
    const int result = deflate(&stream, Z_FINISH);
    compressed.resize(stream.total_out);
    deflateEnd(&stream);
    if (result != Z_STREAM_END) {
        throw core::InternalError("zlib did not finish");
    }
    return compressed;
}

std::string gunzip(std::string_view compressed, std::size_t size) {
    z_stream stream{};
    if (inflateInit2(&stream, kGzipWindowBits) != Z_OK) {
        throw core::InternalError("zlib cannot start");
    }
    std::string content(size, '\0');
    stream.next_in = as_input(compressed);
    stream.avail_in = static_cast<uInt>(compressed.size());
    stream.next_out = reinterpret_cast<Bytef*>(content.data());
    stream.avail_out = static_cast<uInt>(content.size());
    const int result = inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    if (result != Z_STREAM_END || stream.total_out != size) {
        throw core::InternalError("an embedded file is damaged");
    }
    return content;
}

bool accepts_gzip(std::string_view accept_encoding) {
    while (!accept_encoding.empty()) {
        const auto end = accept_encoding.find(',');
        auto coding = accept_encoding.substr(0, end);
        accept_encoding =
            end == std::string_view::npos ? std::string_view{} : accept_encoding.substr(end + 1);
        coding.remove_prefix(std::min(coding.find_first_not_of(" \t"), coding.size()));
        const auto name = coding.substr(0, coding.find_first_of("; \t"));
        if (name == "gzip" || name == "*") {
            // "gzip;q=0" and "gzip; q=0.000" refuse it.
            const auto quality = coding.find("q=");
            return quality == std::string_view::npos ||
                   coding.substr(quality + 2).find_first_of("123456789") != std::string_view::npos;
        }
    }
    return false;
}

}  // namespace roa2web::http
