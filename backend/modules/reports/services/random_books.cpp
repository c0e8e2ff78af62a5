#include "services/random_books.hpp"

#include <algorithm>
#include <utility>

#include "database/demo/demo_random.hpp"

namespace roa2web::reports {

namespace {

using database::demo::DemoRandom;
using std::chrono::sys_days;

/// Fills books event by event, in the order of days.
class Maker {
  public:
    Maker(RandomBooks& books, DemoRandom& random) : books_(books), random_(random) {}

    void make_opening() {
        for (std::int64_t pair = random_.between(1, 8); pair > 0; --pair) {
            const auto amount = any_amount();
            books_.opening[random_.pick(kRandomAccounts)] += amount;
            books_.opening[random_.pick(kRandomAccounts)] -= amount;
        }
    }

    void make_event(sys_days day) {
        const auto kind = random_.between(1, 100);
        ++document_;
        if (kind <= 25) {
            make_sale(day);
        } else if (kind <= 40) {
            make_purchase(day);
        } else if (kind > 60 || !make_payment(day)) {
            make_chance_entry(day);
        }
    }

    void make_chance_entry(sys_days day) {
        const std::string debit = random_.pick(kRandomAccounts);
        const std::string credit = random_.pick(kRandomAccounts);
        add(day, debit, credit, any_amount(), 0, 0);
    }

  private:
    std::int64_t any_amount() {
        const auto amount = random_.skewed(1, random_.chance(10) ? 10'000'000'000'000 : 9'000'000);
        return random_.chance(120) ? -amount : amount;
    }

    void add(sys_days day,
             std::string debit,
             std::string credit,
             std::int64_t amount,
             std::int64_t partner,
             std::int64_t invoice) {
        books_.entries.push_back(
            {document_, day, std::move(debit), std::move(credit), amount, partner, invoice});
    }

    std::int64_t add_invoice(bool of_client, sys_days day, std::int64_t partner, std::int64_t sum) {
        books_.invoices.push_back({of_client, partner, document_, day, sum, 0});
        return static_cast<std::int64_t>(books_.invoices.size());
    }

    void make_sale(sys_days day) {
        const auto partner = random_.between(1, kRandomPartners);
        const auto net = any_amount();
        const auto vat = net / 5;
        const auto invoice = add_invoice(true, day, partner, net + vat);
        add(day, analytic_of("4111", partner), "707", net, partner, invoice);
        if (vat != 0) {
            add(day, analytic_of("4111", partner), "4427", vat, partner, invoice);
        }
    }

    void make_purchase(sys_days day) {
        const auto partner = random_.between(1, kRandomPartners);
        const auto net = any_amount();
        const auto invoice = add_invoice(false, day, partner, net);
        add(day, "607", analytic_of("401", partner), net, partner, invoice);
    }

    /// Of an invoice that is still open, all of it or a part.
    bool make_payment(sys_days day) {
        if (books_.invoices.empty()) {
            return false;
        }
        const auto index = static_cast<std::size_t>(
            random_.between(0, static_cast<std::int64_t>(books_.invoices.size()) - 1));
        auto& invoice = books_.invoices[index];
        const auto left = invoice.total - invoice.paid;
        if (left == 0) {
            return false;
        }
        const auto amount = left < 0 || random_.chance(500) ? left : random_.between(1, left);
        const std::string money = random_.chance(500) ? "5121" : "5311";
        const auto id = static_cast<std::int64_t>(index) + 1;
        invoice.paid += amount;
        if (invoice.of_client) {
            add(day, money, analytic_of("4111", invoice.partner), amount, invoice.partner, id);
        } else {
            add(day, analytic_of("401", invoice.partner), money, amount, invoice.partner, id);
        }
        return true;
    }

    RandomBooks& books_;
    DemoRandom& random_;
    std::int64_t document_{0};
};

}  // namespace

std::string analytic_of(std::string_view synthetic, std::int64_t number) {
    return std::string(synthetic) + ".0000" + std::to_string(number);
}

core::Date RandomBooks::first_day() const {
    return first_month / 1;
}

core::Date RandomBooks::last_day() const {
    return core::Date{(first_month + std::chrono::months(months - 1)) / std::chrono::last};
}

RandomBooks make_random_books(std::uint64_t seed) {
    DemoRandom random(seed);
    RandomBooks books;
    books.first_month = std::chrono::year(2023) / 1;
    books.months = static_cast<int>(random.between(1, 30));
    Maker maker(books, random);
    const auto begin = sys_days(books.first_day());
    const auto days = (sys_days(books.last_day()) - begin).count();
    const auto any_day = [&] { return begin + std::chrono::days(random.between(0, days)); };
    switch (seed % 16) {
        case 0:  // an empty company
            return books;
        case 4:
            maker.make_chance_entry(any_day());
            return books;
        case 8:
            maker.make_opening();
            return books;
        case 12:
            maker.make_opening();
            maker.make_chance_entry(any_day());
            return books;
        default:
            break;
    }
    maker.make_opening();
    std::vector<sys_days> event_days(static_cast<std::size_t>(random.skewed(2, 400)));
    std::generate(event_days.begin(), event_days.end(), any_day);
    std::sort(event_days.begin(), event_days.end());
    for (const auto day : event_days) {
        maker.make_event(day);
    }
    return books;
}

}  // namespace roa2web::reports
