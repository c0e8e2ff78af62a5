#include "platform/child_process.hpp"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "core/exceptions.hpp"

namespace roa2web::platform {
namespace {

using namespace std::chrono_literals;

ChildResult run_script(const std::string& script, const ChildLimits& limits = {}) {
    return run_child({"sh", "-c", script}, limits);
}

TEST(ChildProcess, HandsBackOutputErrorsAndExitCode) {
    const auto result = run_script("echo out; echo err >&2; exit 7");
    EXPECT_EQ(result.end, ChildEnd::Exited);
    EXPECT_EQ(result.exit_code, 7);
    EXPECT_EQ(result.output, "out\n");
    EXPECT_EQ(result.errors, "err\n");
}

TEST(ChildProcess, TakesArgumentsAsTheyAre) {
    const auto result = run_child({"printf", "%s|", "a b", "$(id)", "; ls", "*"}, {});
    EXPECT_EQ(result.output, "a b|$(id)|; ls|*|");
}

TEST(ChildProcess, ReadsMoreThanAPipeHolds) {
    const auto result = run_script("head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2");
    EXPECT_EQ(result.end, ChildEnd::Exited);
    EXPECT_EQ(result.output.size(), 3'000'000U);
    EXPECT_EQ(result.errors.size(), 4'000U);
}

TEST(ChildProcess, EndsAProgramThatWritesTooMuch) {
    const auto result = run_script("cat /dev/zero", {.output = 100'000});
    EXPECT_EQ(result.end, ChildEnd::TooMuchOutput);
}

TEST(ChildProcess, EndsAProgramThatSleeps) {
    EXPECT_EQ(run_script("sleep 600", {.time = 50ms}).end, ChildEnd::TooSlow);
}

TEST(ChildProcess, EndsAProgramThatClosedItsOutputsAndSleeps) {
    EXPECT_EQ(run_script("exec >&- 2>&-; sleep 600", {.time = 50ms}).end, ChildEnd::TooSlow);
}

TEST(ChildProcess, EndsWhatTheProgramHasStarted) {
    const auto result = run_script("sleep 600 & echo $!; wait", {.time = 500ms});
    EXPECT_EQ(result.end, ChildEnd::TooSlow);
    const std::filesystem::path grandchild = "/proc/" + std::to_string(std::stoi(result.output));
    // Whoever takes over orphans may not have buried it yet: then it is there, but does not run.
    const auto is_running = [&grandchild] {
        std::ifstream file(grandchild / "stat");
        std::string id;
        std::string name;
        std::string state;
        file >> id >> name >> state;
        return !state.empty() && state != "Z" && state != "X";
    };
    while (is_running()) {  // the signal is on its way
        std::this_thread::sleep_for(1ms);
    }
}

TEST(ChildProcess, EndsAProgramThatComputesWithoutEnd) {
    EXPECT_EQ(run_script("while :; do :; done", {.time = 100ms}).end, ChildEnd::TooSlow);
}

TEST(ChildProcess, RefusesMemoryPastTheLimit) {
    // tail keeps what has no line end; it is told that there is no more.
    const auto result = run_script("sleep 0.1; head -c 400000000 /dev/zero | tail -n 1",
                                   {.memory = 100'000'000, .output = 1'000'000'000});
    EXPECT_EQ(result.end, ChildEnd::Exited);
    EXPECT_NE(result.exit_code, 0);
    EXPECT_NE(result.errors.find("memory exhausted"), std::string::npos) << result.errors;
}

TEST(ChildProcess, EndsAProgramThatWritesALargeFile) {
    const auto file = std::filesystem::temp_directory_path() / "roa2web_child_process_test";
    const auto result = run_script("sleep 0.1; exec head -c 2000000 /dev/zero > " + file.string(),
                                   {.file = 1'000'000});
    EXPECT_EQ(result.end, ChildEnd::Crashed);
    EXPECT_LE(std::filesystem::file_size(file), 1'000'000U);
    std::filesystem::remove(file);
}

TEST(ChildProcess, SaysThatAProgramCrashed) {
    EXPECT_EQ(run_script("kill -SEGV $$").end, ChildEnd::Crashed);
}

TEST(ChildProcess, InheritsNoFilesAndNoEnvironment) {
    const std::ifstream open_here("/etc/passwd");
    ::setenv("ROA2WEB_SECRET", "hidden", 1);
    const auto result = run_script("ls /proc/self/fd; env");
    EXPECT_EQ(result.output.find("hidden"), std::string::npos);
    EXPECT_TRUE(result.output.starts_with("0\n1\n2\n3\n")) << result.output;  // 3 is ls's own
    EXPECT_EQ(result.output.find("\n4\n"), std::string::npos);
}

TEST(ChildProcess, SaysThatAProgramIsMissing) {
    EXPECT_THROW((void)run_child({"roa2web-no-such-program"}, {}), core::UnavailableError);
}

}  // namespace
}  // namespace roa2web::platform
