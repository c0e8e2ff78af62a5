#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.hpp"
#include "core/money.hpp"
#include "database/session.hpp"

#include "schemas/partners_schemas.hpp"

namespace roa2web::reports {

/// Partners by part of their name or tax number, by name; those whose name begins with it first.
/// @param search as it was typed. Throws core::DatabaseError.
[[nodiscard]] std::vector<Partner> search_partners(database::Session& session,
                                                   const std::string& search,
                                                   std::int64_t limit);

[[nodiscard]] std::optional<Partner> select_partner(database::Session& session,
                                                    core::PartnerId partner);

/// What is left to pay of a partner's invoices, in bani.
struct OpenInvoices {
    core::Money as_client;
    core::Money as_supplier;
};
BOOST_DESCRIBE_STRUCT(OpenInvoices, (), (as_client, as_supplier))

[[nodiscard]] OpenInvoices select_open_invoices(database::Session& session,
                                                core::PartnerId partner);

}  // namespace roa2web::reports
