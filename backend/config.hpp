// Settings of the whole process, read once: backend/.env and the environment, which wins. Modules
// get their own struct and never read the environment.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/auth_settings.hpp"
#include "database/erp_settings.hpp"
#include "http/dispatcher.hpp"
#include "http/server.hpp"
#include "logging/logger.hpp"
#include "mail/smtp_mail_sender.hpp"

#include "modules/data-entry/data_entry_module.hpp"
#include "modules/reports/reports_module.hpp"
#include "modules/telegram/telegram_module.hpp"

namespace roa2web {

enum class Environment : std::uint8_t { Development, Production };
BOOST_DESCRIBE_ENUM(Environment, Development, Production)

struct DemoErpSettings {
    std::int64_t journal_lines{20000};  // per company
    std::int64_t seed{1};
};

struct Config {
    Environment environment{Environment::Development};
    std::filesystem::path data_dir;
    std::chrono::seconds shutdown_timeout{20};
    bool allow_demo_in_production{false};
    http::ServerSettings server;
    http::DispatcherSettings dispatcher;
    logging::LoggingSettings logging;
    database::ErpSettings erp;
    DemoErpSettings demo;
    std::size_t erp_queue{0};  // ERP calls that may wait for a thread
    auth::AuthSettings auth;
    mail::SmtpSettings smtp;
    reports::ReportsSettings reports;
    data_entry::DataEntrySettings data_entry;
    telegram::TelegramSettings telegram;
};

/// One setting: where it stands in .env.example, what it means, and what it does to the Config.
struct Variable {
    std::string_view section;
    std::string_view name;
    std::string_view initial;
    std::string_view help;  // meaning and unit
    /// Throws core::ConfigurationError with what is wrong with the text; the name is put before it.
    std::function<void(Config&, const std::string&)> apply;
};

/// Every variable that the program knows, in the order of .env.example.
[[nodiscard]] const std::vector<Variable>& variables();

/// The text of .env.example.
[[nodiscard]] std::string render_env_example();

using Environ = std::map<std::string, std::string>;

struct LoadedConfig {
    Config config;
    /// Names that look like ours but are not, with the nearest that is.
    std::vector<std::string> warnings;
    std::string source;  // for the log: which file was read
};

/// The variables of this process.
[[nodiscard]] Environ read_process_environment();

/// Reads `KEY=value` lines; `#` begins a comment line, quotes around a value are dropped.
/// Throws core::ConfigurationError with the file and the line.
[[nodiscard]] Environ read_env_file(const std::filesystem::path& file);

/// @param env_file given by the user, who must be told when it is not there; empty: the usual
/// places, if they exist. Throws core::ConfigurationError: one line that says which variable and
/// why.
[[nodiscard]] LoadedConfig load_config(const std::optional<std::filesystem::path>& env_file,
                                       const Environ& environ);

}  // namespace roa2web
