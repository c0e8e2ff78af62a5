#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>

namespace roa2web::database {

/// How to reach the ERP; filled by backend/config.cpp.
struct ErpSettings {
    /// SQLite engine: `<folder>/shared.db` and one `<folder>/<schema>.db` per company.
    std::filesystem::path folder;
    /// Sessions open at the same time, idle ones included; at least 1.
    std::size_t pool_size{8};
    /// How long a request waits for a session before it is refused.
    std::chrono::milliseconds acquire_timeout{5000};
    /// How long the engine may work on one statement, or on the way to its next row; 0 = for ever.
    std::chrono::milliseconds statement_timeout{30'000};
    /// How long a health probe may take.
    std::chrono::milliseconds probe_timeout{400};
};

}  // namespace roa2web::database
