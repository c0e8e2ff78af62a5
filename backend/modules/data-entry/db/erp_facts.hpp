// What the rules ask the ERP, through its contract views (docs/erp-contract.md).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "core/ids.hpp"
#include "database/session.hpp"

namespace roa2web::data_entry {

struct PeriodRow {
    std::int64_t year{0};
    std::int64_t month{0};
    bool closed{false};
};
BOOST_DESCRIBE_STRUCT(PeriodRow, (), (year, month, closed))

/// A supplier as the ERP knows it.
struct SupplierFacts {
    core::PartnerId partner;
    std::optional<std::string> credit_account;  // its analytic of ErpNeeds::credit_account
};

/// What is to be asked.
struct ErpNeeds {
    std::set<std::string> supplier_keys;  // tax numbers without RO
    std::string credit_account;           // synthetic: 401
    std::set<std::string> accounts;
};

/// What the ERP says.
struct ErpFacts {
    std::vector<PeriodRow> periods;
    std::map<std::string, SupplierFacts> suppliers;  // by tax number without RO
    /// The accounts that exist, of those asked for and those in `suppliers`; true where entries
    /// must stand on one of its analytics instead.
    std::map<std::string, bool> accounts;
    std::set<std::string> asked;  // accounts that were looked for
};

/// Three queries, whatever is asked. Throws core::DatabaseError.
[[nodiscard]] ErpFacts load_erp_facts(database::Session& session, const ErpNeeds& needs);

}  // namespace roa2web::data_entry
