#include "services/accounting_rules_service.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "core/enum_names.hpp"
#include "json/writer.hpp"

#include "db/accounting_rule_history.hpp"
#include "db/accounting_rules.hpp"
#include "db/supplier_choices.hpp"
#include "services/tax_number.hpp"

namespace roa2web::data_entry {

namespace {

using core::Result;
using core::Task;

constexpr std::size_t kMaxRules = 200;

AccountingRules load_rules(database::Session& session, core::CompanyId company) {
    AccountingRules rules;
    rules.expenses = find_expense_rules(session, company);
    rules.accounts = find_account_rules(session, company);
    if (auto set = find_rule_set(session, company)) {
        rules.version = set->version;
        rules.changed_at = core::format_timestamp(set->changed_at);
        rules.changed_by_name = std::move(set->changed_by_name);
    }
    return rules;
}

core::Error make_error(std::string message, std::string id) {
    return {.code = core::ErrorCode::InvalidInput,
            .message = std::move(message),
            .id = std::move(id),
            .retry_after = {},
            .fields = {}};
}

core::Error make_field_error(std::vector<std::string> place, std::string message, std::string id) {
    auto error = make_error(std::move(message), std::move(id));
    error.fields.push_back({std::move(place), error.message, error.id});
    return error;
}

/// Collects what is wrong with a body, place by place.
class BodyErrors {
  public:
    void add(std::vector<std::string> place, const std::string& message, const std::string& type) {
        place.insert(place.begin(), "body");
        error_.fields.push_back({std::move(place), message, type});
    }

    [[nodiscard]] Result<void> result() const {
        if (error_.fields.empty()) {
            return {};
        }
        return tl::unexpected(error_);
    }

