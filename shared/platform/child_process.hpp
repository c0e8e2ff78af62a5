// Programs that are run for a moment on something that is not to be trusted: what goes wrong in
// them ends them, not the server.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace roa2web::platform {

/// What a child process may take. Past any of these it is ended.
struct ChildLimits {
    std::chrono::milliseconds time{20'000};  // by the clock, and of the processor
    std::int64_t memory{1'000'000'000};      // bytes of address space
    std::int64_t output{64'000'000};         // bytes on its standard output
    std::int64_t file{64'000'000};           // bytes of one file that it writes
};

enum class ChildEnd : std::uint8_t { Exited, Crashed, TooSlow, TooMuchOutput };

struct ChildResult {
    ChildEnd end{ChildEnd::Exited};
    int exit_code{0};  // where it Exited
    std::string output;
    std::string errors;  // the first 4,000 bytes of its standard error
};

/// Runs a program and waits for its end. It sees its arguments, an empty standard input and the
/// file system, and nothing of this process: no open file, no environment, no signal mask. Blocks.
/// @param command the program, looked for in /usr/bin and /bin, and its arguments; there is no
/// shell between.
/// Errors: throws core::UnavailableError where the program is missing or cannot be started.
[[nodiscard]] ChildResult run_child(const std::vector<std::string>& command,
                                    const ChildLimits& limits);

}  // namespace roa2web::platform
