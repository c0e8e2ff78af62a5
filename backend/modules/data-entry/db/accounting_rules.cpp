#include "db/accounting_rules.hpp"

#include <string_view>

namespace roa2web::data_entry {

namespace {

constexpr std::string_view kFindExpenses =
    "SELECT t.code, t.name, COALESCE(own.account, t.debit_account) AS debit_account, "
    "COALESCE(own.vat_deductible_percent, t.vat_deductible_percent) AS vat_deductible_percent, "
    "CASE WHEN own.account IS NULL THEN 1 ELSE 0 END AS is_default "
    "FROM expense_types t LEFT JOIN accounting_rules own ON own.company_id = :company_id "
    "AND own.kind = 'expense' AND own.code = t.code ORDER BY t.position";

constexpr std::string_view kFindAccounts =
    "SELECT d.code, COALESCE(own.account, d.account) AS account, "
    "CASE WHEN own.account IS NULL THEN 1 ELSE 0 END AS is_default "
    "FROM accounting_rules d LEFT JOIN accounting_rules own ON own.company_id = :company_id "
    "AND own.kind = 'account' AND own.code = d.code "
    "WHERE d.company_id = 0 AND d.kind = 'account' ORDER BY d.code";

constexpr std::string_view kFindSet =
    "SELECT version, changed_at, changed_by, changed_by_name FROM accounting_rule_sets "
    "WHERE company_id = :company_id";

constexpr std::string_view kDeleteRules =
    "DELETE FROM accounting_rules WHERE company_id = :company_id";

constexpr std::string_view kInsertRule =
    "INSERT INTO accounting_rules (company_id, kind, code, account, vat_deductible_percent) "
    "VALUES (:company_id, :kind, :code, :account, :vat_deductible_percent)";

constexpr std::string_view kDropEqualExpenses =
    "DELETE FROM accounting_rules WHERE company_id = :company_id AND kind = 'expense' "
    "AND EXISTS (SELECT 1 FROM expense_types t WHERE t.code = accounting_rules.code "
    "AND t.debit_account = accounting_rules.account "
    "AND t.vat_deductible_percent = accounting_rules.vat_deductible_percent)";

constexpr std::string_view kDropEqualAccounts =
    "DELETE FROM accounting_rules WHERE company_id = :company_id AND kind = 'account' "
    "AND EXISTS (SELECT 1 FROM accounting_rules d WHERE d.company_id = 0 "
    "AND d.kind = 'account' AND d.code = accounting_rules.code "
    "AND d.account = accounting_rules.account)";

constexpr std::string_view kPutSet =
    "INSERT INTO accounting_rule_sets (company_id, version, changed_at, changed_by, "
    "changed_by_name) VALUES (:company_id, :version, :changed_at, :changed_by, :changed_by_name) "
    "ON CONFLICT (company_id) DO UPDATE SET version = excluded.version, "
    "changed_at = excluded.changed_at, changed_by = excluded.changed_by, "
    "changed_by_name = excluded.changed_by_name";

}  // namespace

std::vector<ExpenseRule> find_expense_rules(database::Session& session, core::CompanyId company) {
    return session.select<ExpenseRule>(kFindExpenses, {{"company_id", company}});
}

std::vector<AccountRule> find_account_rules(database::Session& session, core::CompanyId company) {
    return session.select<AccountRule>(kFindAccounts, {{"company_id", company}});
}

std::optional<RuleSetRow> find_rule_set(database::Session& session, core::CompanyId company) {
    return session.select_first<RuleSetRow>(kFindSet, {{"company_id", company}});
}

void replace_rules(database::Session& session,
                   core::CompanyId company,
                   const AccountingRulesBody& rules,
                   const RuleSetRow& set) {
    session.execute(kDeleteRules, {{"company_id", company}});
    for (const auto& rule : rules.expenses) {
        session.execute(kInsertRule,
                        {{"company_id", company},
                         {"kind", "expense"},
                         {"code", rule.code.value},
                         {"account", rule.debit_account.value},
                         {"vat_deductible_percent", rule.vat_deductible_percent.value}});
    }
    for (const auto& rule : rules.accounts) {
        session.execute(kInsertRule,
                        {{"company_id", company},
                         {"kind", "account"},
                         {"code", rule.role},
                         {"account", rule.account.value},
                         {"vat_deductible_percent", std::nullopt}});
    }
    session.execute(kDropEqualExpenses, {{"company_id", company}});
    session.execute(kDropEqualAccounts, {{"company_id", company}});
    session.execute(kPutSet,
                    {{"company_id", company},
                     {"version", set.version},
                     {"changed_at", set.changed_at},
                     {"changed_by", set.changed_by},
                     {"changed_by_name", set.changed_by_name}});
}

}  // namespace roa2web::data_entry
