// Queries and answers of /api/data-entry/nomenclature.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "core/date.hpp"
#include "json/constraints.hpp"

namespace roa2web::data_entry {

constexpr std::int64_t kMaxNomenclatureItems = 500;

/// Which of the rates in force it is; texts in the page's language hang on it.
enum class VatRateKind { Standard, Reduced, SecondReduced, Housing };
BOOST_DESCRIBE_ENUM(VatRateKind, Standard, Reduced, SecondReduced, Housing)

struct VatRateQuery {
    std::optional<core::Date> date;  // today in Romania when absent
};
BOOST_DESCRIBE_STRUCT(VatRateQuery, (), (date))

struct VatRate {
    std::string rate;  // percent: "21.00"
    VatRateKind kind{VatRateKind::Standard};
    std::string name;  // Romanian
    core::Date valid_from{};
    std::optional<core::Date> valid_to;  // the last day; null: no end is known
};
BOOST_DESCRIBE_STRUCT(VatRate, (), (rate, kind, name, valid_from, valid_to))

struct VatRateList {
    std::vector<VatRate> items;  // highest first
    core::Date date{};           // on which they are in force
};
BOOST_DESCRIBE_STRUCT(VatRateList, (), (items, date))

struct ExpenseTypeQuery {
    std::optional<json::TextOf<1, 100>> search;  // in name, account and code
    json::IntegerIn<1, kMaxNomenclatureItems> limit{100};
};
BOOST_DESCRIBE_STRUCT(ExpenseTypeQuery, (), (search, limit))

struct ExpenseType {
    std::string code;  // "fuel"
    std::string name;  // Romanian
    std::string debit_account;
    std::int64_t vat_deductible_percent{100};  // the rest of the VAT joins the expense
};
BOOST_DESCRIBE_STRUCT(ExpenseType, (), (code, name, debit_account, vat_deductible_percent))

struct ExpenseTypeList {
    std::vector<ExpenseType> items;
    std::int64_t total{0};  // that match, also beyond `limit`
};
BOOST_DESCRIBE_STRUCT(ExpenseTypeList, (), (items, total))

}  // namespace roa2web::data_entry
