#include "services/saved_filters_service.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace roa2web::reports {

namespace {

using core::ErrorCode;
using core::Result;
using core::Task;

constexpr std::string_view kDigits = "0123456789abcdefABCDEF";
constexpr std::string_view kReportLetters = "abcdefghijklmnopqrstuvwxyz0123456789-_";
/// What a query holds beside letters, digits and %XX (RFC 3986, 3.4).
constexpr std::string_view kQuerySigns = "-._~!$&'()*+,;=:@/?";

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(' ');
    return first == std::string_view::npos
               ? std::string{}
               : std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

/// Code points, not bytes.
std::size_t count_letters(std::string_view utf8) {
    return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    }));
}

bool is_letter_or_digit(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9');
}

bool is_url_query(std::string_view text) {
    for (std::size_t index = 0; index < text.size(); ++index) {
        if (text[index] == '%') {
            const auto code = text.substr(index + 1, 2);
            if (code.size() < 2 || code.find_first_not_of(kDigits) != std::string_view::npos) {
                return false;
            }
            index += 2;
        } else if (!is_letter_or_digit(text[index]) &&
                   kQuerySigns.find(text[index]) == std::string_view::npos) {
            return false;
        }
    }
    return true;
}

Result<void> check(const std::string& name, const NewSavedFilter& filter) {
    core::Error error{.code = ErrorCode::InvalidInput,
                      .message = "",
                      .id = "saved_filter",
                      .retry_after = {},
                      .fields = {}};
    if (name.empty()) {
        error.fields.push_back({{"body", "name"}, "The name is blank", "string_too_short"});
    } else if (name.find_first_of("\t\n\r") != std::string::npos) {
        error.fields.push_back(
            {{"body", "name"}, "The name has more than one line", "string_pattern_mismatch"});
    } else if (count_letters(name) > kMaxFilterNameLetters) {
        error.fields.push_back(
            {{"body", "name"},
             fmt::format("The name has more than {} letters", kMaxFilterNameLetters),
             "string_too_long"});
    }
    if (filter.report.value.find_first_not_of(kReportLetters) != std::string::npos) {
        error.fields.push_back({{"body", "report"},
                                "A report's name has small letters, digits, - and _",
                                "string_pattern_mismatch"});
    }
    if (!is_url_query(filter.query.value)) {
        error.fields.push_back({{"body", "query"},
                                "Not the query string of a URL, as in status=open&sort=date",
                                "string_pattern_mismatch"});
    }
    if (!error.fields.empty()) {
        return tl::unexpected(std::move(error));
    }
    return {};
}

}  // namespace

Task<Result<SavedFilterList>> SavedFiltersService::list_filters(core::UserId user,
                                                                SavedFiltersQuery query) {
    co_await pool_.schedule();
    SavedFilterList list;
    list.items =
        store_.list(user, query.report ? std::optional(query.report->value) : std::nullopt);
    co_return list;
}

Task<Result<SavedFilter>> SavedFiltersService::save_filter(core::UserId user,
                                                           NewSavedFilter filter) {
    SavedFilter saved;
    saved.name = trimmed(filter.name.value);
    if (auto good = check(saved.name, filter); !good) {
        co_return tl::unexpected(std::move(good.error()));
    }
    saved.report = std::move(filter.report.value);
    saved.query = std::move(filter.query.value);
    saved.created_at = clock_.now();
    co_await pool_.schedule();
    co_return store_.add(user, std::move(saved));
}

Task<Result<void>> SavedFiltersService::delete_filter(core::UserId user, SavedFilterId filter) {
    co_await pool_.schedule();
    if (!store_.remove(user, filter)) {
        co_return core::fail(
            ErrorCode::NotFound, "You have no such saved filter", "saved_filter_not_found");
    }
    co_return Result<void>{};
}

}  // namespace roa2web::reports
