// The books of one demo company while they are being written: every operation goes to the journal
// here, and the balances that steer the next operations come from here.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/demo/demo_rules.hpp"
#include "database/demo/demo_writer.hpp"

namespace roa2web::database::demo {

/// What the lines of one accounting note share.
struct Document {
    std::int64_t id{0};
    std::string_view type;
    std::optional<std::string> series;
    std::string number;
    std::optional<std::int64_t> partner;
    std::optional<std::int64_t> invoice;
};

class Books {
  public:
    /// Knows the chart of accounts (OMFP 1802/2014), without analytics.
    explicit Books(DemoWriter& writer);

    void add_analytic(const std::string& account,
                      std::string_view synthetic,
                      std::string_view name,
                      std::int64_t partner);

    /// What is posted from now on happens on this day.
    void set_day(Day day);

    [[nodiscard]] Day day() const { return day_; }

    [[nodiscard]] const std::string& day_text() const { return day_text_; }

    /// A new note. @param type one of the contract's document types.
    Document open_document(std::string_view type, std::string number);

    /// The next number of a sequence of its own, for documents of one kind.
    std::int64_t next_number(std::string_view sequence);

    /// One line of the journal, in bani; negative amounts are reversals "in red". Zero writes
    /// nothing.
    /// @param currency_amount cents, for accounts in euro.
    void post(const Document& document,
              std::string_view debit,
              std::string_view credit,
              std::int64_t amount,
              std::string_view explanation,
              std::optional<std::int64_t> currency_amount = std::nullopt);

    /// Debit less credit of an account, in bani.
    [[nodiscard]] std::int64_t balance(std::string_view account) const;

    /// A balance from before the first day.
    void set_opening(std::string_view account, std::int64_t debit_less_credit);

    /// Accounts of a class, with a balance, by number.
    [[nodiscard]] std::vector<std::pair<std::string, std::int64_t>> balances_of_class(
        char account_class) const;

    /// All balances as they stand, as the opening ones of a year.
    void write_opening_balances(int year);

    /// Debit and credit of each account since the last call, as those of one month.
    void write_turnovers(int year, int month);

    void write_accounts();

    [[nodiscard]] std::int64_t journal_lines() const { return journal_lines_; }

    [[nodiscard]] DemoWriter& writer() { return writer_; }

  private:
    struct Account {
        std::string synthetic;
        std::string name;
        std::string_view function;
        std::optional<std::int64_t> partner;
        std::int64_t balance{0};
        std::int64_t month_debit{0};
        std::int64_t month_credit{0};
        bool moved{false};
    };

    using Accounts = std::map<std::string, Account, std::less<>>;

    Accounts::value_type& find(std::string_view account);

    DemoWriter& writer_;
    Accounts accounts_;
    std::map<std::string, std::int64_t, std::less<>> sequences_;
    Day day_{};
    std::string day_text_;
    std::int64_t documents_{0};
    std::int64_t journal_lines_{0};
};

}  // namespace roa2web::database::demo
