#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "database/erp_gateway.hpp"
#include "logging/logger.hpp"

#include "export/table_writer.hpp"
#include "export/temporary_file.hpp"
#include "models/company_queries.hpp"
#include "schemas/export_schemas.hpp"
#include "services/export_words.hpp"

namespace roa2web::reports {

/// What one report looks like as a file, and how its rows come. Made with the session in hand;
/// holds it until its rows are written.
struct ExportPlan {
    std::string name;         // of the file, without extension: "facturi-clienți-2025-11"
    exports::TableHead head;  // who keeps the books is filled in by the exporter
    /// Writes all rows. Answers the totals; texts in them are literals.
    std::function<std::vector<exports::Cell>(exports::TableWriter& writer)> write;
};

/// Errors are the report's own: NotFound, InvalidInput.
using PlanExport =
    std::function<core::Result<ExportPlan>(database::Session& session, const ExportWords& words)>;

struct ExportRequest {
    core::CompanyId company;
    ExportOptions options;
    std::string id;
    std::function<bool()> client_has_gone;  // may be empty
};

/// A file that exists as long as this does.
struct ExportedFile {
    exports::TemporaryFile file;
    std::string name;  // "facturi-clienți-2025-11.xlsx"
    ExportFormat format{ExportFormat::Xlsx};
};

/// Makes files of reports: the rows go from the ERP to the file one by one, and the ERP's session
/// is given back as soon as the last has come.
class ReportExporter {
  public:
    /// @param at_once exports that may be under way; more are refused, so that files do not keep
    /// the ERP's sessions from those who look at the page.
    ReportExporter(database::ErpGateway& erp,
                   core::BlockingPool& erp_pool,
                   const core::Clock& clock,
                   exports::TemporaryFolder folder,
                   std::size_t at_once);

    /// Errors: those of the plan; Unavailable when the client has gone meanwhile. Throws
    /// UnavailableError (too many exports, disk full), DatabaseError.
    core::Task<core::Result<ExportedFile>> run(ExportRequest request, PlanExport plan);

  private:
    core::Result<ExportedFile> make_file(const ExportRequest& request, const PlanExport& plan);

    database::ErpGateway& erp_;
    core::BlockingPool& erp_pool_;
    const core::Clock& clock_;
    exports::TemporaryFolder folder_;
    std::size_t at_once_;
    std::atomic<std::size_t> running_{0};
    logging::Logger log_{"REPORTS"};
};

}  // namespace roa2web::reports
