#include "services/receipt_life_service.hpp"

#include <chrono>
#include <iterator>
#include <map>
#include <utility>

#include "core/enum_names.hpp"
#include "core/exceptions.hpp"

#include "services/receipt_rules.hpp"
#include "services/receipt_views.hpp"

namespace roa2web::data_entry {

namespace {

using core::Result;
using core::Task;

constexpr std::size_t kMaxApproved = 200;

/// What the rules say of a receipt and its entries, with all that the ERP knows.
struct Examination {
    std::vector<ReceiptEntry> entries;
    std::vector<ReceiptProblem> problems;
};

void add(std::vector<ReceiptProblem>& problems, std::vector<ReceiptProblem> more) {
    std::move(more.begin(), more.end(), std::back_inserter(problems));
}

Examination examine(const ReceiptDesk& desk, const StoredReceipt& receipt, const ErpFacts& facts) {
    Examination examination;
    examination.entries = entries_of(receipt, desk.rules(), &facts);
    for (const auto& entry : examination.entries) {
        if (facts.asked.count(entry.debit_account.value) == 0 ||
            facts.asked.count(entry.credit_account.value) == 0) {
            // The accounting rules were changed between the question and now.
            throw core::UnavailableError("The accounting rules have just changed; try again",
                                         std::chrono::seconds{1});
        }
    }
    auto& problems = examination.problems;
    problems = check_fields(receipt.fields, desk.rules(), desk.today());
    add(problems, check_period(receipt.fields.date, facts.periods));
    // A receipt that lacks what its entries are made from has none; that is said already.
    if (!examination.entries.empty() || !has_errors(problems)) {
        add(problems, check_entries(examination.entries, receipt.fields.total));
        add(problems, check_accounts(examination.entries, facts));
    }
    if (receipt.duplicate_of) {
        problems.push_back(make_duplicate_problem(*receipt.duplicate_of));
    }
    add_picture_problems(receipt, problems);
    return examination;
}

/// For the history: which warnings somebody has taken upon themselves.
std::vector<FieldChange> note_warnings(const std::vector<ReceiptProblem>& problems,
                                       const std::string& field) {
    std::string codes;
    for (const auto& problem : problems) {
        if (problem.level == ProblemLevel::Warning) {
            codes += (codes.empty() ? "" : ", ") + problem.code;
            if (problem.receipt_id) {
                codes += " " + std::to_string(problem.receipt_id->value);
            }
        }
    }
    if (codes.empty()) {
        return {};
    }
    return {{.field = field, .before = {}, .after = codes}};
}

/// Checked again with all that the ERP knows, a pending receipt becomes an approved one.
Result<StoredReceipt> approve_one(ReceiptDesk& desk,
                                  const StoredReceipt& before,
                                  const ErpFacts& facts,
                                  const Actor& actor) {
    auto examination = examine(desk, before, facts);
    if (has_errors(examination.problems)) {
        return tl::unexpected(make_invalid_error(examination.problems));
    }
    StoredReceipt after = before;
    after.entries = std::move(examination.entries);
    after.state.status = ReceiptStatus::Approved;
    after.state.approved_by = actor.user;
    after.state.approved_by_name = actor.username;
    auto changed = desk.change(
        before, after, "approved", note_warnings(examination.problems, "accepted_warnings"));
    if (!changed) {
        return tl::unexpected(std::move(changed.error()));
    }
    return after;
}

}  // namespace

Result<ErpNeeds> ReceiptLifeService::find_needs(core::CompanyId company,
                                                ReceiptId id,
                                                std::int64_t seen,
                                                const Actor& actor,
                                                ReceiptAction action) {
    return store_.get().read([&](database::Session& session) -> Result<ErpNeeds> {
        const ReceiptDesk desk(session, company, actor, permissions_, clock_);
        const auto receipt = desk.find(id);
        if (!receipt) {
            return tl::unexpected(receipt.error());
        }
        if (auto allowed = desk.check(*receipt, seen, action); !allowed) {
            return tl::unexpected(std::move(allowed.error()));
        }
        return make_needs({*receipt}, desk.rules());
    });
}

Result<Receipt> ReceiptLifeService::change_one(core::CompanyId company,
                                               ReceiptId id,
                                               std::int64_t seen,
                                               const Actor& actor,
                                               ReceiptAction action,
                                               const Change& change) {
    auto changed = store_.get().write([&](database::Session& session) -> Result<Receipt> {
        ReceiptDesk desk(session, company, actor, permissions_, clock_);
        const auto before = desk.find(id);
        if (!before) {
            return tl::unexpected(before.error());
        }
        if (auto allowed = desk.check(*before, seen, action); !allowed) {
            return tl::unexpected(std::move(allowed.error()));
        }
        const auto after = change(desk, *before);
        if (!after) {
            return tl::unexpected(after.error());
        }
        return desk.view(*after);
    });
    if (changed) {
        log_.info("receipt changed",
                  {{"action", core::enum_name(action)},
                   {"company", company.value},
                   {"receipt", id.value},
                   {"by", actor.username}});
    }
    return changed;
}

Task<Result<Receipt>> ReceiptLifeService::submit(core::CompanyId company,
                                                 ReceiptId id,
                                                 SubmitBody body,
                                                 Actor actor) {
    co_await pool_.schedule();
    auto needs = find_needs(company, id, body.version, actor, ReceiptAction::Submit);
    if (!needs) {
        co_return tl::unexpected(std::move(needs.error()));
    }
    auto facts = co_await erp_.ask(company, std::move(*needs));
    if (!facts) {
        co_return tl::unexpected(std::move(facts.error()));
    }
    co_await pool_.schedule();
    const bool confirmed = body.confirm_warnings.value_or(false);
    const Change change = [&](ReceiptDesk& desk,
                              const StoredReceipt& before) -> Result<StoredReceipt> {
        const auto examination = examine(desk, before, *facts);
        if (has_errors(examination.problems)) {
            return tl::unexpected(make_invalid_error(examination.problems));
        }
        if (has_warnings(examination.problems) && !confirmed) {
            return tl::unexpected(make_unconfirmed_error(examination.problems));
        }
        StoredReceipt after = before;
        after.state.status = ReceiptStatus::Pending;
        auto changed = desk.change(
            before, after, "submitted", note_warnings(examination.problems, "confirmed_warnings"));
        if (!changed) {
            return tl::unexpected(std::move(changed.error()));
        }
        desk.remember_choice(after.fields);
        return after;
    };
    co_return change_one(company, id, body.version, actor, ReceiptAction::Submit, change);
}

Task<Result<Receipt>> ReceiptLifeService::approve(core::CompanyId company,
                                                  ReceiptId id,
                                                  VersionBody body,
                                                  Actor actor) {
    co_await pool_.schedule();
    auto needs = find_needs(company, id, body.version, actor, ReceiptAction::Approve);
    if (!needs) {
        co_return tl::unexpected(std::move(needs.error()));
    }
    auto facts = co_await erp_.ask(company, std::move(*needs));
    if (!facts) {
        co_return tl::unexpected(std::move(facts.error()));
    }
    co_await pool_.schedule();
    const Change change = [&](ReceiptDesk& desk, const StoredReceipt& before) {
        return approve_one(desk, before, *facts, actor);
    };
    co_return change_one(company, id, body.version, actor, ReceiptAction::Approve, change);
}

Task<Result<ApproveManyAnswer>> ReceiptLifeService::approve_many(core::CompanyId company,
                                                                 ApproveManyBody body,
                                                                 Actor actor) {
    if (body.items.size() > kMaxApproved) {
        core::Error error{.code = core::ErrorCode::InvalidInput,
                          .message = "List should have at most 200 items",
                          .id = "too_long",
                          .retry_after = {},
                          .fields = {}};
        error.fields.push_back({{"body", "items"}, error.message, error.id});
        co_return tl::unexpected(std::move(error));
    }
    std::vector<ReceiptId> ids;
    ids.reserve(body.items.size());
    for (const auto& item : body.items) {
        ids.push_back(item.id);
    }
    co_await pool_.schedule();
    auto needs = store_.get().read([&](database::Session& session) {
        const ReceiptDesk desk(session, company, actor, permissions_, clock_);
        return make_needs(desk.find_many(ids), desk.rules());
    });
    auto facts = co_await erp_.ask(company, std::move(needs));
    if (!facts) {
        co_return tl::unexpected(std::move(facts.error()));
    }
    co_await pool_.schedule();
    ApproveManyAnswer answer;
    store_.get().write([&](database::Session& session) {
        answer = {};
        ReceiptDesk desk(session, company, actor, permissions_, clock_);
        std::map<std::int64_t, StoredReceipt> receipts;
        for (auto& receipt : desk.find_many(ids)) {
            const auto id = receipt.state.id.value;
            receipts.emplace(id, std::move(receipt));
        }
        for (const auto& item : body.items) {
            ApproveOutcome outcome{.id = item.id, .approved = false, .code = {}, .reason = {}};
            const auto found = receipts.find(item.id.value);
            const auto approved = [&]() -> Result<StoredReceipt> {
                if (found == receipts.end()) {
                    return tl::unexpected(make_not_found_error());
                }
                auto allowed = desk.check(found->second, item.version, ReceiptAction::Approve);
                if (!allowed) {
                    return tl::unexpected(std::move(allowed.error()));
                }
                return approve_one(desk, found->second, *facts, actor);
            }();
            if (approved) {
                outcome.approved = true;
                answer.approved += 1;
                found->second = *approved;
            } else {
                const auto& error = approved.error();
                const bool broken = !error.fields.empty();
                outcome.code = broken ? error.fields.front().type : error.id;
                outcome.reason = broken ? error.fields.front().msg : error.message;
            }
            answer.items.push_back(std::move(outcome));
        }
    });
    log_.info("receipts approved",
              {{"company", company.value},
               {"approved", answer.approved},
               {"asked", body.items.size()},
               {"by", actor.username}});
    co_return answer;
}

Task<Result<Receipt>> ReceiptLifeService::reject(core::CompanyId company,
                                                 ReceiptId id,
                                                 RejectBody body,
                                                 Actor actor) {
    co_await pool_.schedule();
    const Change change = [&](ReceiptDesk& desk,
                              const StoredReceipt& before) -> Result<StoredReceipt> {
        StoredReceipt after = before;
        after.state.status = ReceiptStatus::Rejected;
        after.state.reject_reason = body.reason.value;
        if (auto changed = desk.change(before, after, "rejected"); !changed) {
            return tl::unexpected(std::move(changed.error()));
        }
        return after;
    };
    co_return change_one(company, id, body.version, actor, ReceiptAction::Reject, change);
}

Task<Result<Receipt>> ReceiptLifeService::reopen(core::CompanyId company,
                                                 ReceiptId id,
                                                 VersionBody body,
                                                 Actor actor) {
    co_await pool_.schedule();
    const Change change = [&](ReceiptDesk& desk,
                              const StoredReceipt& before) -> Result<StoredReceipt> {
        StoredReceipt after = before;
        after.state.status = ReceiptStatus::Draft;
        after.state.reject_reason.reset();
        after.state.approved_by.reset();
        after.state.approved_by_name.reset();
        if (!after.state.entries_edited) {
            after.entries.clear();  // a draft's entries follow its fields again
        }
        if (auto changed = desk.change(before, after, "reopened"); !changed) {
            return tl::unexpected(std::move(changed.error()));
        }
        return after;
    };
    co_return change_one(company, id, body.version, actor, ReceiptAction::Reopen, change);
}

}  // namespace roa2web::data_entry
