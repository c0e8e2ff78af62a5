#pragma once

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>

#include "database/local_store.hpp"

namespace roa2web::database {

/// For tests: a store in a file; or, where ROA2WEB_TEST_POSTGRESQL is the address of a server, in a
/// schema there that belongs to that file's name. So tests of a store are run on both
/// (tests/postgresql).
inline StoreAddress test_store(const std::filesystem::path& file) {
    const char* url = std::getenv("ROA2WEB_TEST_POSTGRESQL");
    if (url == nullptr || *url == '\0') {
        return {file};
    }
    return {url, "test_" + std::to_string(std::hash<std::string>{}(file.string()))};
}

}  // namespace roa2web::database
