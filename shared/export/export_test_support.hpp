// A small table for the tests of this folder, and its way into a file.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "export/table_writer.hpp"

namespace roa2web::exports {

/// A new folder that is removed, with what is in it, when it goes out of scope.
class ScratchFolder {
  public:
    ScratchFolder()
        : path_(std::filesystem::temp_directory_path() /
                ("roa2web-export-test-" + std::to_string(std::random_device{}()))) {
        std::filesystem::create_directories(path_);
    }

    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    ScratchFolder(ScratchFolder&&) = delete;
    ScratchFolder& operator=(ScratchFolder&&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    [[nodiscard]] std::filesystem::path operator/(const std::string& name) const {
        return path_ / name;
    }

    [[nodiscard]] std::size_t count_files() const {
        return static_cast<std::size_t>(
            std::distance(std::filesystem::directory_iterator(path_), {}));
    }

  private:
    std::filesystem::path path_;
};

inline TableHead make_test_head() {
    using namespace std::chrono_literals;
    return {.title = "Facturi emise",
            .company = "Țesătoria Știucă & Fiii SRL",
            .company_details = "CUI RO14399840 · J40/1/2020",
            .lines = {"Perioada 01.11.2025 – 30.11.2025"},
            .columns = {{.title = "Data", .kind = ColumnKind::Date, .width = 10},
                        {.title = "Partener", .width = 30, .wraps = true},
                        {.title = "Zile", .kind = ColumnKind::Integer, .width = 6},
                        {.title = "Total", .kind = ColumnKind::Money, .width = 14}},
            .language = Language::Romanian,
            .made_on = 2025y / 11 / 30};
}

using TestRow = std::array<Cell, 4>;

inline TestRow make_test_row(std::string_view partner, std::int64_t days, std::int64_t bani) {
    using namespace std::chrono_literals;
    return {core::Date{2025y / 11 / 23}, partner, days, core::Money{bani}};
}

inline TestRow make_test_totals(std::int64_t bani) {
    return {Cell{}, std::string_view("Total"), Cell{}, core::Money{bani}};
}

inline std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Takes everything and has no room for it (Linux, full(4)).
inline const std::filesystem::path kFullDisk = "/dev/full";

}  // namespace roa2web::exports
