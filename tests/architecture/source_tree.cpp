#include "source_tree.hpp"

#include <algorithm>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace roa2web::architecture {

namespace {

SourceFile read_file(const std::filesystem::path& root, const std::filesystem::path& path) {
    SourceFile file{std::filesystem::relative(path, root).generic_string(), {}};
    std::ifstream input(path);
    for (std::string line; std::getline(input, line);) {
        file.lines.push_back(line);
    }
    return file;
}

}  // namespace

std::vector<SourceFile> read_sources(const std::filesystem::path& root, const std::string& folder) {
    std::vector<SourceFile> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
        const auto ending = entry.path().extension();
        if (entry.is_regular_file() && (ending == ".cpp" || ending == ".hpp")) {
            files.push_back(read_file(root, entry.path()));
        }
    }
    std::sort(files.begin(), files.end(), [](const auto& left, const auto& right) {
        return left.path < right.path;
    });
    return files;
}

std::string included_file(const std::string& line) {
    static const std::regex pattern(R"re(^\s*#\s*include\s*[<"]([^>"]+)[>"])re");
    std::smatch match;
    return std::regex_search(line, match, pattern) ? match[1].str() : std::string{};
}

std::vector<std::string> words_after(const std::filesystem::path& cmake_file,
                                     const std::string& keyword) {
    static const std::regex capitals("^[A-Z][A-Z_]+$");
    std::ifstream input(cmake_file);
    std::stringstream text;
    text << input.rdbuf();
    std::string all = text.str();
    std::replace(all.begin(), all.end(), ')', ' ');
    std::istringstream words(all);
    std::vector<std::string> found;
    bool inside = false;
    for (std::string word; words >> word;) {
        if (std::regex_match(word, capitals)) {
            inside = word == keyword;
        } else if (inside) {
            found.push_back(word);
        }
    }
    return found;
}

std::string place(const SourceFile& file, std::size_t line_index, const std::string& reason) {
    return file.path + ":" + std::to_string(line_index + 1) + ": " + reason;
}

std::string joined(const Violations& violations) {
    std::string text;
    for (const auto& violation : violations) {
        text += "\n  " + violation;
    }
    return text;
}

}  // namespace roa2web::architecture
