#pragma once

#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "core/ids.hpp"
#include "database/session.hpp"

namespace roa2web::reports {

/// Who keeps the books: what stands at the head of a printed report.
struct CompanyRecord {
    std::string name;
    std::string cui;
    std::optional<std::string> registration_number;
};
BOOST_DESCRIBE_STRUCT(CompanyRecord, (), (name, cui, registration_number))

/// Throws core::DatabaseError, also for a company that the ERP does not know.
[[nodiscard]] CompanyRecord select_company(database::Session& session, core::CompanyId company);

}  // namespace roa2web::reports
