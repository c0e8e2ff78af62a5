#include "routers/erp_names_router.hpp"

#include <string>
#include <utility>

#include "core/permissions.hpp"
#include "core/result.hpp"
#include "core/task.hpp"

#include "schemas/erp_names_schemas.hpp"

namespace roa2web::data_entry {

namespace {

template <class T>
using Answer = core::Task<core::Result<T>>;

http::RouteOptions of_names(std::string summary, int status = 200) {
    return {.access = http::needs(core::Permission::ReceiptsCreate),
            .company = true,
            .summary = std::move(summary),
            .status = status};
}

void add_list(http::Router& router,
              ErpNamesService& service,
              const std::string& path,
              ErpNameKind kind,
              std::string summary) {
    router.get(path,
               of_names(std::move(summary)),
               [&service, kind](const http::Call<ErpNameQuery>& call) -> Answer<ErpNameList> {
                   co_return co_await service.list(call.company, kind, call.query);
               });
}

}  // namespace

http::Router create_erp_names_router(ErpNamesService& service) {
    http::Router router;
    add_list(router, service, "/partners", ErpNameKind::Partner, "Partners, as one types");
    add_list(router, service, "/accounts", ErpNameKind::Account, "Accounts, as one types");
    add_list(router,
             service,
             "/cash-registers",
             ErpNameKind::CashRegister,
             "Cash desks: accounts 531x that entries may stand on");
    router.post("/sync",
                of_names("Copies the ERP's names anew, in the background", 202),
                [&service](const http::Call<>& call) -> Answer<SyncAnswer> {
                    co_return co_await service.sync(call.company);
                });
    return router;
}

}  // namespace roa2web::data_entry
