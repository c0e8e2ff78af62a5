#include "export/temporary_file.hpp"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "export/output_file.hpp"

namespace roa2web::exports {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kPrefix = "export-";

}  // namespace

TemporaryFile::TemporaryFile(TemporaryFile&& other) noexcept : path_(std::move(other.path_)) {
    other.path_.clear();
}

void TemporaryFile::remove() noexcept {
    std::error_code ignored;
    if (!path_.empty()) {
        fs::remove(path_, ignored);
    }
}

void TemporaryFolder::sweep(fs::file_time_type started) const noexcept {
    std::error_code ignored;
    for (fs::directory_iterator entry(folder_, ignored), end; !ignored && entry != end;
         entry.increment(ignored)) {
        std::error_code gone_already;
        if (entry->path().filename().string().starts_with(kPrefix) &&
            fs::last_write_time(entry->path(), gone_already) < started) {
            fs::remove(entry->path(), gone_already);
        }
    }
}

TemporaryFile TemporaryFolder::make_file(std::string_view extension) const {
    static std::atomic<std::uint64_t> made{0};
    std::error_code error;
    fs::create_directories(folder_, error);
    // Files hold a company's books: nobody else on the machine may read them.
    fs::permissions(folder_, fs::perms::owner_all, error);
    if (!fs::is_directory(folder_, error)) {
        throw_disk_full();
    }
    std::random_device chance;
    return TemporaryFile(
        folder_ /
        fmt::format("{}{:08x}{:08x}-{}{}", kPrefix, chance(), chance(), ++made, extension));
}

}  // namespace roa2web::exports
