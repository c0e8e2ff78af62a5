#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace roa2web::core {

/// A calendar date, without time or zone.
using Date = std::chrono::year_month_day;
/// An instant, UTC.
using Timestamp = std::chrono::sys_seconds;

/// "2025-11-23".
[[nodiscard]] std::string format_date(Date date);

/// Reads "2025-11-23"; years 1900 to 2199. Errors: InvalidInput for another form or a day that does
/// not exist.
[[nodiscard]] Result<Date> parse_date(std::string_view text);

/// "2025-11-23T08:15:00Z" (RFC 3339).
[[nodiscard]] std::string format_timestamp(Timestamp instant);

/// The calendar date in Romania at an instant. Summer time as in EU Directive 2000/84/EC: from the
/// last Sunday of March to the last Sunday of October, changing at 01:00 UTC.
[[nodiscard]] Date date_in_bucharest(Timestamp instant);

/// Where "now" comes from, so that tests can set it.
class Clock {
  public:
    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    Clock(Clock&&) = delete;
    Clock& operator=(Clock&&) = delete;
    virtual ~Clock() = default;

    [[nodiscard]] virtual Timestamp now() const = 0;

    [[nodiscard]] Date today() const { return date_in_bucharest(now()); }
};

class SystemClock final : public Clock {
  public:
    [[nodiscard]] Timestamp now() const override;
};

/// For tests: stands still until it is told otherwise.
class FixedClock final : public Clock {
  public:
    explicit FixedClock(Timestamp instant) : instant_(instant) {}

    [[nodiscard]] Timestamp now() const override { return instant_; }

    void advance(std::chrono::seconds by) { instant_ += by; }

  private:
    Timestamp instant_;
};

}  // namespace roa2web::core
