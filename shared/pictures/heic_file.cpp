#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

#include "core/exceptions.hpp"
#include "platform/child_process.hpp"

#include "pictures/byte_order.hpp"
#include "pictures/codecs.hpp"
#include "pictures/external_file.hpp"
#include "pictures/picture_error.hpp"
#include "pictures/whole_file.hpp"

namespace roa2web::pictures {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kHeicMemory = 1'000'000'000;  // bytes; 60 million pixels take 600 MB
constexpr std::int64_t kMaxJpegBytes = 100'000'000;
constexpr const char* kQuality = "92";

/// A folder that goes away with everything in it.
class PassingFolder {
  public:
    explicit PassingFolder(fs::path path) : path_(std::move(path)) {
        std::error_code failed;
        fs::create_directory(path_, failed);
        if (failed) {
            throw core::UnavailableError("The server cannot write into its folder of files");
        }
    }

    ~PassingFolder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }

    PassingFolder(const PassingFolder&) = delete;
    PassingFolder& operator=(const PassingFolder&) = delete;
    PassingFolder(PassingFolder&&) = delete;
    PassingFolder& operator=(PassingFolder&&) = delete;

    [[nodiscard]] const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

/// Refuses a file that says of any of its pictures that it is too large.
/// Source: ISO/IEC 23008-12, 6.5.3: `ispe`, version and flags, width, height.
void check_promised_sizes(std::string_view bytes, const Limits& limits) {
    constexpr std::string_view kSizes = "ispe";
    for (auto at = bytes.find(kSizes); at != std::string_view::npos;
         at = bytes.find(kSizes, at + 1)) {
        const auto numbers = at + kSizes.size() + 4;
        // Coded pixels may hold the name by chance; then no flags of zero follow.
        if (numbers + 8 > bytes.size() ||
            number_at(bytes, at + kSizes.size(), 4, ByteOrder::Big) != 0) {
            continue;
        }
        check_size(number_at(bytes, numbers, 4, ByteOrder::Big),
                   number_at(bytes, numbers + 4, 4, ByteOrder::Big),
                   limits);
    }
}

}  // namespace

std::string heic_to_jpeg(const fs::path& file,
                         std::string_view bytes,
                         const Limits& limits,
                         const Deadline& deadline) {
    check_promised_sizes(bytes, limits);
    const auto source = fs::absolute(file);
    const PassingFolder folder(fs::path(source).concat(".heic-parts"));
    const auto result = platform::run_child(
        {"heif-convert", "-q", kQuality, source.string(), (folder.path() / "out.jpg").string()},
        {.time = deadline.left(),
         .memory = kHeicMemory,
         .output = 1'000'000,
         .file = kMaxJpegBytes});
    if (result.end == platform::ChildEnd::TooSlow) {
        throw_too_slow();
    }
    if (result.end != platform::ChildEnd::Exited || result.exit_code != 0) {
        throw_unreadable();
    }
    // A file with several pictures gives one each.
    for (const auto* name : {"out.jpg", "out-1.jpg"}) {
        if (fs::exists(folder.path() / name)) {
            return read_file(folder.path() / name);
        }
    }
    throw_unreadable();
}

}  // namespace roa2web::pictures
