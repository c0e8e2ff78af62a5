#include "db/supplier_choices.hpp"

#include <string_view>

namespace roa2web::data_entry {

namespace {

constexpr std::string_view kFindChoice =
    "SELECT supplier_name, expense_type, payment_method, used_at FROM supplier_choices "
    "WHERE company_id = :company_id AND supplier_key = :supplier_key";

constexpr std::string_view kPutChoice =
    "INSERT INTO supplier_choices (company_id, supplier_key, supplier_name, expense_type, "
    "payment_method, used_at) VALUES (:company_id, :supplier_key, :supplier_name, :expense_type, "
    ":payment_method, :used_at) ON CONFLICT (company_id, supplier_key) DO UPDATE SET "
    "supplier_name = excluded.supplier_name, expense_type = excluded.expense_type, "
    "payment_method = excluded.payment_method, used_at = excluded.used_at";

}  // namespace

std::optional<SupplierChoice> find_supplier_choice(database::Session& session,
                                                   core::CompanyId company,
                                                   const std::string& supplier_key) {
    return session.select_first<SupplierChoice>(
        kFindChoice, {{"company_id", company}, {"supplier_key", supplier_key}});
}

void put_supplier_choice(database::Session& session,
                         core::CompanyId company,
                         const std::string& supplier_key,
                         const SupplierChoice& choice) {
    session.execute(kPutChoice,
                    {{"company_id", company},
                     {"supplier_key", supplier_key},
                     {"supplier_name", choice.supplier_name},
                     {"expense_type", choice.expense_type},
                     {"payment_method", choice.payment_method},
                     {"used_at", choice.used_at}});
}

}  // namespace roa2web::data_entry
