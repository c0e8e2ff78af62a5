#include "services/receipts_service.hpp"

#include <utility>

#include "db/receipt_history.hpp"
#include "db/receipts_list.hpp"
#include "services/receipt_changes.hpp"
#include "services/receipt_desk.hpp"
#include "services/receipt_rules.hpp"
#include "services/receipt_views.hpp"

namespace roa2web::data_entry {

using core::Result;
using core::Task;

Task<Result<ReceiptPage>> ReceiptsService::list(core::CompanyId company,
                                                ReceiptQuery query,
                                                Actor actor) {
    if (query.date_from && query.date_to && *query.date_to < *query.date_from) {
        core::Error error{.code = core::ErrorCode::InvalidInput,
                          .message = "The range ends before it begins",
                          .id = "range",
                          .retry_after = {},
                          .fields = {}};
        error.fields.push_back({{"query", "date_to"}, error.message, error.id});
        co_return tl::unexpected(std::move(error));
    }
    co_await pool_.schedule();
    const auto only_of = actor.sees_all() ? std::nullopt : std::optional(actor.user);
    const auto selection = make_selection(company, query, only_of);
    ReceiptPage page;
    page.page = query.page.value;
    page.page_size = query.page_size.value;
    store_.get().read([&](database::Session& session) {
        for (auto& row : select_page(session, query, selection)) {
            page.items.push_back(make_row(std::move(row), {actor, permissions_}));
        }
        const auto sums = select_sums(session, selection);
        page.total = sums.receipts;
        page.totals = {sums.total};
        page.counts = count_by_state(session, company, only_of);
    });
    co_return page;
}

Task<Result<Receipt>> ReceiptsService::find(core::CompanyId company, ReceiptId id, Actor actor) {
    co_await pool_.schedule();
    co_return store_.get().read([&](database::Session& session) -> Result<Receipt> {
        const ReceiptDesk desk(session, company, actor, permissions_, clock_);
        const auto receipt = desk.find(id);
        if (!receipt) {
            return tl::unexpected(receipt.error());
        }
        return desk.view(*receipt);
    });
}

Task<Result<ReceiptHistory>> ReceiptsService::find_history(core::CompanyId company,
                                                           ReceiptId id,
                                                           Actor actor) {
    co_await pool_.schedule();
    auto history = store_.get().read(
        [&](database::Session& session) { return data_entry::find_history(session, company, id); });
    if (!history || !ReceiptPermissions::may_see(actor, history->owner)) {
        co_return tl::unexpected(make_not_found_error());
    }
    co_return ReceiptHistory{std::move(history->entries)};
}

Task<Result<Receipt>> ReceiptsService::create(core::CompanyId company,
                                              ReceiptFields fields,
                                              Actor actor) {
    if (auto shape = check_shape(fields); !shape) {
        co_return tl::unexpected(std::move(shape.error()));
    }
    co_await pool_.schedule();
    StoredReceipt receipt;
    receipt.fields = std::move(fields);
    normalize(receipt.fields);
    auto created = store_.get().write([&](database::Session& session) {
        ReceiptDesk desk(session, company, actor, permissions_, clock_);
        desk.create(receipt);
        return desk.view(receipt);
    });
    log_.info("receipt created",
              {{"company", company.value}, {"receipt", created.id.value}, {"by", actor.username}});
    co_return created;
}

Task<Result<Receipt>> ReceiptsService::update(core::CompanyId company,
                                              ReceiptId id,
                                              ReceiptUpdate update,
                                              Actor actor) {
    if (auto shape = check_shape(update); !shape) {
        co_return tl::unexpected(std::move(shape.error()));
    }
    co_await pool_.schedule();
    co_return store_.get().write([&](database::Session& session) -> Result<Receipt> {
        ReceiptDesk desk(session, company, actor, permissions_, clock_);
        const auto before = desk.find(id);
        if (!before) {
            return tl::unexpected(before.error());
        }
        if (auto allowed = desk.check(*before, update.version, ReceiptAction::Edit); !allowed) {
            return tl::unexpected(std::move(allowed.error()));
        }
        StoredReceipt after = *before;
        after.fields = static_cast<const ReceiptFields&>(update);
        normalize(after.fields);
        if (find_changes(*before, after).empty()) {
            return desk.view(*before);
        }
        if (auto changed = desk.change(*before, after, "edited"); !changed) {
            return tl::unexpected(std::move(changed.error()));
        }
        return desk.view(after);
    });
}

Task<Result<void>> ReceiptsService::remove(core::CompanyId company,
                                           ReceiptId id,
                                           std::optional<std::int64_t> seen,
                                           Actor actor) {
    co_await pool_.schedule();
    auto removed = store_.get().write([&](database::Session& session) -> Result<void> {
        ReceiptDesk desk(session, company, actor, permissions_, clock_);
        const auto receipt = desk.find(id);
        if (!receipt) {
            return tl::unexpected(receipt.error());
        }
        auto allowed =
            desk.check(*receipt, seen.value_or(receipt->state.version), ReceiptAction::Delete);
        if (!allowed) {
            return allowed;
        }
        return desk.remove(*receipt);
    });
    if (removed) {
        log_.info("receipt deleted",
                  {{"company", company.value}, {"receipt", id.value}, {"by", actor.username}});
    }
    co_return removed;
}

}  // namespace roa2web::data_entry
