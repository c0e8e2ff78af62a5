#include "services/trial_balance_export.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <fmt/format.h>

#include "models/calendar_queries.hpp"
#include "models/trial_balance_queries.hpp"
#include "services/report_period.hpp"

namespace roa2web::reports {

namespace {

using exports::Cell;
using exports::ColumnKind;
using ExportedColumns =
    boost::describe::describe_members<BalanceColumns, boost::describe::mod_public>;

std::vector<exports::Column> balance_columns(const ExportWords& words) {
    std::vector<exports::Column> columns{
        words.column("Cont", "Account", ColumnKind::Text, 12),
        words.column("Denumire", "Name", ColumnKind::Text, 36, true)};
    // In the order of BalanceColumns.
    for (const auto& [romanian, english] : {std::pair{"Sold inițial", "Opening"},
                                            std::pair{"Rulaj lună", "Month"},
                                            std::pair{"Total sume", "Total"},
                                            std::pair{"Sold final", "Closing"}}) {
        for (const auto& [debit, credit] :
             {std::pair{" debitor", " debit"}, std::pair{" creditor", " credit"}}) {
            columns.push_back(words.column(std::string(romanian) + debit,
                                           std::string(english) + credit,
                                           ColumnKind::Money,
                                           15));
        }
    }
    return columns;
}

std::vector<Cell> cells_of(std::string_view account,
                           std::string_view name,
                           const BalanceColumns& amounts) {
    std::vector<Cell> cells{account, name.empty() ? Cell{} : Cell{name}};
    boost::mp11::mp_for_each<ExportedColumns>(
        [&](auto column) { cells.emplace_back(amounts.*column.pointer); });
    return cells;
}

std::vector<Cell> write_balance(database::Session& session,
                                exports::TableWriter& writer,
                                const ReportSelect& select) {
    BalanceColumns totals;
    auto rows = session.open<BalanceRow>(select.sorted(), select.parameters);
    while (const auto row = rows.next()) {
        writer.add_row(cells_of(row->account, row->name, *row));
        boost::mp11::mp_for_each<ExportedColumns>([&](auto column) {
            totals.*column.pointer = totals.*column.pointer + (*row).*column.pointer;
        });
    }
    return cells_of("Total", {}, totals);
}

}  // namespace

PlanExport plan_trial_balance_export(TrialBalanceQuery query, core::Date today) {
    return [query, today](database::Session& session,
                          const ExportWords& words) -> core::Result<ExportPlan> {
        const ReportCalendar calendar(select_calendar(session), today);
        const auto period = calendar.find_period(query.year, query.month);
        if (!period) {
            return tl::unexpected(period.error());
        }
        const auto account_class =
            query.account_class ? std::optional(query.account_class->value) : std::nullopt;
        const bool analytic = query.level == BalanceLevel::Analytic;
        ExportPlan plan;
        plan.name = fmt::format("{}{}-{}-{:02}",
                                words("balanță", "trial-balance"),
                                analytic ? words("-analitică", "-analytic") : "",
                                period->year,
                                period->month);
        plan.head.title = words("Balanță de verificare", "Trial balance");
        plan.head.lines = {words.month(*period)};
        plan.head.lines.front() += analytic
                                       ? words(" · conturi analitice", " · analytic accounts")
                                       : words(" · conturi sintetice", " · synthetic accounts");
        if (account_class) {
            plan.head.lines.front() +=
                fmt::format(" · {} {}", words("clasa", "class"), *account_class);
        }
        plan.head.lines.emplace_back(words("Sume în lei", "Amounts in lei"));
        plan.head.columns = balance_columns(words);
        plan.write =
            [&session,
             select =
                 select_trial_balance(period->year, period->month, query.level, account_class)](
                exports::TableWriter& writer) { return write_balance(session, writer, select); };
        return plan;
    };
}

}  // namespace roa2web::reports
