#include "platform/child_process.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/exceptions.hpp"

namespace roa2web::platform {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMaxErrorBytes = 4'000;
constexpr rlim_t kMaxOpenFiles = 64;
constexpr std::array kProgramFolders{"/usr/bin", "/bin"};

class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}

    ~Descriptor() { close_now(); }

    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}

    Descriptor& operator=(Descriptor&&) = delete;
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] int number() const { return number_; }

    void close_now() {
        if (number_ >= 0) {
            close(std::exchange(number_, -1));
        }
    }

  private:
    int number_;
};

struct Pipe {
    Descriptor read;
    Descriptor write;
};

[[noreturn]] void throw_not_started(const std::string& program) {
    throw core::UnavailableError("The server cannot start " + program + ": is it installed?");
}

Pipe make_pipe(const std::string& program) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) {
        throw_not_started(program);
    }
    return {.read = Descriptor(ends[0]), .write = Descriptor(ends[1])};
}

std::string find_program(const std::string& name) {
    for (const std::filesystem::path folder : kProgramFolders) {
        auto path = (folder / name).string();
        if (access(path.c_str(), X_OK) == 0) {
            return path;
        }
    }
    throw_not_started(name);
}

class SpawnSettings {
  public:
    SpawnSettings(const Pipe& output, const Pipe& errors) {
        posix_spawn_file_actions_init(&files_);
        posix_spawn_file_actions_addopen(&files_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&files_, output.write.number(), STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&files_, errors.write.number(), STDERR_FILENO);
        posix_spawn_file_actions_addclosefrom_np(&files_, STDERR_FILENO + 1);
        posix_spawnattr_init(&attributes_);
        // A group of its own: a signal for it reaches what it starts, and Ctrl-C does not reach it.
        posix_spawnattr_setflags(
            &attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
        sigset_t signals{};
        sigemptyset(&signals);
        posix_spawnattr_setsigmask(&attributes_, &signals);
        sigfillset(&signals);
        posix_spawnattr_setsigdefault(&attributes_, &signals);
    }

    ~SpawnSettings() {
        posix_spawnattr_destroy(&attributes_);
        posix_spawn_file_actions_destroy(&files_);
    }

    SpawnSettings(const SpawnSettings&) = delete;
    SpawnSettings& operator=(const SpawnSettings&) = delete;
    SpawnSettings(SpawnSettings&&) = delete;
    SpawnSettings& operator=(SpawnSettings&&) = delete;

    /// Starts the program; its process id, or -1.
    [[nodiscard]] pid_t start(const std::vector<std::string>& command) const {
        const auto path = find_program(command.front());
        std::vector<char*> arguments;
        arguments.reserve(command.size() + 1);
        for (const auto& word : command) {
            arguments.push_back(const_cast<char*>(word.c_str()));
        }
        arguments.push_back(nullptr);
        std::array environment{std::string("PATH=/usr/bin:/bin"), std::string("LC_ALL=C")};
        std::array<char*, 3> variables{environment[0].data(), environment[1].data(), nullptr};
        pid_t id = -1;
        const int failed = posix_spawn(
            &id, path.c_str(), &files_, &attributes_, arguments.data(), variables.data());
        return failed == 0 ? id : -1;
    }

  private:
    posix_spawn_file_actions_t files_{};
    posix_spawnattr_t attributes_{};
};

/// Set from outside, in the moment after the start: posix_spawn cannot, and the child has not read
/// any of its input by then; limits hold for what it takes afterwards, whenever they come.
void limit_child(pid_t child, const ChildLimits& limits) {
    const auto set = [child](__rlimit_resource resource, std::int64_t most) {
        const rlimit limit{.rlim_cur = static_cast<rlim_t>(most),
                           .rlim_max = static_cast<rlim_t>(most)};
        prlimit(child, resource, &limit, nullptr);
    };
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(limits.time).count();
    set(RLIMIT_AS, limits.memory);
    set(RLIMIT_CPU, std::max<std::int64_t>(1, seconds));
    set(RLIMIT_FSIZE, limits.file);
    set(RLIMIT_NOFILE, kMaxOpenFiles);
    set(RLIMIT_CORE, 0);
}

/// The C library's own function for this is not declared for C++ in Debian 12.
int open_handle(pid_t id) {
    return static_cast<int>(syscall(SYS_pidfd_open, id, 0));
}

/// A started child, ended and waited for at the latest when this goes out of scope.
class Child {
  public:
    explicit Child(pid_t id) : id_(id), handle_(open_handle(id)) {}

