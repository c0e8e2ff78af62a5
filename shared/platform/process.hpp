// What differs between operating systems. POSIX calls stand in this folder and nowhere else.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>

namespace roa2web::platform {

/// Lets the process open as many files and sockets as the system allows it. Answers how many that
/// is.
std::size_t raise_open_file_limit();

/// From now on a write beyond the process's file size limit fails as one on a full disk does,
/// instead of ending the process.
void survive_file_size_limit();

/// Keeps freed memory from piling up in arenas of many threads: few arenas, and large blocks
/// straight from the system.
void tune_memory();

/// Gives memory that is free inside the process back to the system.
void release_free_memory();

/// Whether this process may write in a folder.
[[nodiscard]] bool is_writable_folder(const char* folder);

/// Ends the process with this exit code after some time, whatever its threads are doing then, and
/// calls `before` first. For a stop that a neighbour who never answers would keep from its end.
void end_process_after(std::chrono::milliseconds time, int exit_code, std::function<void()> before);

}  // namespace roa2web::platform
