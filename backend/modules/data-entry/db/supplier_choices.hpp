#pragma once

#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "core/date.hpp"
#include "core/ids.hpp"
#include "database/session.hpp"

#include "schemas/receipts_schemas.hpp"

namespace roa2web::data_entry {

struct SupplierChoice {
    std::string supplier_name;
    std::string expense_type;
    PaymentMethod payment_method{PaymentMethod::Cash};
    core::Timestamp used_at;
};
BOOST_DESCRIBE_STRUCT(SupplierChoice, (), (supplier_name, expense_type, payment_method, used_at))

/// What was chosen for a supplier the last time. Throws core::DatabaseError.
[[nodiscard]] std::optional<SupplierChoice> find_supplier_choice(database::Session& session,
                                                                 core::CompanyId company,
                                                                 const std::string& supplier_key);

/// Throws core::DatabaseError.
void put_supplier_choice(database::Session& session,
                         core::CompanyId company,
                         const std::string& supplier_key,
                         const SupplierChoice& choice);

}  // namespace roa2web::data_entry
