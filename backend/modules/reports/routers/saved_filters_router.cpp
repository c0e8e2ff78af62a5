#include "routers/saved_filters_router.hpp"

#include "core/result.hpp"
#include "core/task.hpp"

#include "schemas/saved_filters_schemas.hpp"

namespace roa2web::reports {

namespace {

template <class T>
using Answer = core::Task<core::Result<T>>;

using ListCall = http::Call<SavedFiltersQuery>;
using SaveCall = http::Call<http::NoQuery, NewSavedFilter>;
using DeleteCall = http::Call<http::NoQuery, http::NoBody, SavedFilterPath>;

constexpr auto kViewers = http::needs(core::Permission::ReportsView);

}  // namespace

http::Router create_saved_filters_router(SavedFiltersService& service) {
    http::Router router;
    router.get("",
               {.access = kViewers, .summary = "The user's saved filters, by report and name"},
               [&service](const ListCall& call) -> Answer<SavedFilterList> {
                   co_return co_await service.list_filters(call.principal.user, call.query);
               });
    router.post("",
                {.access = kViewers,
                 .summary = "Save a filter of a report under a name",
                 .status = 201,
                 .conflict = "The user has one of this name, or as many as one may have"},
                [&service](const SaveCall& call) -> Answer<SavedFilter> {
                    co_return co_await service.save_filter(call.principal.user, call.body);
                });
    router.del("/{id}",
               {.access = kViewers, .summary = "Delete one of the user's saved filters"},
               [&service](const DeleteCall& call) -> Answer<http::NoContent> {
                   const auto done =
                       co_await service.delete_filter(call.principal.user, call.path.id);
                   if (!done) {
                       co_return tl::unexpected(done.error());
                   }
                   co_return http::NoContent{};
               });
    return router;
}

}  // namespace roa2web::reports
