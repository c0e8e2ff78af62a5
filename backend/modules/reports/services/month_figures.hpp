// Figures of the accounting periods of one company, added up from a few queries over all of them.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "core/money.hpp"

#include "models/dashboard_queries.hpp"
#include "schemas/dashboard_schemas.hpp"

namespace roa2web::reports {

/// Amounts in bani. Months without entries have zeros.
class MonthFigures {
  public:
    /// Closings give back what they took: revenue and expenses are then those of an open month.
    MonthFigures(const std::vector<MonthSums>& sums,
                 const std::vector<CashOpening>& openings,
                 const std::vector<ClosingSums>& closings);

    [[nodiscard]] core::Money revenue(const ReportPeriod& period) const;
    [[nodiscard]] core::Money expenses(const ReportPeriod& period) const;
    [[nodiscard]] VatFigures vat(const ReportPeriod& period) const;

    /// Of the month, of the year until then, and of the same months of the year before.
    [[nodiscard]] ProfitFigures profit(const ReportPeriod& period) const;

    /// At the end of the month's last day, with all its entries.
    [[nodiscard]] CashFigures cash(const ReportPeriod& period) const;

    /// Everything that was booked on 512x and 531x in the month.
    [[nodiscard]] core::Money cash_debit(const ReportPeriod& period) const;
    [[nodiscard]] core::Money cash_credit(const ReportPeriod& period) const;

  private:
    [[nodiscard]] MonthSums of(std::int64_t year, std::int64_t month) const;
    [[nodiscard]] core::Money profit_until(std::int64_t year, std::int64_t month) const;

    std::map<std::int64_t, MonthSums> months_;  // by month_number()
    std::map<std::int64_t, CashOpening> openings_;
};

}  // namespace roa2web::reports
