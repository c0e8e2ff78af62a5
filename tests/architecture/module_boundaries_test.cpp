// The borders that the compiler leaves open. Each test lists all violations as file:line.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "source_tree.hpp"

namespace roa2web::architecture {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = ROA2WEB_SOURCE_DIR;
constexpr std::size_t kMaxLines = 600;

std::vector<std::string> folders_in(const std::string& parent) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(kRoot / parent)) {
        if (entry.is_directory() && fs::exists(entry.path() / "CMakeLists.txt")) {
            names.push_back(entry.path().filename().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::string first_folder(const std::string& include) {
    const auto slash = include.find('/');
    return slash == std::string::npos ? std::string{} : include.substr(0, slash);
}

std::vector<SourceFile> all_sources() {
    std::vector<SourceFile> files;
    for (const char* folder : {"backend", "shared", "tests"}) {
        auto some = read_sources(kRoot, folder);
        files.insert(files.end(),
                     std::make_move_iterator(some.begin()),
                     std::make_move_iterator(some.end()));
    }
    return files;
}

/// What a folder's CMakeLists.txt says it uses, and what those use in turn (their headers come
/// along).
std::set<std::string> used_folders(const std::string& folder) {
    std::set<std::string> used;
    for (const auto& word : words_after(kRoot / folder / "CMakeLists.txt", "USES")) {
        const auto name = word.substr(word.find("::") + 2);
        if (used.insert(name).second) {
            const auto more = used_folders("shared/" + name);
            used.insert(more.begin(), more.end());
        }
    }
    return used;
}

TEST(ModuleBoundaries, ThereAreThreeModules) {
    EXPECT_EQ(folders_in("backend/modules"),
              (std::vector<std::string>{"data-entry", "reports", "telegram"}));
}

TEST(ModuleBoundaries, NoModuleSeesAnother) {
    Violations violations;
    const auto modules = folders_in("backend/modules");
    for (const auto& module : modules) {
        for (const auto& file : read_sources(kRoot, "backend/modules/" + module)) {
            for (std::size_t line = 0; line < file.lines.size(); ++line) {
                const auto include = included_file(file.lines[line]);
                for (const auto& other : modules) {
                    if (other != module && include.find(other + "/") != std::string::npos) {
                        violations.push_back(place(file, line, "includes the module " + other));
                    }
                }
                if (include.starts_with("modules/")) {
                    violations.push_back(place(file, line, "includes through the modules folder"));
                }
            }
        }
    }
    EXPECT_TRUE(violations.empty()) << joined(violations);
}

TEST(ModuleBoundaries, SharedCodeKnowsNoModule) {
    Violations violations;
    const auto modules = folders_in("backend/modules");
    for (const auto& file : read_sources(kRoot, "shared")) {
        for (std::size_t line = 0; line < file.lines.size(); ++line) {
            const auto include = included_file(file.lines[line]);
            const bool names_module =
                std::any_of(modules.begin(), modules.end(), [&](const auto& name) {
                    return include.find(name + "/") == 0;
                });
            if (names_module || include.starts_with("modules/") ||
                include.starts_with("backend/")) {
                violations.push_back(place(file, line, "shared code includes " + include));
            }
        }
    }
    EXPECT_TRUE(violations.empty()) << joined(violations);
}

TEST(ModuleBoundaries, NoIncludeClimbsOutOfItsFolder) {
    Violations violations;
    for (const auto& file : all_sources()) {
        for (std::size_t line = 0; line < file.lines.size(); ++line) {
            if (included_file(file.lines[line]).find("..") != std::string::npos) {
                violations.push_back(place(file, line, "includes by a way up"));
            }
        }
    }
    EXPECT_TRUE(violations.empty()) << joined(violations);
}

TEST(ModuleBoundaries, EverySharedIncludeIsNamedInUses) {
    Violations violations;
    const auto shared = folders_in("shared");
    std::vector<std::string> owners;
    for (const auto& name : shared) {
        owners.push_back("shared/" + name);
    }
    for (const auto& name : folders_in("backend/modules")) {
        owners.push_back("backend/modules/" + name);
    }
    for (const auto& owner : owners) {
        auto used = used_folders(owner);
        used.insert(fs::path(owner).filename().string());
        for (const auto& file : read_sources(kRoot, owner)) {
            for (std::size_t line = 0; line < file.lines.size(); ++line) {
                const auto folder = first_folder(included_file(file.lines[line]));
                const bool is_shared =
                    file.lines[line].find('"') != std::string::npos &&
                    std::find(shared.begin(), shared.end(), folder) != shared.end();
                if (is_shared && used.count(folder) == 0) {
                    violations.push_back(
                        place(file, line, "uses shared::" + folder + ", which USES omits"));
                }
            }
        }
    }
    EXPECT_TRUE(violations.empty()) << joined(violations);
}

TEST(ModuleBoundaries, ModuleFacesShowSharedTypesOnly) {
    Violations violations;
    const auto shared = folders_in("shared");
    for (const auto& file : read_sources(kRoot, "backend/modules")) {
        if (!file.path.ends_with("_module.hpp")) {
            continue;
        }
        for (std::size_t line = 0; line < file.lines.size(); ++line) {
            const auto folder = first_folder(included_file(file.lines[line]));
            const bool is_shared = std::find(shared.begin(), shared.end(), folder) != shared.end();
            if (file.lines[line].starts_with("#include \"") && !is_shared) {
                violations.push_back(place(file, line, "a module's face includes its internals"));
            }
        }
    }
    EXPECT_TRUE(violations.empty()) << joined(violations);
}

TEST(ModuleBoundaries, HeavyLibrariesStayWhereTheyBelong) {
    // header prefix -> the folders that may include it
    const std::map<std::string, std::vector<std::string>> homes{
        {"boost/asio/ip", {"shared/http/", "shared/platform/", "shared/auth/"}},
        {"boost/asio/co_spawn", {"shared/http/", "backend/main.cpp"}},
        {"boost/asio/thread_pool",
         {"shared/http/", "shared/core/blocking_pool", "backend/main.cpp"}},
        {"boost/beast", {"shared/http/"}},
        {"boost/json", {"shared/json/", "shared/auth/"}},
        {"soci/", {"shared/database/"}},
        {"sqlite3.h", {"shared/database/"}},
        {"cairo", {"shared/export/"}},
        {"pango/", {"shared/export/"}},
        {"xlsxwriter", {"shared/export/"}},
        {"jpeglib.h", {"shared/pictures/"}},
        {"png.h", {"shared/pictures/"}},
        {"webp/", {"shared/pictures/"}},
        {"spdlog/", {"shared/logging/"}},
        {"curl/", {"shared/mail/", "backend/modules/telegram/bot/"}},
        {"jwt.h", {"shared/auth/"}},
        {"unistd.h", {"shared/platform/", "tests/"}},
    };
    Violations violations;
    for (const auto& file : all_sources()) {
        const bool is_test = file.path.ends_with("_test.cpp");
        for (std::size_t line = 0; line < file.lines.size(); ++line) {
            const auto include = included_file(file.lines[line]);
            for (const auto& [library, folders] : homes) {
                const bool at_home =
                    std::any_of(folders.begin(), folders.end(), [&](const auto& folder) {
                        return file.path.starts_with(folder);
                    });
                if (include.starts_with(library) && !at_home && !is_test) {
                    violations.push_back(
                        place(file, line, "includes " + include + " outside its home"));
                }
            }
        }
    }
    EXPECT_TRUE(violations.empty()) << joined(violations);
}

TEST(ModuleBoundaries, NoFileIsTooLong) {
    Violations violations;
    for (const auto& file : all_sources()) {
        if (file.lines.size() > kMaxLines) {
            violations.push_back(
                place(file, kMaxLines, "has " + std::to_string(file.lines.size()) + " lines"));
        }
    }
    EXPECT_TRUE(violations.empty()) << joined(violations);
}

TEST(ModuleBoundaries, EveryTestStandsBesideWhatItTests) {
    Violations violations;
    for (const char* folder : {"backend", "shared"}) {
        for (const auto& file : read_sources(kRoot, folder)) {
            const auto ending = file.path.rfind("_test.cpp");
            if (ending == std::string::npos) {
                continue;
            }
            const auto tested = file.path.substr(0, ending);
            if (!fs::exists(kRoot / (tested + ".cpp")) && !fs::exists(kRoot / (tested + ".hpp"))) {
                violations.push_back(file.path + ":1: tests no file beside it");
            }
        }
    }
    EXPECT_TRUE(violations.empty()) << joined(violations);
}

TEST(ModuleBoundaries, EveryDecisionHasStatusContextDecisionAndConsequences) {
    Violations violations;
    for (const auto& entry : fs::directory_iterator(kRoot / "docs" / "decisions")) {
        std::ifstream input(entry.path());
        const std::string text{std::istreambuf_iterator<char>(input), {}};
        for (const char* part : {"Status:", "## Context", "## Decision", "## Consequences"}) {
            if (text.find(part) == std::string::npos) {
                violations.push_back(fs::relative(entry.path(), kRoot).generic_string() +
                                     ":1: lacks '" + part + "'");
            }
        }
    }
    EXPECT_TRUE(violations.empty()) << joined(violations);
}

}  // namespace
}  // namespace roa2web::architecture
