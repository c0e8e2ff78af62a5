#include "demo_erp.hpp"

#include <filesystem>

#include "database/demo/demo_erp.hpp"
#include "logging/logger.hpp"

namespace roa2web {

void write_demo_erp(const std::filesystem::path& folder,
                    const DemoErpSettings& settings,
                    core::Date today) {
    const logging::Logger log("ERP");
    log.info("generating the demo ERP",
             {{"folder", folder.string()},
              {"journal_lines", settings.journal_lines},
              {"seed", settings.seed}});
    database::DemoOptions options;
    options.seed = static_cast<std::uint64_t>(settings.seed);
    options.journal_lines = settings.journal_lines;
    options.last_day = today;
    int shown = 0;
    database::generate_demo_erp(folder, options, [&](const database::DemoProgress& progress) {
        if (progress.company_number != shown) {
            shown = progress.company_number;
            log.info("demo company",
                     {{"name", progress.company}, {"number", shown}, {"of", progress.companies}});
        }
    });
    log.info("the demo ERP is ready");
}

}  // namespace roa2web
