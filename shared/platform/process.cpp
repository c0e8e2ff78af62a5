#include "platform/process.hpp"

#include <chrono>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <functional>
#include <thread>
#include <utility>

#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

namespace roa2web::platform {

namespace {

constexpr int kArenas = 2;
constexpr int kMapFrom =
    128 * 1024;  // bytes; fixed, because glibc would raise it up to 32 MB by itself

}  // namespace

std::size_t raise_open_file_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
        return 0;
    }
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    return static_cast<std::size_t>(limit.rlim_cur);
}

void survive_file_size_limit() {
    std::signal(SIGXFSZ, SIG_IGN);
}

void tune_memory() {
    mallopt(M_ARENA_MAX, kArenas);
    mallopt(M_MMAP_THRESHOLD, kMapFrom);
    mallopt(M_TRIM_THRESHOLD, kMapFrom);
}

void release_free_memory() {
    malloc_trim(0);
}

bool is_writable_folder(const char* folder) {
    return access(folder, W_OK | X_OK) == 0;
}

void end_process_after(std::chrono::milliseconds time,
                       int exit_code,
                       std::function<void()> before) {
    // Not joined: the process ends with it or before it.
    std::thread([time, exit_code, before = std::move(before)] {
        std::this_thread::sleep_for(time);
        before();
        std::_Exit(exit_code);
    }).detach();
}

}  // namespace roa2web::platform
