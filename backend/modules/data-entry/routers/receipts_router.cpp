#include "routers/receipts_router.hpp"

#include <string>
#include <utility>

#include "core/permissions.hpp"
#include "core/result.hpp"
#include "core/task.hpp"

#include "routers/actor.hpp"
#include "schemas/receipts_schemas.hpp"

namespace roa2web::data_entry {

namespace {

using core::Permission;

template <class T>
using Answer = core::Task<core::Result<T>>;

template <class Body>
using ReceiptCall = http::Call<http::NoQuery, Body, ReceiptPath>;

constexpr std::size_t kReceiptBodyLimit = std::size_t{256} * 1024;

http::RouteOptions options(Permission permission, std::string summary, int status = 200) {
    return {.access = http::needs(permission),
            .company = true,
            .summary = std::move(summary),
            .status = status,
            .body_limit = kReceiptBodyLimit};
}

/// Of routes that change a receipt.
http::RouteOptions change(Permission permission, std::string summary, int status = 200) {
    auto changing = options(permission, std::move(summary), status);
    changing.conflict =
        "Its version or state is another by now (the answer carries the receipt as it is), or "
        "warnings wait to be confirmed";
    return changing;
}

void add_reading(http::Router& router, ReceiptsService& receipts) {
    router.get("",
               options(Permission::ReceiptsCreate,
                       "Receipts: everybody's for those who approve, else the caller's own"),
               [&receipts](const http::Call<ReceiptQuery>& call) -> Answer<ReceiptPage> {
                   return receipts.list(call.company, call.query, actor_of(call));
               });
    router.get(
        "/{id}",
        options(Permission::ReceiptsCreate, "One receipt, its problems and what may be done"),
        [&receipts](const ReceiptCall<http::NoBody>& call) -> Answer<Receipt> {
            return receipts.find(call.company, call.path.id, actor_of(call));
        });
    router.get("/{id}/history",
               options(Permission::ReceiptsCreate,
                       "Every change: who, when, from where, what from what to what"),
               [&receipts](const ReceiptCall<http::NoBody>& call) -> Answer<ReceiptHistory> {
                   return receipts.find_history(call.company, call.path.id, actor_of(call));
               });
}

void add_editing(http::Router& router, ReceiptsService& receipts) {
    router.post(
        "",
        options(Permission::ReceiptsCreate, "A new draft; it may lack anything", 201),
        [&receipts](const http::Call<http::NoQuery, ReceiptFields>& call) -> Answer<Receipt> {
            return receipts.create(call.company, call.body, actor_of(call));
        });
    router.put("/{id}",
               change(Permission::ReceiptsCreate,
                      "The whole receipt anew, over the version that the caller has seen"),
               [&receipts](const ReceiptCall<ReceiptUpdate>& call) -> Answer<Receipt> {
                   return receipts.update(call.company, call.path.id, call.body, actor_of(call));
               });
    router.del("/{id}",
               change(Permission::ReceiptsCreate, "Deletes an own draft; its history stays"),
               [&receipts](const http::Call<DeleteQuery, http::NoBody, ReceiptPath>& call)
                   -> Answer<http::NoContent> {
                   auto actor = actor_of(call);
                   auto removed = co_await receipts.remove(
                       call.company, call.path.id, call.query.version, std::move(actor));
                   if (!removed) {
                       co_return tl::unexpected(std::move(removed.error()));
                   }
                   co_return http::NoContent{};
               });
}

void add_life(http::Router& router, ReceiptLifeService& life) {
    router.post("/approve",
                change(Permission::ReceiptsApprove, "Approves up to 200 receipts, each for itself"),
                [&life](const http::Call<http::NoQuery, ApproveManyBody>& call)
                    -> Answer<ApproveManyAnswer> {
                    return life.approve_many(call.company, call.body, actor_of(call));
                });
    router.post("/{id}/submit",
                change(Permission::ReceiptsCreate, "From draft to pending, when the rules hold"),
                [&life](const ReceiptCall<SubmitBody>& call) -> Answer<Receipt> {
                    return life.submit(call.company, call.path.id, call.body, actor_of(call));
                });
    router.post("/{id}/approve",
                change(Permission::ReceiptsApprove, "From pending to approved"),
                [&life](const ReceiptCall<VersionBody>& call) -> Answer<Receipt> {
                    return life.approve(call.company, call.path.id, call.body, actor_of(call));
                });
    router.post("/{id}/reject",
                change(Permission::ReceiptsApprove, "From pending to rejected, with a reason"),
                [&life](const ReceiptCall<RejectBody>& call) -> Answer<Receipt> {
                    return life.reject(call.company, call.path.id, call.body, actor_of(call));
                });
    router.post("/{id}/reopen",
                change(Permission::ReceiptsCreate,
                       "From rejected, or approved and not exported, back to draft"),
                [&life](const ReceiptCall<VersionBody>& call) -> Answer<Receipt> {
                    return life.reopen(call.company, call.path.id, call.body, actor_of(call));
                });
}

void add_entries(http::Router& router, ReceiptEntriesService& entries) {
    router.get("/{id}/entries",
               options(Permission::ReceiptsCreate,
                       "The accounting note: proposed, edited by hand, or as it was approved"),
               [&entries](const ReceiptCall<http::NoBody>& call) -> Answer<ReceiptEntries> {
                   return entries.find(call.company, call.path.id, actor_of(call));
               });
    router.put("/{id}/entries",
               change(Permission::ReceiptsCreate,
                      "The accounting note by hand; an empty one goes back to the proposal"),
               [&entries](const ReceiptCall<EntriesBody>& call) -> Answer<ReceiptEntries> {
                   return entries.update(call.company, call.path.id, call.body, actor_of(call));
               });
}

}  // namespace

http::Router create_receipts_router(ReceiptsService& receipts,
                                    ReceiptLifeService& life,
                                    ReceiptEntriesService& entries) {
    http::Router router;
    add_reading(router, receipts);
    add_editing(router, receipts);
    add_life(router, life);
    add_entries(router, entries);
    return router;
}

}  // namespace roa2web::data_entry
