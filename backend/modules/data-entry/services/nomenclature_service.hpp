#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "core/task.hpp"

#include "db/receipts_store.hpp"
#include "schemas/nomenclature_schemas.hpp"

namespace roa2web::data_entry {

/// What people choose from while they enter a receipt. All functions go on in `pool`; they throw
/// core::UnavailableError while the store is not open, and core::DatabaseError.
class NomenclatureService {
  public:
    NomenclatureService(const ReceiptsStore& store,
                        core::BlockingPool& pool,
                        const core::Clock& clock)
        : store_(store), pool_(pool), clock_(clock) {}

    /// The VAT rates in force on a day; today in Romania when none is given.
    core::Task<VatRateList> list_vat_rates(std::optional<core::Date> date);

    /// @param search as people type it; empty for all.
    core::Task<ExpenseTypeList> list_expense_types(std::string search, std::int64_t limit);

  private:
    const ReceiptsStore& store_;
    core::BlockingPool& pool_;
    const core::Clock& clock_;
};

}  // namespace roa2web::data_entry
