#include "platform/durable_file.hpp"

#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <string_view>

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

namespace roa2web::platform {

namespace {

bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto count = write(file, bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR) {
            return false;
        }
        bytes.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
    }
    return true;
}

}  // namespace

bool write_durably(const std::filesystem::path& file, std::string_view bytes) {
    const int handle =
        open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (handle < 0) {
        return false;
    }
    const bool is_written = write_all(handle, bytes) && fsync(handle) == 0;
    return close(handle) == 0 && is_written;
}

bool rename_durably(const std::filesystem::path& from, const std::filesystem::path& to) {
    if (rename(from.c_str(), to.c_str()) != 0) {
        return false;
    }
    // A name belongs to its folder, which is written on its own.
    const int folder = open(to.has_parent_path() ? to.parent_path().c_str() : ".",
                            O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) {
        return false;
    }
    const bool is_written = fsync(folder) == 0;
    return close(folder) == 0 && is_written;
}

}  // namespace roa2web::platform
