#include "export/output_file.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string_view>

#include "core/exceptions.hpp"

namespace roa2web::exports {

namespace {

constexpr std::size_t kBufferBytes = std::size_t{64} * 1024;
constexpr std::chrono::seconds kRetryAfter{60};

}  // namespace

void throw_disk_full() {
    throw core::UnavailableError(
        "The server cannot write the file: there is no room left for temporary files", kRetryAfter);
}

OutputFile::OutputFile(const std::filesystem::path& path) : buffer_(kBufferBytes) {
    stream_.rdbuf()->pubsetbuf(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    stream_.open(path, std::ios::binary | std::ios::trunc);
    if (!stream_) {
        throw_disk_full();
    }
}

void OutputFile::write(std::string_view bytes) {
    if (!stream_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()))) {
        throw_disk_full();
    }
}

void OutputFile::close() {
    stream_.close();
    if (!stream_) {
        throw_disk_full();
    }
}

}  // namespace roa2web::exports
