// hledger (Debian package) as a witness: what it adds up in a journal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>

#include <fmt/format.h>

#include "core/money.hpp"

namespace roa2web {

/// Account -> debit less credit, bani; without zeros.
using Balances = std::map<std::string, std::int64_t>;

/// `hledger balance` of a journal with more options, or an exception with what it complained about.
inline Balances ask_hledger(const std::filesystem::path& journal, const std::string& options) {
    const std::filesystem::path answer = journal.string() + ".csv";
    const std::string command = fmt::format(
        "LC_ALL=C.UTF-8 {} -f '{}' balance --flat --no-total --output-format=csv {} > '{}' 2>&1",
        ROA2WEB_HLEDGER,
        journal.string(),
        options,
        answer.string());
    const int status = std::system(command.c_str());
    std::ifstream lines(answer);
    std::string line;
    std::getline(lines, line);
    if (status != 0 || line != "\"account\",\"balance\"") {
        throw std::runtime_error("hledger: " + line);
    }
    Balances balances;
    while (std::getline(lines, line)) {
        // "4111.00007","1234.50"
        const std::size_t comma = line.find("\",\"");
        const std::string amount = line.substr(comma + 3, line.size() - comma - 4);
        balances.emplace(line.substr(1, comma - 1), core::parse_money(amount).value().bani);
    }
    return balances;
}

}  // namespace roa2web
