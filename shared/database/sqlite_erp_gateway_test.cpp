#include "database/sqlite_erp_gateway.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/exceptions.hpp"
#include "database/demo/demo_erp.hpp"
#include "database/sqlite_session.hpp"
#include "database/test_folder.hpp"

namespace roa2web::database {

namespace {

using core::CompanyId;
using core::ErrorCode;
using core::UnavailableError;
using core::UserId;
using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct NumberRow {
    std::int64_t number{0};
};
BOOST_DESCRIBE_STRUCT(NumberRow, (), (number))

struct TextRow {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(TextRow, (), (text))

constexpr CompanyId kFirst{1};
constexpr CompanyId kLast{3};
constexpr std::string_view kCompanyOfSession =
    "SELECT document_series AS text FROM roa2web_invoices WHERE partner_type = 'clients' ORDER BY "
    "invoice_id DESC";

class SqliteErpGatewayTest : public ::testing::Test {
  protected:
    static void SetUpTestSuite() {
        demo() = std::make_unique<TestFolder>();
        DemoOptions options;
        options.password_cost = {.passes = 1, .memory_bytes = 65'536};
        options.journal_lines = 0;
        options.companies = 3;
        options.years = 1;
        options.last_day = std::chrono::year{2025} / 2 / 10;
        generate_demo_erp(*demo() / "erp", options);
    }

    static void TearDownTestSuite() { demo().reset(); }

    SqliteErpGatewayTest() : settings_{.folder = folder_ / "erp"} { install_demo(); }

    void install_demo() const {
        std::filesystem::create_directories(settings_.folder);
        std::filesystem::copy(*demo() / "erp",
                              settings_.folder,
                              std::filesystem::copy_options::recursive |
                                  std::filesystem::copy_options::overwrite_existing);
    }

    /// Runs a script on a file of the ERP, as its owner might.
    void change(const std::string& file, const std::string& script) const {
        open_sqlite({.file = settings_.folder / file})->execute_script(script);
    }

    static std::vector<std::int64_t> ids(const std::vector<ErpCompany>& companies) {
        std::vector<std::int64_t> numbers;
        numbers.reserve(companies.size());
        for (const ErpCompany& company : companies) {
            numbers.push_back(company.id.value);
        }
        std::sort(numbers.begin(), numbers.end());
        return numbers;
    }

    static std::unique_ptr<TestFolder>& demo() {
        static std::unique_ptr<TestFolder> folder;
        return folder;
    }

    TestFolder folder_;
    ErpSettings settings_;
};

}  // namespace

TEST_F(SqliteErpGatewayTest, KnowsTheUserByTheRightPassword) {
    SqliteErpGateway gateway(settings_);
    const auto user = gateway.verify_login("demo", "demo");
    ASSERT_TRUE(user.has_value());
    EXPECT_EQ(user->username, "demo");
    EXPECT_EQ(user->full_name, "Ștefania Crăciun");
    EXPECT_EQ(user->role, "administrator");
    EXPECT_EQ(user->email, "demo@demo.example");
    EXPECT_TRUE(user->active);
    EXPECT_EQ(gateway.find_user(user->id)->username, "demo");
    EXPECT_EQ(gateway.find_user(UserId{999}).error().code, ErrorCode::NotFound);
}

TEST_F(SqliteErpGatewayTest, AnswersTheSameForEveryWrongLogin) {
    SqliteErpGateway gateway(settings_);
    // The last one is not active but gives its right password.
    const std::vector<std::pair<std::string, std::string>> attempts{
        {"demo", "wrong"},
        {"demo", ""},
        {"nobody", "demo"},
        {"", ""},
        {"Demo", "demo"},
        {"demo' --", "demo"},
        {"' OR 1=1 --", "demo"},
        {"fost.angajat", "fost.angajat"}};
    for (const auto& [username, password] : attempts) {
        const auto user = gateway.verify_login(username, password);
        ASSERT_FALSE(user.has_value()) << username;
        EXPECT_EQ(user.error().code, ErrorCode::Unauthenticated) << username;
        EXPECT_EQ(user.error().id, "invalid_credentials") << username;
        EXPECT_EQ(user.error().message, gateway.verify_login("demo", "wrong").error().message);
    }
}

TEST_F(SqliteErpGatewayTest, RefusesAUserWithoutAPasswordHash) {
    change("shared.db", "UPDATE utilizatori SET parola = NULL WHERE utilizator = 'viewer';");
    SqliteErpGateway gateway(settings_);
    EXPECT_FALSE(gateway.verify_login("viewer", "viewer").has_value());
    EXPECT_FALSE(gateway.verify_login("viewer", "").has_value());
}

TEST_F(SqliteErpGatewayTest, GivesEachUserTheCompaniesOfTheirRights) {
    SqliteErpGateway gateway(settings_);
    const auto companies_of = [&gateway](const std::string& name) {
        return gateway.companies_of(gateway.verify_login(name, name)->id);
    };
    EXPECT_THAT(ids(companies_of("demo")), ElementsAre(1, 2, 3));
    EXPECT_THAT(ids(companies_of("contabil")), ElementsAre(1, 2));
    EXPECT_THAT(ids(companies_of("operator")), ElementsAre(1, 2));
    EXPECT_THAT(ids(companies_of("viewer")), ElementsAre(1));
    EXPECT_THAT(gateway.companies_of(UserId{999}), IsEmpty());

    const auto companies = companies_of("viewer");
    EXPECT_EQ(companies[0].name, "SC Depozitul Știucii și Fiii SRL");
    EXPECT_EQ(companies[0].schema, "demo_comert");
    EXPECT_TRUE(companies[0].is_default);
    EXPECT_FALSE(companies[0].cui.empty());
    EXPECT_FALSE(companies[0].registration_number.empty());
}

TEST_F(SqliteErpGatewayTest, TakesARightAwayAtOnce) {
    SqliteErpGateway gateway(settings_);
    const auto user = gateway.verify_login("contabil", "contabil");
    ASSERT_EQ(gateway.companies_of(user->id).size(), 2U);
    change("shared.db", "DELETE FROM drepturi_firme WHERE id_util = 2 AND id_firma = 2;");
    EXPECT_THAT(ids(gateway.companies_of(user->id)), ElementsAre(1));
}

TEST_F(SqliteErpGatewayTest, ShowsASessionTheBooksOfItsOwnCompany) {
    SqliteErpGateway gateway(settings_);
    for (int round = 0; round < 2; ++round) {
        EXPECT_EQ(gateway.company_session(kFirst)
                      ->select_first<TextRow>(kCompanyOfSession)
                      ->text.substr(0, 3),
                  "DST");
        EXPECT_EQ(gateway.company_session(kLast)
                      ->select_first<TextRow>(kCompanyOfSession)
                      ->text.substr(0, 3),
                  "GIH");
    }
    EXPECT_EQ(gateway.company_session(kFirst)
                  ->select_first<NumberRow>("SELECT COUNT(*) FROM roa2web_companies")
                  ->number,
              3);
}

TEST_F(SqliteErpGatewayTest, HasNoSessionForACompanyThatIsNotThere) {
    SqliteErpGateway gateway(settings_);
    EXPECT_THROW((void)gateway.company_session(CompanyId{99}), core::DatabaseError);
    EXPECT_THROW((void)gateway.company_session(CompanyId{0}), core::DatabaseError);
    EXPECT_THROW((void)gateway.company_session(CompanyId{-1}), core::DatabaseError);
    EXPECT_EQ(gateway.stats().in_use, 0);
}

TEST_F(SqliteErpGatewayTest, NeverTurnsASchemaIntoAPath) {
    std::ofstream(folder_ / "outside.db") << "";
    SqliteErpGateway gateway(settings_);
    for (const std::string& schema :
         std::vector<std::string>{"../outside", "shared", "", "a b", "x.y", "/etc/passwd"}) {
        change("shared.db",
               "UPDATE nom_firme SET schema_firma = '" + schema + "' WHERE id_firma = 2;");
        EXPECT_THROW((void)gateway.company_session(CompanyId{2}), core::DatabaseError) << schema;
    }
}

TEST_F(SqliteErpGatewayTest, NeverWrites) {
    SqliteErpGateway gateway(settings_);
    const ErpLease session = gateway.company_session(kFirst);
    for (const char* sql : {"DELETE FROM act",
                            "INSERT INTO marcaj VALUES (1)",
                            "DELETE FROM shared.utilizatori",
                            "CREATE TABLE t (n INTEGER)",
                            "DROP VIEW roa2web_journal"}) {
        EXPECT_THROW(session->execute(sql), core::DatabaseError) << sql;
    }
}

TEST_F(SqliteErpGatewayTest, WaitsForAnErpThatIsNotThereYet) {
    std::filesystem::remove_all(settings_.folder);
    SqliteErpGateway gateway(settings_);
    EXPECT_THROW(gateway.probe(), core::DatabaseError);
    EXPECT_THROW((void)gateway.company_session(kFirst), UnavailableError);
    EXPECT_THROW((void)gateway.verify_login("demo", "demo"), UnavailableError);
    install_demo();
    gateway.probe();
    EXPECT_TRUE(gateway.verify_login("demo", "demo").has_value());
    (void)gateway.company_session(kFirst);
}

TEST_F(SqliteErpGatewayTest, NoticesThatTheErpIsGoneAndThatItIsBack) {
    SqliteErpGateway gateway(settings_);
    (void)gateway.company_session(kFirst);
    std::filesystem::rename(settings_.folder, folder_ / "away");
    EXPECT_THROW(gateway.probe(), core::DatabaseError);
    EXPECT_THROW((void)gateway.company_session(kFirst), UnavailableError);
    std::filesystem::rename(folder_ / "away", settings_.folder);
    gateway.probe();
    (void)gateway.company_session(kFirst);
}

TEST_F(SqliteErpGatewayTest, SeesWhatTheErpWritesAndFilesThatAreReplaced) {
    SqliteErpGateway gateway(settings_);
    const auto marker = [&gateway] {
        return gateway.company_session(kFirst)
            ->select_first<NumberRow>("SELECT marker FROM roa2web_change_marker")
            ->number;
    };
    const std::int64_t before = marker();
    change("demo_comert.db", "UPDATE act SET explicatie = 'altfel' WHERE id_act = 1;");
    EXPECT_EQ(marker(), before + 1);

    std::filesystem::copy_file(*demo() / "erp/demo_comert.db", folder_ / "copy.db");
    open_sqlite({.file = folder_ / "copy.db"})
        ->execute_script("UPDATE marcaj SET modificari = 700;");
    std::filesystem::rename(folder_ / "copy.db", settings_.folder / "demo_comert.db");
    EXPECT_EQ(marker(), 700);
}

TEST_F(SqliteErpGatewayTest, SurvivesADamagedCompanyFileAndRecovers) {
    SqliteErpGateway gateway(settings_);
    std::ofstream(settings_.folder / "demo_comert.db") << std::string(9000, 'x');
    EXPECT_THROW((void)gateway.company_session(kFirst), UnavailableError);
    (void)gateway.company_session(kLast);
    install_demo();
    (void)gateway.company_session(kFirst);
    EXPECT_EQ(gateway.stats().in_use, 0);
}

TEST_F(SqliteErpGatewayTest, RefusesWithUnavailableWhenAllSessionsAreOut) {
    settings_.pool_size = 1;
    settings_.acquire_timeout = milliseconds{20};
    SqliteErpGateway gateway(settings_);
    const ErpLease held = gateway.company_session(kFirst);
    EXPECT_THROW((void)gateway.company_session(kFirst), UnavailableError);
    EXPECT_THROW((void)gateway.verify_login("demo", "demo"), UnavailableError);
    EXPECT_EQ(gateway.stats().timeouts_total, 2);
    gateway.probe();  // has a connection of its own
}

TEST_F(SqliteErpGatewayTest, EndsAProbeOfAnErpThatHangs) {
    settings_.probe_timeout = milliseconds{50};
    SqliteErpGateway gateway(settings_);
    const auto other = open_sqlite({.file = settings_.folder / "shared.db"});
    other->execute_script("BEGIN EXCLUSIVE;");
    EXPECT_THROW(gateway.probe(), core::DatabaseError);
    other->execute_script("ROLLBACK;");
    gateway.probe();
}

TEST_F(SqliteErpGatewayTest, ServesManyThreadsWithFewSessions) {
    settings_.pool_size = 2;
    settings_.acquire_timeout = std::chrono::seconds{60};
    SqliteErpGateway gateway(settings_);
    std::atomic<int> wrong{0};
    {
        std::vector<std::jthread> threads;
        threads.reserve(6);
        for (int number = 0; number < 6; ++number) {
            threads.emplace_back([&, number] {
                for (int round = 0; round < 20; ++round) {
                    const bool first = (number + round) % 2 == 0;
                    const ErpLease session = gateway.company_session(first ? kFirst : kLast);
                    const auto series = session->select_first<TextRow>(kCompanyOfSession)->text;
                    wrong += series.substr(0, 3) == (first ? "DST" : "GIH") ? 0 : 1;
                }
            });
        }
    }
    EXPECT_EQ(wrong, 0);
    EXPECT_EQ(gateway.stats().in_use, 0);
    EXPECT_LE(gateway.stats().idle, 2);
}

}  // namespace roa2web::database
