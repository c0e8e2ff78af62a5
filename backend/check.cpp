#include "check.hpp"

#include <exception>
#include <filesystem>
#include <functional>
#include <ostream>
#include <string>

#include "core/exceptions.hpp"
#include "database/sqlite_erp_gateway.hpp"
#include "platform/port_probe.hpp"
#include "platform/process.hpp"

namespace roa2web {

namespace {

/// Runs one look; what it throws is the reason why it failed.
bool look(std::ostream& out, const std::string& what, const std::function<std::string()>& at) {
    try {
        out << "ok    " << what << ": " << at() << '\n';
        return true;
    } catch (const std::exception& error) {
        out << "FAIL  " << what << ": " << error.what() << '\n';
        return false;
    }
}

/// The nearest folder above that exists: what does not exist yet will be made there.
std::filesystem::path existing_part(std::filesystem::path folder) {
    folder = std::filesystem::absolute(folder);
    while (!std::filesystem::exists(folder) && folder.has_parent_path() &&
           folder != folder.parent_path()) {
        folder = folder.parent_path();
    }
    return folder;
}

std::string look_at_data_dir(const Config& config) {
    const auto folder = existing_part(config.data_dir);
    if (!platform::is_writable_folder(folder.c_str())) {
        throw core::ConfigurationError("no right to write in " + folder.string());
    }
    return std::filesystem::absolute(config.data_dir).string();
}

std::string look_at_erp(const Config& config) {
    if (!std::filesystem::exists(config.erp.folder)) {
        return "demo ERP, generated at the first start";
    }
    database::SqliteErpGateway gateway(config.erp);
    gateway.probe();
    return std::string(gateway.engine());
}

}  // namespace

int check_installation(const LoadedConfig& loaded, std::ostream& out) {
    const Config& config = loaded.config;
    out << "ok    settings: " << loaded.source << '\n';
    for (const auto& warning : loaded.warnings) {
        out << "warn  settings: " << warning << '\n';
    }
    bool good = look(out, "data folder", [&] { return look_at_data_dir(config); });
    good = look(out,
                "port",
                [&] { return platform::probe_port(config.server.host, config.server.port); }) &&
           good;
    good = look(out, "ERP", [&] { return look_at_erp(config); }) && good;
    out << "ok    mail: " << (config.smtp.host.empty() ? "not configured" : config.smtp.host)
        << '\n';
    out << "ok    Telegram bot: "
        << (config.telegram.bot_token.empty() ? "no token, so no bot" : "configured") << '\n';
    return good ? 0 : 1;
}

}  // namespace roa2web