    ~Child() {
        if (!waited_) {
            wait_for_end(true);
        }
    }

    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    Child(Child&&) = delete;
    Child& operator=(Child&&) = delete;

    [[nodiscard]] const Descriptor& handle() const { return handle_; }

    /// The status, as waitpid gives it.
    int wait_for_end(bool at_once) {
        if (at_once) {
            kill(-id_, SIGKILL);
        }
        int status = 0;
        while (waitpid(id_, &status, 0) < 0 && errno == EINTR) {
        }
        waited_ = true;
        return status;
    }

  private:
    pid_t id_;
    Descriptor handle_;
    bool waited_{false};
};

/// Waits until something happens on one of these; negative numbers are passed over. False when it
/// is too late.
template <std::size_t n>
bool wait_for(std::array<pollfd, n>& watched, Clock::time_point deadline) {
    while (true) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
        if (left <= 0) {
            return false;
        }
        const int ready = poll(watched.data(), n, static_cast<int>(left));
        if (ready > 0) {
            return true;
        }
        if (ready < 0 && errno != EINTR) {
            throw core::UnavailableError("The server cannot wait for a program");
        }
    }
}

/// Appends what is there; false at the end.
bool read_some(const Descriptor& from, std::string& to) {
    std::array<char, 65'536> bytes;  // NOLINT(cppcoreguidelines-pro-type-member-init): read below
    const auto count = read(from.number(), bytes.data(), bytes.size());
    if (count > 0) {
        to.append(bytes.data(), static_cast<std::size_t>(count));
    }
    return count > 0 || (count < 0 && errno == EINTR);
}

/// Reads both outputs to their ends. What ended that before, or Exited.
ChildEnd read_outputs(Pipe& output,
                      Pipe& errors,
                      ChildResult& result,
                      const ChildLimits& limits,
                      Clock::time_point deadline) {
    while (output.read.number() >= 0 || errors.read.number() >= 0) {
        std::array watched{pollfd{.fd = output.read.number(), .events = POLLIN, .revents = 0},
                           pollfd{.fd = errors.read.number(), .events = POLLIN, .revents = 0}};
        if (!wait_for(watched, deadline)) {
            return ChildEnd::TooSlow;
        }
        if (watched[0].revents != 0 && !read_some(output.read, result.output)) {
            output.read.close_now();
        }
        if (watched[1].revents != 0 && !read_some(errors.read, result.errors)) {
            errors.read.close_now();
        }
        result.errors.resize(std::min(result.errors.size(), kMaxErrorBytes));
        if (std::cmp_greater(result.output.size(), limits.output)) {
            return ChildEnd::TooMuchOutput;
        }
    }
    return ChildEnd::Exited;
}

}  // namespace

ChildResult run_child(const std::vector<std::string>& command, const ChildLimits& limits) {
    const auto deadline = Clock::now() + limits.time;
    Pipe output = make_pipe(command.front());
    Pipe errors = make_pipe(command.front());
    const pid_t id = SpawnSettings(output, errors).start(command);
    if (id < 0) {
        throw_not_started(command.front());
    }
    Child child(id);
    limit_child(id, limits);
    output.write.close_now();
    errors.write.close_now();
    if (child.handle().number() < 0) {
        throw_not_started(command.front());
    }

    ChildResult result;
    result.end = read_outputs(output, errors, result, limits, deadline);
    std::array watched{pollfd{.fd = child.handle().number(), .events = POLLIN, .revents = 0}};
    if (result.end == ChildEnd::Exited && !wait_for(watched, deadline)) {
        result.end = ChildEnd::TooSlow;
    }
    const int status = child.wait_for_end(result.end != ChildEnd::Exited);
    if (result.end != ChildEnd::Exited) {
        return result;
    }
    if (WIFEXITED(status)) {
        result.exit_code = WEXITSTATUS(status);
    } else {
        result.end = WTERMSIG(status) == SIGXCPU ? ChildEnd::TooSlow : ChildEnd::Crashed;
    }
    return result;
}

}  // namespace roa2web::platform
