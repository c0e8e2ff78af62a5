// What bank accounts and cash desks need beyond a ledger (models/ledger_queries.hpp).
#pragma once

#include <vector>

#include "core/date.hpp"
#include "core/money.hpp"
#include "database/session.hpp"

#include "models/ledger_queries.hpp"
#include "schemas/treasury_schemas.hpp"

namespace roa2web::reports {

/// Days with entries at whose end the accounts of the set together are below zero, oldest first.
/// Bani. @param opening before the first day. Throws core::DatabaseError.
[[nodiscard]] std::vector<NegativeDay> select_negative_days(database::Session& session,
                                                            const AccountSet& set,
                                                            core::Date from,
                                                            core::Date to,
                                                            core::Money opening);

}  // namespace roa2web::reports
