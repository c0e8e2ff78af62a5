#pragma once

#include <filesystem>

#include "core/date.hpp"

#include "config.hpp"

namespace roa2web {

/// Generates the demo ERP and shows its progress in the log. Throws core::DatabaseError.
void write_demo_erp(const std::filesystem::path& folder,
                    const DemoErpSettings& settings,
                    core::Date today);

}  // namespace roa2web
