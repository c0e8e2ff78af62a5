#include "source_tree.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
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
    std::string_view rest = line;
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
    if (!rest.starts_with("#include ")) {
        return {};
    }
    const auto begin = rest.find_first_of("<\"");
    const auto end = rest.find_last_of(">\"");
    return end > begin && end != std::string_view::npos
               ? std::string(rest.substr(begin + 1, end - begin - 1))
               : std::string{};
}

std::vector<std::string> words_after(const std::filesystem::path& cmake_file,
                                     const std::string& keyword) {
    std::ifstream input(cmake_file);
    std::stringstream text;
    text << input.rdbuf();
    std::string all = text.str();
    std::replace(all.begin(), all.end(), ')', ' ');
    std::istringstream words(all);
    std::vector<std::string> found;
    bool inside = false;
    for (std::string word; words >> word;) {
        if (word.size() > 1 &&
            word.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == std::string::npos) {
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
