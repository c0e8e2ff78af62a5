#pragma once

#include <string>
#include <string_view>

namespace roa2web::database {

/// A SQL file that the build made part of the executable.
struct SqlFile {
    std::string_view name;  // "0001_sessions.sql"
    std::string_view text;
};

}  // namespace roa2web::database
