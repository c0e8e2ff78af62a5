#include "pictures/whole_file.hpp"

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>

#include "core/exceptions.hpp"
#include "platform/durable_file.hpp"

namespace roa2web::pictures {

std::string read_file(const std::filesystem::path& file) {
    std::error_code failed;
    const auto size = std::filesystem::file_size(file, failed);
    std::ifstream stream(file, std::ios::binary);
    if (failed || !stream) {
        throw core::UnavailableError("The server cannot read a file that it has stored");
    }
    std::string bytes(static_cast<std::size_t>(size), '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (stream.gcount() != static_cast<std::streamsize>(bytes.size())) {
        throw core::UnavailableError("The server cannot read a file that it has stored");
    }
    return bytes;
}

void replace_file(const std::filesystem::path& file, std::string_view bytes) {
    const auto beside = std::filesystem::path(file).concat(".new");
    if (!platform::write_durably(beside, bytes) || !platform::rename_durably(beside, file)) {
        std::error_code ignored;
        std::filesystem::remove(beside, ignored);
        throw core::UnavailableError("The server cannot store the file: is its disk full?");
    }
}

}  // namespace roa2web::pictures
