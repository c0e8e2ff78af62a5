#include "config_values.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

namespace roa2web {

namespace {

std::string trim(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) {
        return {};
    }
    return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

/// Levenshtein: how many letters must be changed, added or dropped.
std::size_t edit_distance(std::string_view left, std::string_view right) {
    std::vector<std::size_t> row(right.size() + 1);
    std::iota(row.begin(), row.end(), 0U);
    for (std::size_t i = 1; i <= left.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const std::size_t substituted = diagonal + (left[i - 1] == right[j - 1] ? 0U : 1U);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
        }
    }
    return row.back();
}

}  // namespace

std::int64_t number_from(const std::string& text, std::int64_t min, std::int64_t max) {
    std::int64_t number = 0;
    const auto* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stopped != end || number < min || number > max) {
        throw core::ConfigurationError("'" + text + "' is not a whole number from " +
                                       std::to_string(min) + " to " + std::to_string(max));
    }
    return number;
}

bool flag_from(const std::string& text) {
    for (const char* yes : {"true", "1", "yes", "on"}) {
        if (text == yes) {
            return true;
        }
    }
    for (const char* no : {"false", "0", "no", "off"}) {
        if (text == no) {
            return false;
        }
    }
    throw core::ConfigurationError("'" + text + "' is neither true nor false");
}

std::vector<std::string> list_from(const std::string& text) {
    std::vector<std::string> list;
    std::string_view rest = text;
    while (!rest.empty()) {
        const auto end = std::min(rest.find(','), rest.size());
        if (auto item = trim(rest.substr(0, end)); !item.empty()) {
            list.push_back(std::move(item));
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return list;
}

std::string nearest_name(std::string_view name, const std::vector<std::string_view>& names) {
    std::string_view nearest;
    std::size_t least = name.size() / 2 + 1;  // farther away is another word, not a slip
    for (const auto candidate : names) {
        if (const auto distance = edit_distance(name, candidate); distance < least) {
            least = distance;
            nearest = candidate;
        }
    }
    return std::string(nearest);
}

}  // namespace roa2web
