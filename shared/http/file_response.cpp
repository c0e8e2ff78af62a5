#include "http/file_response.hpp"

#include <cstddef>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "core/exceptions.hpp"
#include "core/task.hpp"
#include "core/text.hpp"

namespace roa2web::http {

namespace {

constexpr std::size_t kPieceBytes = std::size_t{128} * 1024;

bool is_plain(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '-' || letter == '_' || letter == '.';
}

core::Task<void> send_file(const FileDownload& sent,
                           core::BlockingPool& pool,
                           StreamWriter& writer) {
    co_await pool.schedule();
    std::ifstream file(sent.path, std::ios::binary);
    if (!file) {
        throw core::InternalError("a file has gone before it was sent");
    }
    for (;;) {
        std::string piece(kPieceBytes, '\0');
        file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        piece.resize(static_cast<std::size_t>(file.gcount()));
        if (file.bad()) {
            throw core::InternalError("a file that is sent cannot be read");
        }
        if (piece.empty() || !co_await writer.write(std::move(piece))) {
            co_return;
        }
        co_await pool.schedule();  // write() has left us on another thread
    }
}

}  // namespace

std::string content_disposition(std::string_view name, std::string_view how) {
    std::string plain;
    for (const char letter : core::fold(name)) {
        plain += is_plain(letter) ? letter : '-';
    }
    std::string encoded;  // RFC 8187, section 3.2.1
    for (const char letter : name) {
        encoded += is_plain(letter) ? std::string(1, letter)
                                    : fmt::format("%{:02X}", static_cast<unsigned char>(letter));
    }
    return fmt::format("{}; filename=\"{}\"; filename*=UTF-8''{}", how, plain, encoded);
}

Response file_response(FileDownload file, core::BlockingPool& pool) {
    Response response{.status = 200,
                      .headers = {{"Content-Type", file.content_type},
                                  {"Content-Disposition", content_disposition(file.name)},
                                  {"Cache-Control", "no-store"}},
                      .body = std::string{}};
    // Shared, because a StreamBody is a std::function, which must be copyable.
    const auto shared = std::make_shared<const FileDownload>(std::move(file));
    response.body = StreamBody(
        [shared, &pool](StreamWriter& writer) { return send_file(*shared, pool, writer); });
    return response;
}

}  // namespace roa2web::http
