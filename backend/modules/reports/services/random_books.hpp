// For tests: books made of chance, written as a company of the demo ERP, and kept here as plain
// lists to reckon by.
//
// Chance makes what the demo's businesses do not: reversals in red on any account, an account
// against itself, cash desks below zero, analytics of opposite signs under one synthetic, partners
// with credit notes alone, amounts of many digits, years without entries, books of one entry or of
// none. Every fourth seed is one of those small books.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"

namespace roa2web::reports {

struct RandomEntry {
    std::int64_t document{0};
    std::chrono::sys_days day;
    std::string debit;
    std::string credit;
    std::int64_t amount{0};   // bani
    std::int64_t partner{0};  // 0: none
    std::int64_t invoice{0};  // 0: none
};

struct RandomInvoice {
    bool of_client{true};
    std::int64_t partner{0};
    std::int64_t document{0};
    std::chrono::sys_days day;
    std::int64_t total{0};  // bani
    std::int64_t paid{0};
};

struct RandomBooks {
    std::chrono::year_month first_month{};
    int months{0};
    std::map<std::string, std::int64_t> opening;  // of the first year: debit less credit, bani
    std::vector<RandomEntry> entries;             // by day; their ids are 1, 2, 3 ...
    std::vector<RandomInvoice> invoices;          // their ids are 1, 2, 3 ...

    [[nodiscard]] core::Date first_day() const;
    [[nodiscard]] core::Date last_day() const;
};

/// Partners have the ids 1 to this, and an analytic each of 4111, 401 and 461.
inline constexpr std::int64_t kRandomPartners = 4;

/// Entries of chance stand on these; 4111 and 401 take invoices and payments alone.
inline constexpr std::array kRandomAccounts{
    "1012", "117",       "121",       "2131",      "301", "371",  "419",  "421",  "4423", "4426",
    "4427", "461.00001", "461.00002", "461.00003", "471", "5121", "5124", "5311", "5314", "581",
    "6022", "607",       "641",       "665",       "704", "707",  "765",  "8038"};

/// "4111.00003"
[[nodiscard]] std::string analytic_of(std::string_view synthetic, std::int64_t number);

/// The same books for the same seed.
[[nodiscard]] RandomBooks make_random_books(std::uint64_t seed);

/// Writes them as company 1 of a folder for database::SqliteErpGateway.
void write_random_books(const std::filesystem::path& folder, const RandomBooks& books);

}  // namespace roa2web::reports
