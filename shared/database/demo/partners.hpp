#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/demo/books.hpp"
#include "database/demo/demo_random.hpp"

namespace roa2web::database::demo {

/// How a client pays.
enum class PaymentHabit : std::uint8_t { Prompt, Late, VeryLate };

struct Partner {
    std::int64_t id{0};
    std::string name;
    std::string name_folded;
    std::string search_text;
    std::optional<std::string> cui;
    std::string registration_number;
    std::string city;
    bool is_client{false};
    bool is_supplier{false};
    /// Invoiced in euro.
    bool is_foreign{false};
    int days_to_pay{30};
    PaymentHabit habit{PaymentHabit::Prompt};
    std::string client_account;    // 4111.00007
    std::string supplier_account;  // 401.00012
};

/// The partners of one company, with analytic accounts of their own, written when they are made.
class Partners {
  public:
    /// @param clients, suppliers how many of each to make; with at least one foreign client when
    /// `with_foreign`.
    Partners(Books& books,
             DemoRandom& random,
             std::size_t clients,
             std::size_t suppliers,
             bool with_foreign);

    [[nodiscard]] const Partner& some_client(DemoRandom& random) const;
    [[nodiscard]] const Partner& some_foreign_client(DemoRandom& random) const;
    [[nodiscard]] const Partner& some_supplier(DemoRandom& random) const;

    /// The supplier of one of `monthly_costs()`.
    [[nodiscard]] const Partner& monthly_supplier(std::size_t index) const {
        return partners_[index];
    }

    [[nodiscard]] const Partner& at(std::int64_t id) const {
        return partners_[static_cast<std::size_t>(id) - 1];
    }

  private:
    Partner& add(Books& books, Partner partner);

    std::vector<Partner> partners_;
    std::vector<std::size_t> clients_;
    std::vector<std::size_t> foreign_clients_;
    std::vector<std::size_t> suppliers_;
};

/// A CUI of 7 or 8 digits with the right check digit.
[[nodiscard]] std::string make_cui(DemoRandom& random);

/// "J40/1234/2015".
[[nodiscard]] std::string make_registration_number(DemoRandom& random);

}  // namespace roa2web::database::demo
