// The table of all settings: the one place that knows their names, meanings, units and defaults.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "config.hpp"
#include "config_values.hpp"

namespace roa2web {

namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using Text = const std::string&;

constexpr std::string_view kServer = "Server";
constexpr std::string_view kLog = "Log";
constexpr std::string_view kErp = "ERP";
constexpr std::string_view kAuth = "Signing in";
constexpr std::string_view kMail = "Mail (for codes by e-mail)";
constexpr std::string_view kModules = "Modules";
constexpr std::string_view kReportCache = "Cache of reports";

constexpr std::int64_t kDay = std::int64_t{24} * 60;  // minutes

logging::Level level_from(Text text) {
    constexpr std::array<std::string_view, 6> kNames{
        "trace", "debug", "info", "warn", "error", "off"};
    for (std::size_t index = 0; index < kNames.size(); ++index) {
        if (text == kNames.at(index)) {
            return static_cast<logging::Level>(index);
        }
    }
    throw core::ConfigurationError("'" + text +
                                   "' is none of trace, debug, info, warn, error, off");
}

std::vector<std::pair<std::string, logging::Level>> module_levels_from(Text text) {
    std::vector<std::pair<std::string, logging::Level>> levels;
    for (const auto& entry : list_from(text)) {
        const auto equals = entry.find('=');
        if (equals == std::string::npos) {
            throw core::ConfigurationError("'" + entry + "' should look like HTTP=warn");
        }
        levels.emplace_back(entry.substr(0, equals), level_from(entry.substr(equals + 1)));
    }
    return levels;
}

constexpr std::int64_t kMonth = std::int64_t{30} * 24 * 3600;  // seconds

std::map<std::string, seconds> ages_from(Text text) {
    std::map<std::string, seconds> ages;
    for (const auto& entry : list_from(text)) {
        const auto equals = entry.find('=');
        if (equals == std::string::npos || equals == 0) {
            throw core::ConfigurationError("'" + entry + "' should look like invoices=60");
        }
        ages[entry.substr(0, equals)] = seconds(number_from(entry.substr(equals + 1), 0, kMonth));
    }
    return ages;
}

/// Megabytes in bytes.
std::size_t megabytes_from(Text text, std::int64_t min, std::int64_t max) {
    return static_cast<std::size_t>(number_from(text, min, max)) << 20U;
}

logging::Format format_from(Text text) {
    if (text != "text" && text != "json") {
        throw core::ConfigurationError("'" + text + "' is neither text nor json");
    }
    return text == "json" ? logging::Format::Json : logging::Format::Text;
}

std::vector<Variable> server_variables() {
    return {
        {kServer,
         "ENV",
         "development",
         "development or production. Production refuses default secrets and the demo ERP.",
         [](Config& config, Text text) { config.environment = choice_from<Environment>(text); }},
        {kServer,
         "HOST",
         "127.0.0.1",
         "Address to listen on; 0.0.0.0 for all of this machine's.",
         [](Config& config, Text text) { config.server.host = text; }},
        {kServer,
         "PORT",
         "8000",
         "Port to listen on; 0 takes any free one.",
         [](Config& config, Text text) {
             config.server.port = static_cast<std::uint16_t>(number_from(text, 0, 65535));
         }},
        {kServer,
         "DATA_DIR",
         "backend/data",
         "Folder for everything that the program stores; one per instance.",
         [](Config& config, Text text) { config.data_dir = text; }},
        {kServer,
         "IO_THREADS",
         "2",
         "Threads that serve connections; about one per core.",
         [](Config& config, Text text) {
             config.server.io_threads = static_cast<std::size_t>(number_from(text, 1, 256));
         }},
        {kServer,
         "MAX_CONNECTIONS",
         "8192",
         "Open connections; more are answered 503.",
         [](Config& config, Text text) {
             config.server.max_connections =
                 static_cast<std::size_t>(number_from(text, 1, 1000000));
         }},
        {kServer,
         "HEADER_TIMEOUT_SECONDS",
         "10",
         "Seconds a client may take for the headers of a request.",
         [](Config& config, Text text) {
             config.server.header_timeout = seconds(number_from(text, 1, 600));
         }},
        {kServer,
         "IDLE_TIMEOUT_SECONDS",
         "60",
         "Seconds a connection may be idle.",
         [](Config& config, Text text) {
             config.server.idle_timeout = seconds(number_from(text, 1, 86400));
         }},
        {kServer,
         "SHUTDOWN_TIMEOUT_SECONDS",
         "20",
         "Seconds that requests under way get when the program stops.",
         [](Config& config, Text text) {
             config.shutdown_timeout = seconds(number_from(text, 0, 3600));
         }},
        {kServer,
         "CORS_ORIGINS",
         "",
         "Origins of other sites whose pages may call the API, with commas.",
         [](Config& config, Text text) { config.dispatcher.cors_origins = list_from(text); }},
        {kServer,
         "TRUSTED_PROXIES",
         "",
         "Addresses of reverse proxies whose X-Forwarded-For is believed, with commas.",
         [](Config& config, Text text) { config.server.trusted_proxies = list_from(text); }},
    };
}

std::vector<Variable> log_variables() {
    return {
        {kLog,
         "LOG_LEVEL",
         "info",
         "trace, debug, info, warn, error or off.",
         [](Config& config, Text text) { config.logging.level = level_from(text); }},
        {kLog,
         "LOG_LEVELS",
         "",
         "Levels of single modules: HTTP=warn,ERP=debug.",
         [](Config& config, Text text) {
             config.logging.module_levels = module_levels_from(text);
         }},
        {kLog,
         "LOG_FORMAT",
         "text",
         "text or json (one object a line).",
         [](Config& config, Text text) { config.logging.format = format_from(text); }},
    };
}

std::vector<Variable> erp_variables() {
    return {
        {kErp,
         "ALLOW_DEMO_IN_PRODUCTION",
         "false",
         "Lets ENV=production run on the demo ERP, with its known passwords.",
         [](Config& config, Text text) { config.allow_demo_in_production = flag_from(text); }},
        {kErp,
         "ERP_DEMO_JOURNAL_LINES",
         "20000",
         "Journal lines per company of the demo ERP, when it is generated.",
         [](Config& config, Text text) {
             config.demo.journal_lines = number_from(text, 500, 20000000);
         }},
        {kErp,
         "ERP_DEMO_SEED",
         "1",
         "Seed of the demo ERP: the same seed gives the same books.",
         [](Config& config, Text text) { config.demo.seed = number_from(text, 0, INT64_MAX); }},
        {kErp,
         "ERP_POOL_SIZE",
         "8",
         "ERP sessions at the same time.",
         [](Config& config, Text text) {
             config.erp.pool_size = static_cast<std::size_t>(number_from(text, 1, 256));
         }},
        {kErp,
         "ERP_QUEUE",
         "256",
         "ERP requests that may wait for a session; more are answered 503.",
         [](Config& config, Text text) {
             config.erp_queue = static_cast<std::size_t>(number_from(text, 0, 100000));
         }},
        {kErp,
         "ERP_POOL_TIMEOUT_MS",
         "5000",
         "Milliseconds a request waits for a session before it is answered 503.",
         [](Config& config, Text text) {
             config.erp.acquire_timeout = milliseconds(number_from(text, 1, 600000));
         }},
        {kErp,
         "ERP_STATEMENT_TIMEOUT_MS",
         "30000",
         "Milliseconds the ERP may work on one statement; 0 for ever.",
         [](Config& config, Text text) {
             config.erp.statement_timeout = milliseconds(number_from(text, 0, 3600000));
         }},
    };
}

std::vector<Variable> auth_variables() {
    return {
        {kAuth,
         "AUTH_JWT_SECRET",
         "development-only-secret-change-me-now",
         "Signs access tokens: 32 bytes or more, random. Production refuses this default.",
         [](Config& config, Text text) { config.auth.jwt_secret = text; }},
        {kAuth,
         "AUTH_JWT_PREVIOUS_SECRETS",
         "",
         "Earlier secrets that are still accepted while keys are changed, with commas.",
         [](Config& config, Text text) { config.auth.previous_secrets = list_from(text); }},
        {kAuth,
         "AUTH_ISSUER",
         "roa2web",
         "Issuer in access tokens.",
         [](Config& config, Text text) { config.auth.issuer = text; }},
        {kAuth,
         "AUTH_AUDIENCE",
         "roa2web",
         "Audience in access tokens.",
         [](Config& config, Text text) { config.auth.audience = text; }},
        {kAuth,
         "AUTH_ACCESS_TOKEN_MINUTES",
         "15",
         "Minutes an access token is valid.",
         [](Config& config, Text text) {
             config.auth.access_token_lifetime = minutes(number_from(text, 1, kDay));
         }},
        {kAuth,
         "AUTH_REFRESH_TOKEN_DAYS",
         "30",
         "Days after its last use that a device must sign in again.",
         [](Config& config, Text text) {
             config.auth.refresh_token_lifetime = minutes(number_from(text, 1, 400) * kDay);
         }},
        {kAuth,
         "AUTH_TWO_FACTOR",
         "false",
         "Asks users with an e-mail address for a code as well; needs SMTP_HOST.",
         [](Config& config, Text text) { config.auth.two_factor.enabled = flag_from(text); }},
        {kAuth,
         "AUTH_LOCKOUT_ACCOUNT_FAILURES",
         "5",
         "Failed sign-ins of one account before it has to wait.",
         [](Config& config, Text text) {
             config.auth.lockout.account_failures = number_from(text, 1, 1000);
         }},
        {kAuth,
         "AUTH_LOCKOUT_ADDRESS_FAILURES",
         "20",
         "Failed sign-ins from one address before it has to wait.",
         [](Config& config, Text text) {
             config.auth.lockout.address_failures = number_from(text, 1, 100000);
         }},
        {kAuth,
         "AUTH_LOCKOUT_FIRST_SECONDS",
         "10",
         "Seconds of the first wait; each further failure doubles it.",
         [](Config& config, Text text) {
             config.auth.lockout.first_delay = seconds(number_from(text, 1, 86400));
         }},
        {kAuth,
         "AUTH_LOCKOUT_LONGEST_SECONDS",
         "900",
         "Seconds of the longest wait.",
         [](Config& config, Text text) {
             config.auth.lockout.longest_delay = seconds(number_from(text, 1, 86400));
         }},
        {kAuth,
         "AUTH_RIGHTS_CACHE_SECONDS",
         "30",
         "Seconds that a user's rights are believed before the ERP is asked again.",
         [](Config& config, Text text) {
             config.auth.rights_cache_age = seconds(number_from(text, 0, 3600));
         }},
    };
}

std::vector<Variable> mail_variables() {
    return {
        {kMail,
         "SMTP_HOST",
         "",
         "Mail server; empty: no mail is sent.",
         [](Config& config, Text text) { config.smtp.host = text; }},
        {kMail,
         "SMTP_PORT",
         "587",
         "Its port: 587 for starttls, 465 for tls.",
         [](Config& config, Text text) {
             config.smtp.port = static_cast<std::uint16_t>(number_from(text, 1, 65535));
         }},
        {kMail,
         "SMTP_SECURITY",
         "starttls",
         "starttls, tls, or none for a relay on this machine.",
         [](Config& config, Text text) {
             config.smtp.security = choice_from<mail::SmtpSecurity>(text);
         }},
        {kMail,
         "SMTP_USERNAME",
         "",
         "User name at the mail server; empty: no sign-in.",
         [](Config& config, Text text) { config.smtp.username = text; }},
        {kMail,
         "SMTP_PASSWORD",
         "",
         "Password at the mail server.",
         [](Config& config, Text text) { config.smtp.password = text; }},
        {kMail,
         "SMTP_FROM",
         "",
         "Sender address of the messages.",
         [](Config& config, Text text) { config.smtp.from = text; }},
        {kMail,
         "SMTP_CA_FILE",
         "",
         "Certificates (PEM) to trust instead of the system's.",
         [](Config& config, Text text) { config.smtp.ca_file = text; }},
    };
}

std::vector<Variable> module_variables() {
    return {
        {kModules,
         "REPORTS_ENABLED",
         "true",
         "Invoices and, later, the other reports.",
         [](Config& config, Text text) { config.reports.enabled = flag_from(text); }},
        {kModules,
         "DATA_ENTRY_ENABLED",
         "true",
         "Receipts.",
         [](Config& config, Text text) { config.data_entry.enabled = flag_from(text); }},
        {kModules,
         "DATA_ENTRY_DATABASE_URL",
         "",
         "Keeps receipts in PostgreSQL, postgresql://user:password@host/database; empty: a file "
         "under DATA_DIR.",
         [](Config& config, Text text) { config.data_entry.store.url = text; }},
        {kModules,
         "DATA_ENTRY_FOUR_EYES",
         "true",
         "Who approves a receipt must not be who created it.",
         [](Config& config, Text text) { config.data_entry.four_eyes = flag_from(text); }},
        {kModules,
         "TELEGRAM_ENABLED",
         "true",
         "The Telegram module; its bot runs when it has a token.",
         [](Config& config, Text text) { config.telegram.enabled = flag_from(text); }},
        {kModules,
         "TELEGRAM_BOT_TOKEN",
         "",
         "Token of the bot, from @BotFather; empty: no bot.",
         [](Config& config, Text text) { config.telegram.bot_token = text; }},
        {kModules,
         "TELEGRAM_API_URL",
         "https://api.telegram.org",
         "Bot API server; Telegram offers a self-hosted one.",
         [](Config& config, Text text) { config.telegram.api_url = text; }},
    };
}

std::vector<Variable> report_cache_variables() {
    return {
        {kReportCache,
         "REPORTS_CACHE_ENABLED",
         "true",
         "Keeps answers of reports until the books of their company change, or they are too old.",
         [](Config& config, Text text) { config.reports.cache.enabled = flag_from(text); }},
        {kReportCache,
         "REPORTS_CACHE_MEMORY_MB",
         "64",
         "Megabytes of answers in memory.",
         [](Config& config, Text text) {
             config.reports.cache.memory_bytes = megabytes_from(text, 1, 65536);
         }},
        {kReportCache,
         "REPORTS_CACHE_DISK_MB",
         "512",
         "Megabytes of answers on disk, which a restart finds again; 0: none.",
         [](Config& config, Text text) {
             config.reports.cache.disk_bytes = megabytes_from(text, 0, 1048576);
         }},
        {kReportCache,
         "REPORTS_CACHE_MAX_AGE_SECONDS",
         "300",
         "Seconds that an answer is sent without asking the ERP again.",
         [](Config& config, Text text) {
             config.reports.cache.max_age = seconds(number_from(text, 0, kMonth));
         }},
        {kReportCache,
         "REPORTS_CACHE_MAX_AGES",
         "",
         "The same for single reports, with commas: invoices=60,dashboard=600.",
         [](Config& config, Text text) { config.reports.cache.max_age_of = ages_from(text); }},
        {kReportCache,
         "REPORTS_CACHE_STALE_SECONDS",
         "3600",
         "Seconds beyond that age in which it is still sent, while it is made anew or the ERP is "
         "away.",
         [](Config& config, Text text) {
             config.reports.cache.stale_for = seconds(number_from(text, 0, kMonth));
         }},
        {kReportCache,
         "REPORTS_CACHE_MARKER_SECONDS",
         "1",
         "Seconds between two looks whether a company's books have changed; 0: at each request.",
         [](Config& config, Text text) {
             config.reports.cache.marker_interval = seconds(number_from(text, 0, 3600));
         }},
    };
}

}  // namespace

const std::vector<Variable>& variables() {
    static const std::vector<Variable> kAll = [] {
        std::vector<Variable> collected;
        for (auto part : {server_variables(),
                          log_variables(),
                          erp_variables(),
                          auth_variables(),
                          mail_variables(),
                          module_variables(),
                          report_cache_variables()}) {
            collected.insert(collected.end(), part.begin(), part.end());
        }
        return collected;
    }();
    return kAll;
}

}  // namespace roa2web
