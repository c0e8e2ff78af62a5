#pragma once

#include <chrono>
#include <stdexcept>
#include <string>

namespace roa2web::core {

/// Ends the request with 500; the text is logged, never shown.
class InternalError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// A store or the ERP failed in the middle of work. Ends the request with 503; the text is logged,
/// never shown.
class DatabaseError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// A neighbour cannot be used now (pool exhausted, queue full, ERP away): 503 with Retry-After. The
/// text is shown.
class UnavailableError : public std::runtime_error {
  public:
    explicit UnavailableError(const std::string& message,
                              std::chrono::seconds retry_after = std::chrono::seconds{5})
        : std::runtime_error(message), retry_after_(retry_after) {}

    [[nodiscard]] std::chrono::seconds retry_after() const { return retry_after_; }

  private:
    std::chrono::seconds retry_after_;
};

/// Whoever asked for the work does not wait for it any more: it ended half-way. No failure of ours.
class CancelledError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// A setting is wrong: the process ends with exit code 2 and this one line.
class ConfigurationError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

}  // namespace roa2web::core
