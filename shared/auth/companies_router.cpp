#include "auth/companies_router.hpp"

#include "auth/auth_schemas.hpp"

namespace roa2web::auth {

namespace {

CompanyList make_company_list(const RightsPtr& rights) {
    CompanyList list;
    for (const auto& company : rights->companies) {
        list.items.push_back({.id = company.id,
                              .name = company.name,
                              .cui = company.cui,
                              .registration_number = company.registration_number,
                              .schema = company.schema,
                              .is_default = company.is_default});
    }
    return list;
}

}  // namespace

http::Router create_companies_router(AuthService& service) {
    http::Router router;
    router.get("",
               {.access = http::kSignedIn, .summary = "The companies that the user has a right to"},
               [&service](const http::Call<>& call) -> core::Task<core::Result<CompanyList>> {
                   const auto rights = co_await service.find_rights(call.principal);
                   co_return rights.map(make_company_list);
               });
    return router;
}

}  // namespace roa2web::auth
