#include "services/receipt_entries_service.hpp"

#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "services/accounting_proposal.hpp"
#include "services/receipt_desk.hpp"
#include "services/receipt_rules.hpp"
#include "services/receipt_views.hpp"

namespace roa2web::data_entry {

namespace {

using core::Result;
using core::Task;

/// A receipt as it was read, with the rules of that moment.
struct Reading {
    StoredReceipt receipt;
    RuleBook rules;
};

ReceiptEntries make_answer(const Reading& reading, const Result<ErpFacts>& facts) {
    const StoredReceipt& receipt = reading.receipt;
    ReceiptEntries answer;
    answer.version = receipt.state.version;
    answer.edited = receipt.state.entries_edited;
    answer.entries = entries_of(receipt, reading.rules, facts ? &*facts : nullptr);
    answer.total = sum_of(answer.entries);
    answer.difference = receipt.fields.total.value_or(core::Money{}) - answer.total;
    answer.problems = check_entries(answer.entries, receipt.fields.total);
    if (facts) {
        auto accounts = check_accounts(answer.entries, *facts);
        std::move(accounts.begin(), accounts.end(), std::back_inserter(answer.problems));
    } else {
        answer.problems.push_back({.field = "entries",
                                   .code = facts.error().id,
                                   .message = facts.error().message,
                                   .level = ProblemLevel::Warning,
                                   .receipt_id = {}});
    }
    return answer;
}

}  // namespace

Task<Result<ReceiptEntries>> ReceiptEntriesService::find(core::CompanyId company,
                                                         ReceiptId id,
                                                         Actor actor) {
    co_await pool_.schedule();
    auto reading = store_.get().read([&](database::Session& session) -> Result<Reading> {
        const ReceiptDesk desk(session, company, actor, permissions_, clock_);
        auto receipt = desk.find(id);
        if (!receipt) {
            return tl::unexpected(std::move(receipt.error()));
        }
        return Reading{std::move(*receipt), desk.rules()};
    });
    if (!reading) {
        co_return tl::unexpected(std::move(reading.error()));
    }
    auto needs = make_needs({reading->receipt}, reading->rules);
    const auto facts = co_await erp_.ask(company, std::move(needs));
    co_return make_answer(*reading, facts);
}

Task<Result<ReceiptEntries>> ReceiptEntriesService::update(core::CompanyId company,
                                                           ReceiptId id,
                                                           EntriesBody body,
                                                           Actor actor) {
    if (auto shape = check_shape(body.entries); !shape) {
        co_return tl::unexpected(std::move(shape.error()));
    }
    co_await pool_.schedule();
    auto reading = store_.get().write([&](database::Session& session) -> Result<Reading> {
        ReceiptDesk desk(session, company, actor, permissions_, clock_);
        const auto before = desk.find(id);
        if (!before) {
            return tl::unexpected(before.error());
        }
        if (auto allowed = desk.check(*before, body.version, ReceiptAction::Edit); !allowed) {
            return tl::unexpected(std::move(allowed.error()));
        }
        StoredReceipt after = *before;
        after.entries = body.entries;
        after.state.entries_edited = !body.entries.empty();
        if (after.state.entries_edited) {
            const auto problems = check_entries(after.entries, after.fields.total);
            if (has_errors(problems)) {
                return tl::unexpected(make_invalid_error(problems));
            }
        }
        auto changed = desk.change(*before, after, "entries_edited");
        if (!changed) {
            return tl::unexpected(std::move(changed.error()));
        }
        return Reading{std::move(after), desk.rules()};
    });
    if (!reading) {
        co_return tl::unexpected(std::move(reading.error()));
    }
    auto needs = make_needs({reading->receipt}, reading->rules);
    const auto facts = co_await erp_.ask(company, std::move(needs));
    co_return make_answer(*reading, facts);
}

}  // namespace roa2web::data_entry
