#include "db/erp_facts.hpp"

#include <string_view>
#include <utility>

#include "db/value_list.hpp"

namespace roa2web::data_entry {

namespace {

constexpr std::string_view kPeriods = "SELECT year, month, closed FROM roa2web_calendar";

// A tax number may stand on several partners: the first that is a supplier, with the analytic that
// it has.
constexpr std::string_view kSuppliers =
    "SELECT p.cui, p.partner_id, a.account FROM roa2web_partners p "
    "LEFT JOIN roa2web_accounts a ON a.partner_id = p.partner_id AND a.synthetic = :synthetic "
    "AND a.is_analytic = 1 WHERE p.cui IN ";
constexpr std::string_view kSuppliersFirst =
    " ORDER BY p.cui, p.is_supplier DESC, p.partner_id, a.account";

constexpr std::string_view kAccounts =
    "SELECT a.account, CASE WHEN a.is_analytic = 0 AND EXISTS (SELECT 1 FROM roa2web_accounts b "
    "WHERE b.synthetic = a.account AND b.is_analytic = 1) THEN 1 ELSE 0 END AS has_analytics "
    "FROM roa2web_accounts a WHERE a.account IN ";

struct SupplierRow {
    std::string cui;
    core::PartnerId partner_id;
    std::optional<std::string> account;
};
BOOST_DESCRIBE_STRUCT(SupplierRow, (), (cui, partner_id, account))

struct AccountRow {
    std::string account;
    bool has_analytics{false};
};
BOOST_DESCRIBE_STRUCT(AccountRow, (), (account, has_analytics))

}  // namespace

ErpFacts load_erp_facts(database::Session& session, const ErpNeeds& needs) {
    ErpFacts facts;
    facts.periods = session.select<PeriodRow>(kPeriods);
    facts.asked = needs.accounts;
    if (!needs.supplier_keys.empty()) {
        const std::vector<std::string> keys(needs.supplier_keys.begin(), needs.supplier_keys.end());
        database::Parameters parameters{{"synthetic", needs.credit_account}};
        std::string sql(kSuppliers);
        sql += make_value_list("cui", keys, parameters);
        sql += kSuppliersFirst;
        session.for_each<SupplierRow>(sql, parameters, [&facts](SupplierRow&& row) {
            if (row.account) {
                facts.asked.insert(*row.account);
            }
            facts.suppliers.try_emplace(
                std::move(row.cui),
                SupplierFacts{.partner = row.partner_id, .credit_account = row.account});
            return true;
        });
    }
    if (!facts.asked.empty()) {
        const std::vector<std::string> accounts(facts.asked.begin(), facts.asked.end());
        database::Parameters parameters;
        std::string sql(kAccounts);
        sql += make_value_list("account", accounts, parameters);
        session.for_each<AccountRow>(sql, parameters, [&facts](AccountRow&& row) {
            facts.accounts.emplace(std::move(row.account), row.has_analytics);
            return true;
        });
    }
    return facts;
}

}  // namespace roa2web::data_entry
