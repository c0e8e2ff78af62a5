#include "config.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/exceptions.hpp"

#include "config_values.hpp"

extern char** environ;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): POSIX says so

namespace roa2web {

namespace {

constexpr std::array<std::string_view, 7> kPrefixes{
    "REPORTS_", "DATA_ENTRY_", "TELEGRAM_", "ORACLE_", "AUTH_", "SMTP_", "ERP_"};
constexpr std::array<std::string_view, 2> kUsualFiles{"backend/.env", ".env"};
constexpr std::string_view kDefaultSecretMark = "development-only";
constexpr std::size_t kMinSecretBytes = 32;

std::vector<std::string_view> known_names() {
    std::vector<std::string_view> names;
    for (const auto& variable : variables()) {
        names.push_back(variable.name);
    }
    return names;
}

bool is_known(std::string_view name) {
    return std::any_of(variables().begin(), variables().end(), [name](const auto& entry) {
        return entry.name == name;
    });
}

bool has_our_prefix(std::string_view name) {
    return std::any_of(kPrefixes.begin(), kPrefixes.end(), [name](auto prefix) {
        return name.starts_with(prefix);
    });
}

std::string unknown_warning(const std::string& name) {
    const auto nearest = nearest_name(name, known_names());
    return "unknown variable " + name + (nearest.empty() ? "" : "; did you mean " + nearest + "?");
}

/// "  KEY = 'value' " -> {KEY, value}
std::pair<std::string, std::string> split_line(const std::string& line) {
    const auto trim = [](std::string text) {
        text.erase(0, text.find_first_not_of(" \t"));
        text.erase(text.find_last_not_of(" \t\r") + 1);
        return text;
    };
    const auto equals = line.find('=');
    auto name = trim(line.substr(0, equals));
    if (name.starts_with("export ")) {
        name = trim(name.substr(7));
    }
    auto value = equals == std::string::npos ? std::string{} : trim(line.substr(equals + 1));
    const bool quoted = value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
                        value.back() == value.front();
    return {std::move(name), quoted ? value.substr(1, value.size() - 2) : std::move(value)};
}

/// What holds between settings, after each is valid by itself.
void check_together(const Config& config) {
    if (config.auth.jwt_secret.size() < kMinSecretBytes) {
        throw core::ConfigurationError(
            "AUTH_JWT_SECRET has " + std::to_string(config.auth.jwt_secret.size()) +
            " bytes; it needs 32 or more, for example from: openssl rand -base64 48");
    }
    const bool is_default = config.auth.jwt_secret.starts_with(kDefaultSecretMark);
    if (config.environment == Environment::Production && is_default) {
        throw core::ConfigurationError(
            "AUTH_JWT_SECRET is the default one, which production refuses; make one with: openssl "
            "rand -base64 48");
    }
    if (config.environment == Environment::Production && !config.allow_demo_in_production) {
        throw core::ConfigurationError(
            "no ERP is configured, and ENV=production refuses the demo ERP; set "
            "ALLOW_DEMO_IN_PRODUCTION=true to show it");
    }
    if (config.auth.two_factor.enabled && config.smtp.host.empty()) {
        throw core::ConfigurationError("AUTH_TWO_FACTOR needs SMTP_HOST: codes are sent by e-mail");
    }
}

void place_files(Config& config) {
    config.erp.folder = config.data_dir / "demo-erp";
    config.auth.store_file = config.data_dir / "auth" / "auth.db";
    config.reports.store_file = config.data_dir / "reports" / "reports.db";
    config.reports.cache.file = config.data_dir / "cache" / "cache.db";
    config.data_entry.store.file = config.data_dir / "receipts" / "receipts.db";
    config.data_entry.store.schema = "data_entry";
    config.telegram.store_file = config.data_dir / "telegram" / "telegram.db";
    config.data_entry.temporary_folder = config.data_dir / "tmp";
    config.data_entry.attachment_folder = config.data_dir / "receipts" / "attachments";
    config.data_entry.thumbnail_folder = config.data_dir / "cache" / "thumbnails";
    config.server.upload_folder = config.data_dir / "uploads";
    config.reports.temporary_folder = config.data_dir / "tmp";
    // The other half of the ERP's sessions is for those who look at the page.
    config.reports.exports_at_once = std::max<std::size_t>(1, config.erp.pool_size / 2);
}

}  // namespace

std::string render_env_example() {
    std::string text =
        "# Settings of ROA2WEB. Copy to backend/.env and change what differs; the environment wins "
        "over the file.\n";
    std::string_view section;
    for (const auto& variable : variables()) {
        if (variable.section != section) {
            section = variable.section;
            text.append("\n# --- ").append(section).append(" ---\n");
        }
        text.append("\n# ").append(variable.help).append("\n");
        text.append(variable.name).append("=").append(variable.initial).append("\n");
    }
    return text;
}

Environ read_process_environment() {
    Environ variables_found;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        const auto equals = text.find('=');
        if (equals != std::string_view::npos) {
            variables_found.emplace(text.substr(0, equals), text.substr(equals + 1));
        }
    }
    return variables_found;
}

Environ read_env_file(const std::filesystem::path& file) {
    std::ifstream input(file);
    if (!input || std::filesystem::is_directory(file)) {
        throw core::ConfigurationError("cannot read the settings file " + file.string());
    }
    Environ values;
    std::string line;
    for (int number = 1; std::getline(input, line); ++number) {
        const auto first = line.find_first_not_of(" \t\r");
        if (first == std::string::npos || line[first] == '#') {
            continue;
        }
        auto [name, value] = split_line(line);
        if (line.find('=') == std::string::npos || name.empty() ||
            name.find(' ') != std::string::npos) {
            throw core::ConfigurationError(file.string() + ", line " + std::to_string(number) +
                                           ": this is no NAME=value");
        }
        values[std::move(name)] = std::move(value);
    }
    return values;
}

LoadedConfig load_config(const std::optional<std::filesystem::path>& env_file,
                         const Environ& process) {
    LoadedConfig loaded;
    auto file = env_file;
    for (const auto usual : kUsualFiles) {
        if (!file && std::filesystem::exists(usual)) {
            file = usual;
        }
    }
    const Environ from_file = file ? read_env_file(*file) : Environ{};
    loaded.source = file ? file->string() : "defaults and environment";
    for (const auto& [name, value] : from_file) {
        if (!is_known(name)) {
            loaded.warnings.push_back(unknown_warning(name));
        }
    }
    for (const auto& [name, value] : process) {
        if (!is_known(name) && has_our_prefix(name)) {
            loaded.warnings.push_back(unknown_warning(name));
        }
    }
    for (const auto& variable : variables()) {
        const std::string name(variable.name);
        std::string value(variable.initial);
        if (const auto in_file = from_file.find(name); in_file != from_file.end()) {
            value = in_file->second;
        }
        if (const auto in_process = process.find(name); in_process != process.end()) {
            value = in_process->second;
        }
        try {
            variable.apply(loaded.config, value);
        } catch (const core::ConfigurationError& error) {
            throw core::ConfigurationError(name + ": " + error.what());
        }
    }
    place_files(loaded.config);
    check_together(loaded.config);
    return loaded;
}

}  // namespace roa2web
