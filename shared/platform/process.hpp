// What differs between operating systems. POSIX calls stand in this folder and nowhere else.
#pragma once

#include <cstddef>

namespace roa2web::platform {

/// Lets the process open as many files and sockets as the system allows it. Answers how many that
/// is.
std::size_t raise_open_file_limit();

/// Keeps freed memory from piling up in arenas of many threads: few arenas, and large blocks
/// straight from the system.
void tune_memory();

/// Gives memory that is free inside the process back to the system.
void release_free_memory();

/// Whether this process may write in a folder.
[[nodiscard]] bool is_writable_folder(const char* folder);

}  // namespace roa2web::platform
