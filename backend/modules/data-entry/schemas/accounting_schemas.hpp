// Requests and answers of /api/data-entry/accounting-rules and /api/data-entry/suppliers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "json/constraints.hpp"

#include "schemas/receipts_schemas.hpp"

namespace roa2web::data_entry {

/// What an account of the rules is for: the credit side by payment method, and deductible VAT.
enum class AccountRole : std::uint8_t { Cash, Card, Advance, Credit, VatDeductible };
BOOST_DESCRIBE_ENUM(AccountRole, Cash, Card, Advance, Credit, VatDeductible)

struct ExpenseRule {
    std::string code;  // of the expense type
    std::string name;  // Romanian
    std::string debit_account;
    std::int64_t vat_deductible_percent{100};  // the rest of the VAT joins the expense
    bool is_default{true};                     // the company has no rule of its own
};
BOOST_DESCRIBE_STRUCT(ExpenseRule,
                      (),
                      (code, name, debit_account, vat_deductible_percent, is_default))

struct AccountRule {
    AccountRole role{AccountRole::Cash};
    std::string account;
    bool is_default{true};
};
BOOST_DESCRIBE_STRUCT(AccountRule, (), (role, account, is_default))

struct AccountingRules {
    std::int64_t version{0};  // 0: never changed
    std::vector<ExpenseRule> expenses;
    std::vector<AccountRule> accounts;
    std::optional<std::string> changed_at;  // RFC 3339
    std::optional<std::string> changed_by_name;
};
BOOST_DESCRIBE_STRUCT(AccountingRules,
                      (),
                      (version, expenses, accounts, changed_at, changed_by_name))

struct ExpenseRuleBody {
    json::TextOf<1, 40> code;
    json::TextOf<3, 30> debit_account;
    json::IntegerIn<0, 100> vat_deductible_percent;
};
BOOST_DESCRIBE_STRUCT(ExpenseRuleBody, (), (code, debit_account, vat_deductible_percent))

struct AccountRuleBody {
    AccountRole role{AccountRole::Cash};
    json::TextOf<3, 30> account;
};
BOOST_DESCRIBE_STRUCT(AccountRuleBody, (), (role, account))

/// The company's rules in the place of those that it had; what is not named follows the default.
struct AccountingRulesBody {
    std::int64_t version{0};
    std::vector<ExpenseRuleBody> expenses;
    std::vector<AccountRuleBody> accounts;
};
BOOST_DESCRIBE_STRUCT(AccountingRulesBody, (), (version, expenses, accounts))

struct RuleHistoryQuery {
    json::IntegerIn<1, 100'000> page{1};
    json::IntegerIn<1, 200> page_size{50};
};
BOOST_DESCRIBE_STRUCT(RuleHistoryQuery, (), (page, page_size))

struct RuleHistoryEntry {
    std::int64_t version{0};  // of the rules after the change
    std::string at;           // RFC 3339
    core::UserId user_id;
    std::string username;
    std::string address;  // where from
    // "expenses.fuel.debit_account", "expenses.fuel.vat_deductible_percent", "accounts.card"
    std::vector<FieldChange> changes;
};
BOOST_DESCRIBE_STRUCT(RuleHistoryEntry, (), (version, at, user_id, username, address, changes))

struct AccountingRuleHistory {
    std::vector<RuleHistoryEntry> items;  // newest first
    std::int64_t total{0};
    std::int64_t page{1};
    std::int64_t page_size{0};
};
BOOST_DESCRIBE_STRUCT(AccountingRuleHistory, (), (items, total, page, page_size))

struct SupplierPath {
    json::TextOf<2, 14> cui;  // with or without RO
};
BOOST_DESCRIBE_STRUCT(SupplierPath, (), (cui))

/// What was chosen for a supplier the last time; all null when the company has no receipt of it.
struct SupplierSuggestion {
    std::string cui;  // without RO
    std::optional<std::string> supplier_name;
    std::optional<std::string> expense_type;
    std::optional<PaymentMethod> payment_method;
    std::optional<std::string> used_at;  // RFC 3339
};
BOOST_DESCRIBE_STRUCT(SupplierSuggestion,
                      (),
                      (cui, supplier_name, expense_type, payment_method, used_at))

}  // namespace roa2web::data_entry