  private:
    core::Error error_ = make_error("The request does not validate", "accounting_rules");
};

/// Every code once, and only codes that exist.
Result<void> check_codes(const AccountingRulesBody& body, const AccountingRules& known) {
    BodyErrors errors;
    std::set<std::string> seen;
    for (std::size_t index = 0; index < body.expenses.size(); ++index) {
        const std::string& code = body.expenses[index].code.value;
        const std::vector<std::string> place{"expenses", std::to_string(index), "code"};
        const bool exists = std::any_of(known.expenses.begin(),
                                        known.expenses.end(),
                                        [&code](const auto& rule) { return rule.code == code; });
        if (!exists) {
            errors.add(place, "There is no such expense type", "expense_type_unknown");
        } else if (!seen.insert(code).second) {
            errors.add(place, "Input should be given once", "given_twice");
        }
    }
    std::set<AccountRole> roles;
    for (std::size_t index = 0; index < body.accounts.size(); ++index) {
        if (!roles.insert(body.accounts[index].role).second) {
            errors.add({"accounts", std::to_string(index), "role"},
                       "Input should be given once",
                       "given_twice");
        }
    }
    return errors.result();
}

ErpNeeds make_needs(const AccountingRulesBody& body) {
    ErpNeeds needs;
    for (const auto& rule : body.expenses) {
        needs.accounts.insert(rule.debit_account.value);
    }
    for (const auto& rule : body.accounts) {
        needs.accounts.insert(rule.account.value);
    }
    return needs;
}

Result<void> check_accounts(const AccountingRulesBody& body, const ErpFacts& facts) {
    BodyErrors errors;
    const auto check = [&](const std::string& account, std::vector<std::string> place) {
        if (facts.accounts.count(account) == 0) {
            errors.add(std::move(place),
                       "The chart of accounts has no account " + account,
                       "account_unknown");
        }
    };
    for (std::size_t index = 0; index < body.expenses.size(); ++index) {
        check(body.expenses[index].debit_account.value,
              {"expenses", std::to_string(index), "debit_account"});
    }
    for (std::size_t index = 0; index < body.accounts.size(); ++index) {
        check(body.accounts[index].account.value, {"accounts", std::to_string(index), "account"});
    }
    return errors.result();
}

core::Error make_rules_conflict(const AccountingRules& current) {
    return {.code = core::ErrorCode::Conflict,
            .message = "Somebody else has changed the accounting rules since you opened them",
            .id = "version_conflict",
            .retry_after = {},
            .fields = {},
            .members = {{"current", json::to_json(current)}}};
}

/// Every value that differs. Both have all expense types and roles, in the same order.
std::vector<FieldChange> find_rule_changes(const AccountingRules& before,
                                           const AccountingRules& after) {
    std::vector<FieldChange> changes;
    const auto compare =
        [&changes](const std::string& field, const auto& old_value, const auto& new_value) {
            if (old_value != new_value) {
                changes.push_back({.field = field, .before = old_value, .after = new_value});
            }
        };
    for (std::size_t index = 0; index < after.expenses.size(); ++index) {
        const auto& was = before.expenses.at(index);
        const auto& is = after.expenses[index];
        compare("expenses." + is.code + ".debit_account", was.debit_account, is.debit_account);
        compare("expenses." + is.code + ".vat_deductible_percent",
                std::to_string(was.vat_deductible_percent),
                std::to_string(is.vat_deductible_percent));
    }
    for (std::size_t index = 0; index < after.accounts.size(); ++index) {
        const auto& is = after.accounts[index];
        compare("accounts." + std::string(core::enum_name(is.role)),
                before.accounts.at(index).account,
                is.account);
    }
    return changes;
}

}  // namespace

Task<Result<AccountingRules>> AccountingRulesService::find(core::CompanyId company) {
    co_await pool_.schedule();
    co_return store_.get().read(
        [&](database::Session& session) { return load_rules(session, company); });
}

Task<Result<AccountingRules>> AccountingRulesService::update(core::CompanyId company,
                                                             AccountingRulesBody body,
                                                             Actor actor) {
    if (body.expenses.size() > kMaxRules || body.accounts.size() > kMaxRules) {
        co_return tl::unexpected(
            make_field_error({"body"}, "List should have at most 200 items", "too_long"));
    }
    co_await pool_.schedule();
    const auto known =
        store_.get().read([&](database::Session& session) { return load_rules(session, company); });
    if (auto codes = check_codes(body, known); !codes) {
        co_return tl::unexpected(std::move(codes.error()));
    }
    auto needs = make_needs(body);
    const auto facts = co_await erp_.ask(company, std::move(needs));
    if (!facts) {
        co_return tl::unexpected(facts.error());
    }
    if (auto accounts = check_accounts(body, *facts); !accounts) {
        co_return tl::unexpected(std::move(accounts.error()));
    }
    co_await pool_.schedule();
    auto updated = store_.get().write([&](database::Session& session) -> Result<AccountingRules> {
        auto current = load_rules(session, company);
        if (current.version != body.version) {
            return tl::unexpected(make_rules_conflict(current));
        }
        replace_rules(session,
                      company,
                      body,
                      {.version = current.version + 1,
                       .changed_at = clock_.now(),
                       .changed_by = actor.user,
                       .changed_by_name = actor.username});
        auto changed = load_rules(session, company);
        append_rule_history(session,
                            {.company = company,
                             .version = changed.version,
                             .at = clock_.now(),
                             .user = actor.user,
                             .username = actor.username,
                             .address = actor.address,
                             .changes = find_rule_changes(current, changed)});
        return changed;
    });
    if (updated) {
        log_.info(
            "accounting rules changed",
            {{"company", company.value}, {"version", updated->version}, {"by", actor.username}});
    }
    co_return updated;
}

Task<Result<AccountingRuleHistory>> AccountingRulesService::history(core::CompanyId company,
                                                                    RuleHistoryQuery query) {
    co_await pool_.schedule();
    co_return store_.get().read(
        [&](database::Session& session) { return find_rule_history(session, company, query); });
}

Task<Result<SupplierSuggestion>> AccountingRulesService::suggest(core::CompanyId company,
                                                                 std::string cui) {
    const auto verdict = check_tax_number(cui);
    if (verdict != TaxNumberVerdict::Valid && verdict != TaxNumberVerdict::Foreign) {
        co_return tl::unexpected(
            make_field_error({"path", "cui"}, "Input should be a tax number", "cui_form"));
    }
    co_await pool_.schedule();
    SupplierSuggestion suggestion;
    suggestion.cui = tax_number_key(cui);
    auto choice = store_.get().read([&](database::Session& session) {
        return find_supplier_choice(session, company, suggestion.cui);
    });
    if (choice) {
        suggestion.supplier_name = std::move(choice->supplier_name);
        suggestion.expense_type = std::move(choice->expense_type);
        suggestion.payment_method = choice->payment_method;
        suggestion.used_at = core::format_timestamp(choice->used_at);
    }
    co_return suggestion;
}

}  // namespace roa2web::data_entry
