#include "services/report_exporter.hpp"

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/enum_names.hpp"
#include "core/exceptions.hpp"

#include "export/csv_table_writer.hpp"
#include "export/pdf_table_writer.hpp"
#include "export/xlsx_table_writer.hpp"

namespace roa2web::reports {

namespace {

using core::Result;
using core::Task;

/// One of the exports under way.
class Place {
  public:
    Place(std::atomic<std::size_t>& running, std::size_t limit) : running_(running) {
        if (running_.fetch_add(1) >= limit) {
            running_.fetch_sub(1);
            throw core::UnavailableError(
                "Other reports are being exported now; try again in a moment");
        }
    }

    ~Place() { running_.fetch_sub(1); }

    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    Place(Place&&) = delete;
    Place& operator=(Place&&) = delete;

  private:
    std::atomic<std::size_t>& running_;
};

exports::Language language_of(const ExportOptions& options) {
    return options.language == ExportLanguage::Ro ? exports::Language::Romanian
                                                  : exports::Language::English;
}

std::string extension_of(ExportFormat format) {
    return "." + std::string(core::enum_name(format));
}

std::unique_ptr<exports::TableWriter> make_writer(const ExportOptions& options,
                                                  exports::TableFile file,
                                                  exports::TableHead head,
                                                  const exports::TemporaryFolder& folder) {
    switch (options.format.value) {
        case ExportFormat::Csv:
            return std::make_unique<exports::CsvTableWriter>(
                std::move(file),
                head,
                exports::CsvOptions{
                    .separator = options.separator == CsvSeparator::Comma ? ',' : ';',
                    .bom = options.bom});
        case ExportFormat::Pdf:
            return std::make_unique<exports::PdfTableWriter>(
                std::move(file), std::move(head), folder.make_file(".rows"));
        case ExportFormat::Xlsx:
            break;
    }
    return std::make_unique<exports::XlsxTableWriter>(file, std::move(head));
}

}  // namespace

ReportExporter::ReportExporter(database::ErpGateway& erp,
                               core::BlockingPool& erp_pool,
                               const core::Clock& clock,
                               exports::TemporaryFolder folder,
                               std::size_t at_once)
    : erp_(erp),
      erp_pool_(erp_pool),
      clock_(clock),
      folder_(std::move(folder)),
      at_once_(at_once) {}

Task<Result<ExportedFile>> ReportExporter::run(ExportRequest request, PlanExport plan) {
    const Place place(running_, at_once_);
    co_await erp_pool_.schedule();
    try {
        co_return make_file(request, plan);
    } catch (const core::CancelledError&) {
        log_.info("export cancelled: its client has gone",
                  {{"company", request.company.value},
                   {"format", core::enum_name(request.options.format.value)},
                   {"request", request.id}});
    }
    co_return core::fail(core::ErrorCode::Unavailable, "The export was cancelled", "cancelled");
}

Result<ExportedFile> ReportExporter::make_file(const ExportRequest& request,
                                               const PlanExport& plan) {
    const auto began = std::chrono::steady_clock::now();
    const ExportFormat format = request.options.format.value;
    const ExportWords words(language_of(request.options));
    ExportedFile made{folder_.make_file(extension_of(format)), {}, format};
    std::unique_ptr<exports::TableWriter> writer;
    std::vector<exports::Cell> totals;
    {
        const auto session = erp_.company_session(request.company);
        const database::StopWhen stop(*session, request.client_has_gone);
        // Opening balances, rows and company from one state of the books.
        database::Transaction transaction(*session);
        auto planned = plan(*session, words);
        if (!planned) {
            return tl::unexpected(std::move(planned.error()));
        }
        const auto company = select_company(*session, request.company);
        planned->head.company = company.name;
        planned->head.company_details = words.company_details(company);
        planned->head.language = words.language();
        planned->head.made_on = clock_.today();
        made.name = planned->name + extension_of(format);
        writer = make_writer(request.options,
                             {made.file.path(), request.client_has_gone},
                             std::move(planned->head),
                             folder_);
        totals = planned->write(*writer);
        transaction.commit();
    }
    writer->finish(totals);
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - began);
    log_.info("report exported",
              {{"company", request.company.value},
               {"format", core::enum_name(format)},
               {"rows", writer->rows()},
               {"bytes", std::filesystem::file_size(made.file.path())},
               {"ms", took.count()},
               {"request", request.id}});
    return made;
}

}  // namespace roa2web::reports
