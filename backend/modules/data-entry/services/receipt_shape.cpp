// check_shape of receipt_rules.hpp: what no draft may hold.
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "services/receipt_rules.hpp"

namespace roa2web::data_entry {

namespace {

constexpr std::size_t kMaxVatGroups = 10;
constexpr std::size_t kMaxLines = 500;
constexpr std::size_t kMaxEntries = 100;
/// Bani; far above every rule, and such that sums and products of amounts fit 64 bits.
constexpr std::int64_t kMaxAmount = 100'000'000'000;
constexpr std::int64_t kMaxRate = 10'000;  // hundredths of a percent
constexpr std::string_view kAccountCharacters =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._-/";

class Shape {
  public:
    void refuse(std::vector<std::string> place, std::string message, std::string type) {
        place.insert(place.begin(), "body");
        error_.fields.push_back({std::move(place), std::move(message), std::move(type)});
    }

    void amount(core::Money amount, const std::vector<std::string>& place) {
        if (amount.bani > kMaxAmount || amount.bani < -kMaxAmount) {
            refuse(place, "Input should be an amount below 1000000000.00", "amount_out_of_range");
        }
    }

    void count(std::size_t count, std::size_t most, const std::string& name) {
        if (count > most) {
            refuse(
                {name}, "List should have at most " + std::to_string(most) + " items", "too_long");
        }
    }

    void account(const std::string& account, const std::vector<std::string>& place) {
        if (account.find_first_not_of(kAccountCharacters) != std::string::npos) {
            refuse(place, "Input should be an account such as 5311 or 401.00012", "account_form");
        }
    }

    [[nodiscard]] core::Result<void> result() && {
        if (error_.fields.empty()) {
            return {};
        }
        return tl::unexpected(std::move(error_));
    }

  private:
    core::Error error_{.code = core::ErrorCode::InvalidInput,
                       .message = "The request does not validate",
                       .id = "shape",
                       .retry_after = {},
                       .fields = {}};
};

bool is_below(std::string_view two_digits, int limit) {
    return two_digits[0] >= '0' && two_digits[0] <= '9' && two_digits[1] >= '0' &&
           two_digits[1] <= '9' && (two_digits[0] - '0') * 10 + two_digits[1] - '0' < limit;
}

/// "19:33" or "19:33:31"
bool is_time(std::string_view text) {
    if (text.size() != 5 && text.size() != 8) {
        return false;
    }
    return is_below(text.substr(0, 2), 24) && text[2] == ':' && is_below(text.substr(3, 2), 60) &&
           (text.size() == 5 || (text[5] == ':' && is_below(text.substr(6, 2), 60)));
}

}  // namespace

core::Result<void> check_shape(const ReceiptFields& fields) {
    Shape shape;
    if (fields.time && !is_time(fields.time->value)) {
        shape.refuse({"time"}, "Input should be a time such as 19:33 or 19:33:31", "time_parsing");
    }
    shape.amount(fields.total.value_or(core::Money{}), {"total"});
    shape.amount(fields.cash_amount.value_or(core::Money{}), {"cash_amount"});
    if (fields.vat) {
        shape.count(fields.vat->size(), kMaxVatGroups, "vat");
        for (std::size_t index = 0; index < fields.vat->size(); ++index) {
            const ReceiptVat& group = fields.vat->at(index);
            const std::string at = std::to_string(index);
            if (group.rate.bani < 0 || group.rate.bani > kMaxRate) {
                shape.refuse({"vat", at, "rate"},
                             "Input should be a percentage from 0.00 to 100.00",
                             "rate_out_of_range");
            }
            shape.amount(group.base, {"vat", at, "base"});
            shape.amount(group.amount, {"vat", at, "amount"});
        }
    }
    if (fields.lines) {
        shape.count(fields.lines->size(), kMaxLines, "lines");
        for (std::size_t index = 0; index < fields.lines->size(); ++index) {
            shape.amount(fields.lines->at(index).amount,
                         {"lines", std::to_string(index), "amount"});
        }
    }
    return std::move(shape).result();
}

core::Result<void> check_shape(const std::vector<ReceiptEntry>& entries) {
    Shape shape;
    shape.count(entries.size(), kMaxEntries, "entries");
    for (std::size_t index = 0; index < entries.size(); ++index) {
        const std::string at = std::to_string(index);
        shape.amount(entries[index].amount, {"entries", at, "amount"});
        shape.account(entries[index].debit_account.value, {"entries", at, "debit_account"});
        shape.account(entries[index].credit_account.value, {"entries", at, "credit_account"});
    }
    return std::move(shape).result();
}

}  // namespace roa2web::data_entry
