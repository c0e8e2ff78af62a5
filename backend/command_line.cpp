#include "command_line.hpp"

#include <iostream>
#include <string>

#include <CLI/CLI.hpp>

#include "core/date.hpp"
#include "http/openapi.hpp"

#include "application.hpp"
#include "check.hpp"
#include "config.hpp"
#include "demo_erp.hpp"

namespace roa2web {

namespace {

constexpr int kExitUsage = 2;

int print_openapi() {
    LoadedConfig loaded = load_config({}, {});
    std::cout << http::openapi_document(Application(loaded).routes(), version()) << '\n';
    return 0;
}

int generate_demo(const CommandLine& command_line) {
    const auto loaded = load_config(command_line.env_file, read_process_environment());
    const auto folder =
        command_line.demo_folder.empty() ? loaded.config.erp.folder : command_line.demo_folder;
    if (std::filesystem::exists(folder)) {
        std::cerr << "roa2web: " << folder.string()
                  << " is there already; remove it, or name another with --out\n";
        return kExitUsage;
    }
    write_demo_erp(
        folder, {command_line.journal_lines, command_line.seed}, core::SystemClock().today());
    std::cout << "The demo ERP is in " << folder.string() << '\n';
    return 0;
}

}  // namespace

CommandLine parse_command_line(int argc, char** argv) {
    CommandLine parsed;
    CLI::App app("ROA2WEB: invoices, reports and receipts on top of the ROA ERP, in one process",
                 "roa2web");
    app.require_subcommand(0, 1);
    std::string env_file;
    app.add_option(
        "--env-file", env_file, "Settings file; default: backend/.env or .env, where there is one");
    app.fallthrough();

    app.add_subcommand("serve", "Start the server (also without a command)");
    auto* check = app.add_subcommand(
        "check", "Say what is wrong with the settings and what can be reached; changes nothing");
    check->add_flag(
        "--print-env-example", parsed.print_env_example, "Print the text of .env.example instead");
    auto* openapi = app.add_subcommand("openapi", "Print the OpenAPI document of all routes");
    auto* demo = app.add_subcommand("demo", "Generate the demo ERP");
    demo->add_option("--journal-lines", parsed.journal_lines, "Journal lines per company")
        ->check(CLI::Range(500, 20'000'000))
        ->capture_default_str();
    demo->add_option("--seed", parsed.seed, "The same seed gives the same books")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    std::string out;
    demo->add_option("--out", out, "Folder; default: below DATA_DIR");
    auto* show_version = app.add_subcommand("version", "Print the version");

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        parsed.exit_code = app.exit(error) == 0 ? 0 : kExitUsage;
        return parsed;
    }
    if (!env_file.empty()) {
        parsed.env_file = env_file;
    }
    parsed.demo_folder = out;
    if (check->parsed()) {
        parsed.command = Command::Check;
    } else if (openapi->parsed()) {
        parsed.command = Command::OpenApi;
    } else if (demo->parsed()) {
        parsed.command = Command::Demo;
    } else if (show_version->parsed()) {
        parsed.command = Command::Version;
    }
    return parsed;
}

int run_command(const CommandLine& command_line) {
    switch (command_line.command) {
        case Command::Check:
            if (command_line.print_env_example) {
                std::cout << render_env_example();
                return 0;
            }
            return check_installation(
                load_config(command_line.env_file, read_process_environment()), std::cout);
        case Command::OpenApi:
            return print_openapi();
        case Command::Demo:
            return generate_demo(command_line);
        case Command::Version:
        case Command::Serve:
            break;
    }
    std::cout << "roa2web " << version() << '\n';
    return 0;
}

}  // namespace roa2web
