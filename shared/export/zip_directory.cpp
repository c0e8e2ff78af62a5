#include "export/zip_directory.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <system_error>

namespace roa2web::exports {

namespace {

// Places of fields, in bytes from the start of a record.
constexpr std::size_t kEndRecordBytes = 22;
constexpr std::size_t kDirectoryBytesAt = 12;
constexpr std::size_t kDirectoryOffsetAt = 16;
constexpr std::size_t kEntryBytes = 46;
constexpr std::size_t kPlainSizeAt = 24;
constexpr std::size_t kNameBytesAt = 28;
constexpr std::size_t kExtraBytesAt = 30;
constexpr std::size_t kCommentBytesAt = 32;
constexpr std::string_view kEndMark{"PK\x05\x06", 4};
constexpr std::string_view kEntryMark{"PK\x01\x02", 4};

/// A little-endian number.
std::uint64_t read_number(std::string_view bytes, std::size_t at, std::size_t width) {
    std::uint64_t number = 0;
    for (std::size_t index = width; index > 0; --index) {
        number = number << 8U | static_cast<unsigned char>(bytes[at + index - 1]);
    }
    return number;
}

std::string read_part(std::ifstream& file, std::uint64_t offset, std::uint64_t bytes) {
    std::string part(bytes, '\0');
    file.seekg(static_cast<std::streamoff>(offset));
    file.read(part.data(), static_cast<std::streamsize>(bytes));
    return file ? part : std::string{};
}

}  // namespace

std::map<std::string, std::uint64_t> read_zip_directory(const std::filesystem::path& path) {
    std::map<std::string, std::uint64_t> entries;
    std::error_code error;
    const std::uint64_t file_bytes = std::filesystem::file_size(path, error);
    std::ifstream file(path, std::ios::binary);
    if (error || !file || file_bytes < kEndRecordBytes) {
        return entries;
    }
    // The library writes no comment behind the end record, so it is the last thing in the file.
    const auto end = read_part(file, file_bytes - kEndRecordBytes, kEndRecordBytes);
    if (!end.starts_with(kEndMark)) {
        return entries;
    }
    const auto directory_bytes = read_number(end, kDirectoryBytesAt, 4);
    const auto directory_offset = read_number(end, kDirectoryOffsetAt, 4);
    if (directory_offset > file_bytes || directory_bytes > file_bytes - directory_offset) {
        return entries;
    }
    const auto directory = read_part(file, directory_offset, directory_bytes);
    std::string_view rest = directory;
    while (rest.size() >= kEntryBytes && rest.starts_with(kEntryMark)) {
        const auto name_bytes = read_number(rest, kNameBytesAt, 2);
        entries.emplace(rest.substr(kEntryBytes, name_bytes), read_number(rest, kPlainSizeAt, 4));
        const auto entry_bytes = kEntryBytes + name_bytes + read_number(rest, kExtraBytesAt, 2) +
                                 read_number(rest, kCommentBytesAt, 2);
        rest.remove_prefix(std::min<std::size_t>(rest.size(), entry_bytes));
    }
    return entries;
}

}  // namespace roa2web::exports
