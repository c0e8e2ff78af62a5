#pragma once

#include "core/date.hpp"

#include "schemas/invoices_schemas.hpp"
#include "services/report_exporter.hpp"

namespace roa2web::reports {

/// The invoices of a selection in its order, all pages of it. Errors: InvalidInput as for the list.
[[nodiscard]] PlanExport plan_invoices_export(InvoiceQuery query, core::Date today);

}  // namespace roa2web::reports
