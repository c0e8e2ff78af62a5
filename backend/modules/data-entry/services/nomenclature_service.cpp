#include "services/nomenclature_service.hpp"

#include <utility>

#include <fmt/format.h>

#include "db/expense_types.hpp"
#include "db/vat_rates.hpp"

namespace roa2web::data_entry {

namespace {

/// 2100 -> "21.00"
std::string format_percent(std::int64_t hundredths) {
    return fmt::format("{}.{:02}", hundredths / 100, hundredths % 100);
}

VatRate make_vat_rate(VatRateRow row) {
    return VatRate{.rate = format_percent(row.rate_hundredths),
                   .kind = row.kind,
                   .name = std::move(row.name),
                   .valid_from = row.valid_from,
                   .valid_to = row.valid_to};
}

}  // namespace

core::Task<VatRateList> NomenclatureService::list_vat_rates(std::optional<core::Date> date) {
    co_await pool_.schedule();
    VatRateList list;
    list.date = date.value_or(clock_.today());
    auto rows = store_.get().read(
        [&list](database::Session& session) { return find_vat_rates(session, list.date); });
    for (auto& row : rows) {
        list.items.push_back(make_vat_rate(std::move(row)));
    }
    co_return list;
}

core::Task<ExpenseTypeList> NomenclatureService::list_expense_types(std::string search,
                                                                    std::int64_t limit) {
    co_await pool_.schedule();
    ExpenseTypeList list;
    store_.get().read([&](database::Session& session) {
        list.items = find_expense_types(session, search, limit);
        list.total = count_expense_types(session, search);
    });
    co_return list;
}

}  // namespace roa2web::data_entry
