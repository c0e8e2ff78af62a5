# The libraries that the project stands on, each as a target with a name that says what it is for.
find_package(Threads REQUIRED)
find_package(Boost 1.81 EXACT REQUIRED COMPONENTS json)
find_package(spdlog REQUIRED)
find_package(fmt REQUIRED)
find_package(CURL REQUIRED)
find_package(ZLIB REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(JWT REQUIRED IMPORTED_TARGET libjwt)
pkg_check_modules(SQLITE3 REQUIRED IMPORTED_TARGET sqlite3)

# SOCI ships no CMake package in Debian 12.
add_library(SOCI::soci INTERFACE IMPORTED)
find_library(SOCI_CORE soci_core REQUIRED)
find_library(SOCI_SQLITE3 soci_sqlite3 REQUIRED)
find_path(SOCI_INCLUDE soci/soci.h REQUIRED)
target_include_directories(SOCI::soci INTERFACE ${SOCI_INCLUDE})
target_link_libraries(SOCI::soci INTERFACE ${SOCI_SQLITE3} ${SOCI_CORE} PkgConfig::SQLITE3)
