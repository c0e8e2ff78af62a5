// The exports of all reports, beside them: "/invoices/export", "/trial-balance/export" and so on.
// They stand in one file because they are one thing: a plan, handed to the exporter.
#pragma once

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "http/router.hpp"

#include "services/report_exporter.hpp"

namespace roa2web::reports {

/// To be included where the reports are. @param file_pool reads the files that are sent. All must
/// live longer than the router.
[[nodiscard]] http::Router create_exports_router(ReportExporter& exporter,
                                                 core::BlockingPool& file_pool,
                                                 const core::Clock& clock);

}  // namespace roa2web::reports
