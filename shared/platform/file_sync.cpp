#include "platform/file_sync.hpp"

#include <cerrno>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace roa2web::platform {

namespace {

void sync_path(const std::filesystem::path& path, int flags) {
    const int file = ::open(path.c_str(), flags | O_CLOEXEC);  // NOLINT(*-vararg): POSIX
    if (file < 0) {
        throw std::system_error(errno, std::generic_category(), "open");
    }
    const int failed = ::fsync(file) == 0 ? 0 : errno;
    ::close(file);
    if (failed != 0) {
        throw std::system_error(failed, std::generic_category(), "fsync");
    }
}

}  // namespace

void sync_file(const std::filesystem::path& file) {
    sync_path(file, O_RDONLY);
}

void sync_folder(const std::filesystem::path& folder) {
    sync_path(folder, O_RDONLY | O_DIRECTORY);
}

}  // namespace roa2web::platform
