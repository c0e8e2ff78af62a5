#include "services/ledger_exports.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "models/calendar_queries.hpp"
#include "models/ledger_queries.hpp"
#include "models/partners_queries.hpp"
#include "services/ledger_entries.hpp"
#include "services/report_period.hpp"
#include "services/treasury_service.hpp"

namespace roa2web::reports {

namespace {

using core::Result;
using exports::Cell;
using exports::ColumnKind;

/// What differs between ledgers: the words for debit and credit.
enum class Wording : std::uint8_t { Books, Money };

std::vector<exports::Column> columns(const ExportWords& words, Wording wording) {
    const bool money = wording == Wording::Money;
    return {
        words.column("Data", "Date", ColumnKind::Date, 10),
        words.column("Fel", "Kind", ColumnKind::Text, 14),
        words.column("Document", "Document", ColumnKind::Text, 14),
        words.column("Cont", "Account", ColumnKind::Text, 11),
        words.column("Cont coresp.", "Counter account", ColumnKind::Text, 11),
        words.column("Partener", "Partner", ColumnKind::Text, 28, true),
        words.column("Explicație", "Explanation", ColumnKind::Text, 36, true),
        words.column(money ? "Intrări" : "Debit", money ? "In" : "Debit", ColumnKind::Money, 14),
        words.column(money ? "Ieșiri" : "Credit", money ? "Out" : "Credit", ColumnKind::Money, 14),
        words.column("Sold", "Balance", ColumnKind::Money, 14)};
}

/// Only one of debit and credit is there; the other's cell stays empty.
Cell amount_or_nothing(core::Money amount) {
    return amount == core::Money{} ? Cell{} : Cell{amount};
}

std::vector<Cell> write_ledger(database::Session& session,
                               exports::TableWriter& writer,
                               const ExportWords& words,
                               const ReportSelect& select,
                               core::Money opening) {
    writer.add_row(std::vector<Cell>{
        {}, {}, {}, {}, {}, {}, words("Sold inițial", "Opening balance"), {}, {}, opening});
    LedgerSums sums;
    sums.opening = opening;
    auto records = session.open<LedgerRecord>(select.sorted(), select.parameters);
    while (const auto record = records.next()) {
        const auto document = document_text(
            record->document_series.value_or(""), record->document_number, std::nullopt);
        const auto number = std::string_view(document);
        writer.add_row(std::vector<Cell>{
            record->date,
            words.document_type(record->document_type),
            number.starts_with(' ') ? number.substr(1) : number,
            std::string_view(record->account),
            std::string_view(record->counter_account),
            record->partner_name ? Cell{std::string_view(*record->partner_name)} : Cell{},
            std::string_view(record->explanation),
            amount_or_nothing(record->debit),
            amount_or_nothing(record->credit),
            record->balance});
        sums.debit = sums.debit + record->debit;
        sums.credit = sums.credit + record->credit;
    }
    return {std::string_view("Total"),
            {},
            {},
            {},
            {},
            {},
            words("Sold final", "Closing balance"),
            sums.debit,
            sums.credit,
            to_ledger_totals(sums).closing};
}

/// The part that all ledgers have in common, once it is known whose it is.
Result<ExportPlan> plan_ledger(database::Session& session,
                               const ExportWords& words,
                               const AccountSet& set,
                               const Result<DateRange>& range,
                               Wording wording) {
    if (!range) {
        return tl::unexpected(range.error());
    }
    const auto opening = select_ledger_sums(session, set, range->from, range->to).opening;
    ExportPlan plan;
    plan.head.lines = {words.period(range->from, range->to) +
                       std::string(words(" · sume în lei", " · amounts in lei"))};
    plan.head.columns = columns(words, wording);
    plan.write =
        [&session, words, opening, select = select_ledger(set, range->from, range->to, opening)](
            exports::TableWriter& writer) {
            return write_ledger(session, writer, words, select, opening);
        };
    return plan;
}

template <class Query>
Result<DateRange> find_range(database::Session& session, const Query& query, core::Date today) {
    return ReportCalendar(select_calendar(session), today)
        .find_range(query.date_from, query.date_to);
}

/// Completes a plan that may be an error.
Result<ExportPlan> with_title(Result<ExportPlan> plan,
                              std::string title,
                              std::string_view file,
                              std::string_view subject,
                              const Result<DateRange>& range) {
    if (plan) {
        plan->head.title = std::move(title);
        plan->name =
            fmt::format("{}-{}-{}", file, slug(subject), range_in_name(range->from, range->to));
    }
    return plan;
}

}  // namespace

PlanExport plan_account_ledger_export(std::string account, LedgerQuery query, core::Date today) {
    return [account = std::move(account), query, today](
               database::Session& session, const ExportWords& words) -> Result<ExportPlan> {
        const auto record = select_account(session, account);
        if (!record) {
            return core::fail(
                core::ErrorCode::NotFound, "This company has no such account", "account_not_found");
        }
        const auto range = find_range(session, query, today);
        return with_title(
            plan_ledger(session, words, account_with_analytics(account), range, Wording::Books),
            fmt::format("{} {} – {}",
                        words("Fișa contului", "Account ledger"),
                        record->account,
                        record->name),
            words("fișă-cont", "account-ledger"),
            record->account,
            range);
    };
}

PlanExport plan_partner_statement_export(core::PartnerId partner,
                                         LedgerQuery query,
                                         core::Date today) {
    return [partner, query, today](database::Session& session,
                                   const ExportWords& words) -> Result<ExportPlan> {
        const auto record = select_partner(session, partner);
        if (!record) {
            return core::fail(
                core::ErrorCode::NotFound, "This company has no such partner", "partner_not_found");
        }
        const auto range = find_range(session, query, today);
        auto plan = with_title(
            plan_ledger(session, words, accounts_of_partner(partner), range, Wording::Books),
            fmt::format("{} – {}", words("Fișa partenerului", "Partner statement"), record->name),
            words("fișă-partener", "partner-statement"),
            record->name,
            range);
        if (plan && record->cui) {
            plan->head.lines.push_back(
                fmt::format("{} {}", words("CUI", "Tax number"), *record->cui));
        }
        return plan;
    };
}

PlanExport plan_treasury_export(TreasuryRegisterQuery query, core::Date today) {
    return [query = std::move(query), today](database::Session& session,
                                             const ExportWords& words) -> Result<ExportPlan> {
        const auto record = select_account(session, query.account.value.value);
        if (!record || !holds_money(*record)) {
            return core::fail(core::ErrorCode::NotFound,
                              "This company has no such bank account or cash desk",
                              "account_not_found");
        }
        const bool cash = treasury_kind_of(record->synthetic) == TreasuryKind::CashDesk;
        const auto range = find_range(session, query, today);
        return with_title(
            plan_ledger(
                session, words, account_with_analytics(record->account), range, Wording::Money),
            fmt::format("{} – {} {}",
                        cash ? words("Registru de casă", "Cash register")
                             : words("Jurnal de bancă", "Bank journal"),
                        record->account,
                        record->name),
            cash ? words("registru-de-casă", "cash-register")
                 : words("jurnal-de-bancă", "bank-journal"),
            record->account,
            range);
    };
}

}  // namespace roa2web::reports
