// The demo ERP: several companies of different trades with years of books, the same for the same
// options everywhere.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "core/date.hpp"
#include "database/password_hash.hpp"

namespace roa2web::database {

struct DemoOptions {
    /// The same seed and options give the same rows, on every machine.
    std::uint64_t seed{1};
    /// About how many journal lines each company gets; a few more when its monthly notes alone are
    /// more than that.
    std::int64_t journal_lines{20'000};
    int companies{5};
    /// Calendar years, the one of the last day included: 3 and a day in 2025 begin on 2023-01-01.
    int years{3};
    /// The last day with entries. Months before it are closed, but for the one just gone until the
    /// 25th.
    core::Date last_day{};
    /// Of the demo users' password hashes; tests take less.
    PasswordCost password_cost{};
};

struct DemoProgress {
    std::string company;
    int company_number{0};  // from 1
    int companies{0};
    std::int64_t journal_lines{0};  // of this company, so far
    std::int64_t wanted_journal_lines{0};
};

/// What can be told apart by a program that finds a folder: the layout of the files that this
/// program writes and reads.
inline constexpr int kDemoContractVersion = 1;

/// Writes `<folder>/shared.db` and one file per company, in a folder beside it that takes its place
/// at the end: what was there before is there until then, and a run that is killed leaves nothing
/// half-made. Users: demo (administrator, all companies), contabil (accountant, all but the last),
/// operator (operator, the first two), viewer (viewer, the first), each with its name as password,
/// and fost.angajat, who is not active.
/// @param on_progress may throw to give up. Throws core::DatabaseError (disk full, no rights).
void generate_demo_erp(const std::filesystem::path& folder,
                       const DemoOptions& options,
                       const std::function<void(const DemoProgress&)>& on_progress = {});

/// True for a folder that `generate_demo_erp` of this version has written to the end.
[[nodiscard]] bool has_demo_erp(const std::filesystem::path& folder);

}  // namespace roa2web::database
