// Queries and answers of /api/data-entry/nomenclature that come from the ERP.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "json/constraints.hpp"

namespace roa2web::data_entry {

enum class ErpNameKind : std::uint8_t { Partner, Account, CashRegister };
BOOST_DESCRIBE_ENUM(ErpNameKind, Partner, Account, CashRegister)

struct ErpNameQuery {
    std::optional<json::TextOf<1, 100>> search;  // beginnings of words, without diacritics
    json::IntegerIn<1, 100> limit{20};
};
BOOST_DESCRIBE_STRUCT(ErpNameQuery, (), (search, limit))

struct ErpName {
    std::string code;  // the partner's id, or the account
    std::string name;
    std::optional<std::string> cui;  // of a partner
};
BOOST_DESCRIBE_STRUCT(ErpName, (), (code, name, cui))

struct ErpNameList {
    std::vector<ErpName> items;
    bool more{false};                  // others match too, or may: another letter tells
    std::optional<std::string> as_of;  // RFC 3339; null: nothing was copied yet
};
BOOST_DESCRIBE_STRUCT(ErpNameList, (), (items, more, as_of))

struct SyncAnswer {
    bool started{false};  // false: one is under way already
    std::optional<std::string> as_of;
};
BOOST_DESCRIBE_STRUCT(SyncAnswer, (), (started, as_of))

}  // namespace roa2web::data_entry
