#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "database/session.hpp"

#include "schemas/nomenclature_schemas.hpp"

namespace roa2web::data_entry {

/// The expense types that hold a text in name, account or code, whatever its case and diacritics,
/// in the order in which the page shows them. An empty text finds all. Throws core::DatabaseError.
[[nodiscard]] std::vector<ExpenseType> find_expense_types(database::Session& session,
                                                          std::string_view search,
                                                          std::int64_t limit);

/// How many there are without a limit. Throws core::DatabaseError.
[[nodiscard]] std::int64_t count_expense_types(database::Session& session, std::string_view search);

}  // namespace roa2web::data_entry
