#pragma once

#include <optional>
#include <string>

#include "db/reports_store.hpp"

namespace roa2web::reports {

/// The settings of the cache that an administrator has changed, as JSON. All functions block; they
/// throw core::UnavailableError while the store is not open, and core::DatabaseError.
class CacheSettingsStore {
  public:
    explicit CacheSettingsStore(const ReportsStore& store) : store_(store) {}

    /// Nothing where none were changed yet.
    [[nodiscard]] std::optional<std::string> read() const;

    void write(const std::string& content) const;

  private:
    const ReportsStore& store_;
};

}  // namespace roa2web::reports
