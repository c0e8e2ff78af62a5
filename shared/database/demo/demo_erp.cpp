#include "database/demo/demo_erp.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <memory>
#include <random>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/exceptions.hpp"
#include "core/text.hpp"
#include "database/demo/company_simulation.hpp"
#include "database/demo/demo_random.hpp"
#include "database/demo/demo_writer.hpp"
#include "database/demo/trades.hpp"
#include "database/sqlite_session.hpp"

namespace roa2web::database {

namespace {

using demo::Day;
using std::filesystem::path;

constexpr std::string_view kAddUser =
    "INSERT INTO utilizatori VALUES (:id, :username, :full_name, :email, :role, :active, :hash)";
constexpr std::string_view kAddCompany =
    "INSERT INTO nom_firme VALUES (:id, :name, :name_folded, :cui, :registration_number, :schema)";
constexpr std::string_view kAddRight =
    "INSERT INTO drepturi_firme VALUES (:user_id, :company_id, :is_default)";
constexpr std::string_view kAddInfo =
    "INSERT INTO demo_info VALUES (:version, :seed, :journal_lines, :years, :last_day)";

struct DemoUser {
    std::string_view username;
    std::string_view full_name;
    std::string_view role;
    bool active;
    /// How many companies, from the first; -1 = all, -2 = all but the last.
    int companies;
};

constexpr std::array kUsers{DemoUser{"demo", "Ștefania Crăciun", "administrator", true, -1},
                            DemoUser{"contabil", "Ionuț Țepordei", "accountant", true, -2},
                            DemoUser{"operator", "Mădălina Păun", "operator", true, 2},
                            DemoUser{"viewer", "Răzvan Întorsureanu", "viewer", true, 1},
                            DemoUser{"fost.angajat", "Costică Bălan", "accountant", false, 1}};

struct VersionRow {
    std::int64_t version{0};
};
BOOST_DESCRIBE_STRUCT(VersionRow, (), (version))

/// A folder beside the wanted one, removed with all that is in it unless it was moved to its place.
class FolderInTheMaking {
  public:
    explicit FolderInTheMaking(const path& wanted)
        : wanted_(std::filesystem::absolute(wanted).lexically_normal()) {
        if (!wanted_.has_filename()) {
            wanted_ = wanted_.parent_path();
        }
        const std::string tag = fmt::format("{:08x}", std::random_device{}());
        making_ = sibling(".generating-" + tag);
        old_ = sibling(".replaced-" + tag);
        try {
            std::filesystem::create_directories(making_);
        } catch (const std::filesystem::filesystem_error& error) {
            throw core::DatabaseError(fmt::format("demo ERP: {}", error.what()));
        }
    }

    ~FolderInTheMaking() {
        std::error_code ignored;
        std::filesystem::remove_all(making_, ignored);
        std::filesystem::remove_all(old_, ignored);
    }

    FolderInTheMaking(const FolderInTheMaking&) = delete;
    FolderInTheMaking& operator=(const FolderInTheMaking&) = delete;
    FolderInTheMaking(FolderInTheMaking&&) = delete;
    FolderInTheMaking& operator=(FolderInTheMaking&&) = delete;

    [[nodiscard]] const path& making() const { return making_; }

    void move_in_place() {
        try {
            if (std::filesystem::exists(wanted_)) {
                std::filesystem::rename(wanted_, old_);
            }
            std::filesystem::rename(making_, wanted_);
        } catch (const std::filesystem::filesystem_error& error) {
            throw core::DatabaseError(fmt::format("demo ERP: {}", error.what()));
        }
    }

    /// What runs that were killed have left, if they are not of today.
    void remove_leftovers() const {
        std::error_code ignored;
        const std::string prefix = fmt::format(".{}.generating-", wanted_.filename().string());
        const auto yesterday =
            std::filesystem::file_time_type::clock::now() - std::chrono::hours{24};
        for (const auto& entry :
             std::filesystem::directory_iterator(wanted_.parent_path(), ignored)) {
            if (entry.path().filename().string().starts_with(prefix) &&
                entry.last_write_time(ignored) < yesterday) {
                std::filesystem::remove_all(entry.path(), ignored);
            }
        }
    }

  private:
    [[nodiscard]] path sibling(const std::string& ending) const {
        return wanted_.parent_path() / fmt::format(".{}{}", wanted_.filename().string(), ending);
    }

