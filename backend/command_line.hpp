#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace roa2web {

enum class Command : std::uint8_t { Serve, Check, OpenApi, Demo, Version };

struct CommandLine {
    Command command{Command::Serve};
    std::optional<std::filesystem::path> env_file;
    bool print_env_example{false};
    std::int64_t journal_lines{20000};  // per company
    std::int64_t seed{1};
    std::filesystem::path demo_folder;  // empty: where the settings have it
    /// Set when there is nothing left to do: --help was asked for, or the arguments are wrong.
    std::optional<int> exit_code;
};

/// `roa2web serve|check|openapi|demo|version`; without a command: serve.
[[nodiscard]] CommandLine parse_command_line(int argc, char** argv);

/// Runs every command but serve; answers the exit code. Throws core::ConfigurationError.
[[nodiscard]] int run_command(const CommandLine& command_line);

}  // namespace roa2web
