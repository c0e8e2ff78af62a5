#include "models/company_queries.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "core/exceptions.hpp"

namespace roa2web::reports {

namespace {

constexpr std::string_view kCompany =
    "SELECT name, cui, registration_number FROM roa2web_companies WHERE company_id = :company_id";

}  // namespace

CompanyRecord select_company(database::Session& session, core::CompanyId company) {
    auto record = session.select_first<CompanyRecord>(kCompany, {{"company_id", company}});
    if (!record) {
        throw core::DatabaseError("the ERP has no company " + std::to_string(company.value));
    }
    return std::move(*record);
}

}  // namespace roa2web::reports
