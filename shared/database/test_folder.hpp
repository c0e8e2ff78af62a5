#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <system_error>

namespace roa2web::database {

/// For tests: a new folder that is removed, with what is in it, when it goes out of scope.
class TestFolder {
  public:
    TestFolder() {
        static std::atomic<int> count{0};
        // Chance, because test programs run side by side.
        const std::uint64_t tag =
            std::uint64_t{std::random_device{}()} << 32U | std::random_device{}();
        path_ = std::filesystem::temp_directory_path() /
                ("roa2web-test-" + std::to_string(tag) + "-" + std::to_string(count++));
        std::filesystem::create_directories(path_);
    }

    ~TestFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    TestFolder(TestFolder&&) = delete;
    TestFolder& operator=(TestFolder&&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    [[nodiscard]] std::filesystem::path operator/(const std::string& name) const {
        return path_ / name;
    }

  private:
    std::filesystem::path path_;
};

}  // namespace roa2web::database