    path wanted_;
    path making_;
    path old_;
};

struct Company {
    const demo::Trade* trade;
    std::string name;
    std::string schema;
};

/// The demo's trades in turn; the last company is always the one that only the administrator sees.
std::vector<Company> plan_companies(int count) {
    const auto trades = demo::trades();
    std::vector<Company> companies;
    for (int number = 0; number < count; ++number) {
        const bool last = number == count - 1 && count > 1;
        const auto ordinary = trades.size() - 1;
        const auto index = static_cast<std::size_t>(number);
        const demo::Trade& trade = last ? trades.back() : trades[index % ordinary];
        const auto round = last ? 0 : index / ordinary;
        companies.push_back(
            Company{.trade = &trade,
                    .name = round == 0 ? std::string(trade.company)
                                       : fmt::format("{} {}", trade.company, round + 1),
                    .schema = round == 0 ? std::string(trade.schema)
                                         : fmt::format("{}_{}", trade.schema, round + 1)});
    }
    return companies;
}

void write_calendar(demo::DemoWriter& writer, Day first_day, Day last_day) {
    const std::chrono::year_month_day last{last_day};
    const auto last_month = last.year() / last.month();
    const std::chrono::year_month_day first{first_day};
    for (auto month = first.year() / first.month(); month <= last_month;
         month += std::chrono::months{1}) {
        // The month just gone stays open until the declarations of the 25th are in.
        const bool just_gone = month + std::chrono::months{1} == last_month;
        const bool open =
            month == last_month || (just_gone && static_cast<unsigned>(last.day()) < 25);
        writer.add_calendar_month(
            static_cast<int>(month.year()), static_cast<unsigned>(month.month()), !open);
    }
}

void write_shared(const path& file,
                  const DemoOptions& options,
                  const std::vector<Company>& companies) {
    const auto session = open_sqlite({.file = file});
    Transaction transaction(*session);
    session->execute_script(demo::erp_script("shared_tables.sql"));
    session->execute_script(demo::erp_script("shared_views.sql"));
    demo::DemoRandom random(options.seed);
    std::int64_t company_id = 0;
    for (const Company& company : companies) {
        session->execute(kAddCompany,
                         {{"id", ++company_id},
                          {"name", company.name},
                          {"name_folded", core::fold(company.name)},
                          {"cui", fmt::format("RO{}", demo::make_cui(random))},
                          {"registration_number", demo::make_registration_number(random)},
                          {"schema", company.schema}});
    }
    const int count = static_cast<int>(companies.size());
    std::int64_t user_id = 0;
    for (const DemoUser& user : kUsers) {
        const std::string salt = fmt::format("{}/{}", options.seed, user.username);
        session->execute(kAddUser,
                         {{"id", ++user_id},
                          {"username", user.username},
                          {"full_name", user.full_name},
                          {"email", fmt::format("{}@demo.example", user.username)},
                          {"role", user.role},
                          {"active", user.active},
                          {"hash", hash_password(user.username, salt, options.password_cost)}});
        const int allowed = user.companies == -1   ? count
                            : user.companies == -2 ? count - 1
                                                   : user.companies;
        for (int company = 1; company <= std::min(std::max(allowed, 1), count); ++company) {
            session->execute(
                kAddRight,
                {{"user_id", user_id}, {"company_id", company}, {"is_default", company == 1}});
        }
    }
    session->execute(kAddInfo,
                     {{"version", kDemoContractVersion},
                      {"seed", static_cast<std::int64_t>(options.seed)},
                      {"journal_lines", options.journal_lines},
                      {"years", options.years},
                      {"last_day", options.last_day}});
    transaction.commit();
}

}  // namespace

void generate_demo_erp(const path& folder,
                       const DemoOptions& options,
                       const std::function<void(const DemoProgress&)>& on_progress) {
    if (!options.last_day.ok() || options.years < 1 || options.years > 50 ||
        options.companies < 1 || options.companies > 100 || options.journal_lines < 0) {
        throw core::DatabaseError("demo ERP: needs a last day, 1 to 50 years, 1 to 100 companies");
    }
    const Day last_day{options.last_day};
    const Day first_day{(options.last_day.year() - std::chrono::years{options.years - 1}) / 1 / 1};
    const std::vector<Company> companies = plan_companies(options.companies);
    FolderInTheMaking place(folder);
    place.remove_leftovers();
    DemoProgress progress{.company = {},
                          .company_number = 0,
                          .companies = options.companies,
                          .journal_lines = 0,
                          .wanted_journal_lines = options.journal_lines};
    for (const Company& company : companies) {
        progress.company = company.name;
        ++progress.company_number;
        demo::DemoWriter writer(place.making() / (company.schema + ".db"));
        write_calendar(writer, first_day, last_day);
        demo::CompanySimulation simulation(
            *company.trade,
            {.seed = options.seed * 1'000 + static_cast<std::uint64_t>(progress.company_number),
             .first_day = first_day,
             .last_day = last_day,
             .journal_lines = options.journal_lines},
            writer);
        simulation.run([&](std::int64_t lines) {
            progress.journal_lines = lines;
            if (on_progress) {
                on_progress(progress);
            }
        });
        writer.finish();
    }
    write_shared(place.making() / "shared.db", options, companies);
    place.move_in_place();
}

bool has_demo_erp(const path& folder) {
    try {
        const auto session = open_sqlite({.file = folder / "shared.db", .read_only = true});
        const auto row =
            session->select_first<VersionRow>("SELECT contract_version FROM demo_info");
        return row && row->version == kDemoContractVersion;
    } catch (const core::DatabaseError&) {
        return false;
    }
}

}  // namespace roa2web::database
