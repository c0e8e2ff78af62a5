#pragma once

#include <chrono>

#include "pictures/picture_error.hpp"

namespace roa2web::pictures {

/// Until when the work on one file must be done.
class Deadline {
  public:
    explicit Deadline(std::chrono::milliseconds time) : end_(Clock::now() + time) {}

    [[nodiscard]] bool is_over() const { return Clock::now() >= end_; }

    /// Throws PictureError where nothing is left.
    [[nodiscard]] std::chrono::milliseconds left() const {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end_ - Clock::now());
        if (left <= std::chrono::milliseconds{0}) {
            throw_too_slow();
        }
        return left;
    }

  private:
    using Clock = std::chrono::steady_clock;

    Clock::time_point end_;
};

}  // namespace roa2web::pictures
