// What is expected to come in and go out, week by week, from the due dates of open invoices.
#pragma once

#include <cstdint>
#include <vector>

#include "core/date.hpp"
#include "core/money.hpp"

#include "models/open_invoices_queries.hpp"
#include "schemas/dashboard_schemas.hpp"

namespace roa2web::reports {

/// Weeks from Monday to Sunday, from the one with `today` to the one with the same day `months`
/// later (the month's last day where it has no such day). Clients pay in, suppliers are paid;
/// credit notes take off. The balance begins with `cash`, in bani.
[[nodiscard]] CashFlow expect_cash_flow(core::Date today,
                                        std::int64_t months,
                                        core::Money cash,
                                        const std::vector<DueDay>& due_days);

}  // namespace roa2web::reports
