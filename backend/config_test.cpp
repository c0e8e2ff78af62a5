#include "config.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "core/exceptions.hpp"

#include "config_values.hpp"

namespace roa2web {
namespace {

std::string read_file(const std::filesystem::path& file) {
    std::ifstream input(file);
    std::stringstream text;
    text << input.rdbuf();
    return text.str();
}

class EnvFile {
  public:
    explicit EnvFile(const std::string& text)
        : path_(std::filesystem::temp_directory_path() /
                ("roa2web_config_test_" + std::to_string(getpid()) + ".env")) {
        std::ofstream(path_) << text;
    }

    ~EnvFile() { std::filesystem::remove(path_); }

    EnvFile(const EnvFile&) = delete;
    EnvFile& operator=(const EnvFile&) = delete;
    EnvFile(EnvFile&&) = delete;
    EnvFile& operator=(EnvFile&&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

std::string error_of(const Environ& environ, const std::string& file_text = "") {
    const EnvFile file(file_text);
    try {
        (void)load_config(file.path(), environ);
    } catch (const core::ConfigurationError& error) {
        return error.what();
    }
    return "";
}

TEST(Config, EnvExampleListsEveryVariableWithItsDefault) {
    EXPECT_EQ(read_file(std::filesystem::path(ROA2WEB_SOURCE_DIR) / "backend" / ".env.example"),
              render_env_example())
        << "write it anew with: roa2web check --print-env-example > backend/.env.example";
}

TEST(Config, EnvironmentWinsOverTheFileAndTheFileOverDefaults) {
    const EnvFile file("# comment\n\nexport PORT = 9001\nHOST=\"0.0.0.0\"\r\nLOG_LEVEL=debug\n");
    const auto loaded = load_config(file.path(), {{"PORT", "9002"}});
    EXPECT_EQ(loaded.config.server.port, 9002);
    EXPECT_EQ(loaded.config.server.host, "0.0.0.0");
    EXPECT_EQ(loaded.config.logging.level, logging::Level::Debug);
    EXPECT_EQ(loaded.config.server.io_threads, 2U);
    EXPECT_TRUE(loaded.warnings.empty());
}

TEST(Config, SaysWhichVariableIsWrongAndWhy) {
    EXPECT_EQ(error_of({{"PORT", "eighty"}}),
              "PORT: 'eighty' is not a whole number from 0 to 65535");
    EXPECT_EQ(error_of({{"PORT", "65536"}}), "PORT: '65536' is not a whole number from 0 to 65535");
    EXPECT_NE(error_of({{"ENV", "prod"}}).find("'development', 'production'"), std::string::npos);
    EXPECT_NE(error_of({{"REPORTS_ENABLED", "maybe"}}).find("REPORTS_ENABLED"), std::string::npos);
    EXPECT_NE(error_of({{"LOG_LEVELS", "HTTP"}}).find("HTTP=warn"), std::string::npos);
    EXPECT_NE(error_of({}, "PORT=1\nnonsense\n").find("line 2"), std::string::npos);
}

TEST(Config, RefusesAFileThatIsNotThere) {
    EXPECT_THROW((void)load_config("/nowhere/at/all.env", {}), core::ConfigurationError);
}

TEST(Config, WarnsOfUnknownNamesWithTheNearestKnownOne) {
    const EnvFile file("PROT=1\n");
    const auto loaded =
        load_config(file.path(), {{"TELEGRAM_BOT_TOKN", "x"}, {"PATH", "/bin"}, {"HOME_DIR", "x"}});
    ASSERT_EQ(loaded.warnings.size(), 2U);
    EXPECT_EQ(loaded.warnings.at(0), "unknown variable PROT; did you mean PORT?");
    EXPECT_EQ(loaded.warnings.at(1),
              "unknown variable TELEGRAM_BOT_TOKN; did you mean TELEGRAM_BOT_TOKEN?");
}

TEST(Config, ProductionRefusesDefaultSecretsAndTheDemo) {
    const std::string secret(40, 'x');
    EXPECT_NE(error_of({{"ENV", "production"}}).find("AUTH_JWT_SECRET"), std::string::npos);
    EXPECT_NE(error_of({{"ENV", "production"}, {"AUTH_JWT_SECRET", secret}})
                  .find("ALLOW_DEMO_IN_PRODUCTION"),
              std::string::npos);
    EXPECT_EQ(error_of({{"ENV", "production"},
                        {"AUTH_JWT_SECRET", secret},
                        {"ALLOW_DEMO_IN_PRODUCTION", "true"}}),
              "");
}

TEST(Config, RefusesShortSecretsAndTwoFactorsWithoutMail) {
    EXPECT_NE(error_of({{"AUTH_JWT_SECRET", "short"}}).find("32"), std::string::npos);
    EXPECT_NE(error_of({{"AUTH_TWO_FACTOR", "true"}}).find("SMTP_HOST"), std::string::npos);
}

TEST(Config, PutsEveryStoreBelowTheDataFolder) {
    const EnvFile file("");
    const auto config = load_config(file.path(), {{"DATA_DIR", "/srv/roa2web"}}).config;
    EXPECT_EQ(config.auth.store_file, "/srv/roa2web/auth/auth.db");
    EXPECT_EQ(config.reports.store_file, "/srv/roa2web/reports/reports.db");
    EXPECT_EQ(config.erp.folder, "/srv/roa2web/demo-erp");
    EXPECT_EQ(config.reports.cache.file, "/srv/roa2web/cache/cache.db");
}

TEST(Config, ReadsTheAgesOfSingleReports) {
    const EnvFile file("REPORTS_CACHE_MAX_AGES=invoices=60, dashboard=0\n");
    const auto cache =
        load_config(file.path(), {{"REPORTS_CACHE_MEMORY_MB", "2"}}).config.reports.cache;
    EXPECT_EQ(cache.max_age_of.at("invoices"), std::chrono::seconds(60));
    EXPECT_EQ(cache.max_age_of.at("dashboard"), std::chrono::seconds(0));
    EXPECT_EQ(cache.memory_bytes, 2097152U);
    EXPECT_NE(error_of({{"REPORTS_CACHE_MAX_AGES", "invoices"}}).find("invoices=60"),
              std::string::npos);
    EXPECT_NE(error_of({{"REPORTS_CACHE_MAX_AGES", "invoices=-1"}}).find("REPORTS_CACHE_MAX_AGES"),
              std::string::npos);
    EXPECT_NE(error_of({{"REPORTS_CACHE_MEMORY_MB", "0"}}), "");
}

}  // namespace
}  // namespace roa2web
