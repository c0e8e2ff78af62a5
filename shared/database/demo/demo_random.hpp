// Chance that is the same everywhere: the engine is fixed by the C++ standard, the distributions
// are ours, because those of the standard library differ between its implementations.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>

namespace roa2web::database::demo {

class DemoRandom {
  public:
    explicit DemoRandom(std::uint64_t seed) : engine_(seed) {}

    /// Any whole number from `low` to `high`, both included, each as likely.
    std::int64_t between(std::int64_t low, std::int64_t high) {
        const std::uint64_t range = static_cast<std::uint64_t>(high - low) + 1;
        if (range == 0) {
            return static_cast<std::int64_t>(engine_());
        }
        // What is above the last whole multiple of the range would favour small numbers.
        const std::uint64_t limit = UINT64_MAX - UINT64_MAX % range;
        std::uint64_t drawn = engine_();
        while (drawn >= limit) {
            drawn = engine_();
        }
        return low + static_cast<std::int64_t>(drawn % range);
    }

    /// True in `per_mille` of 1000 cases.
    bool chance(std::int64_t per_mille) { return between(1, 1000) <= per_mille; }

    /// Small values more often than large ones, as prices and invoices are.
    std::int64_t skewed(std::int64_t low, std::int64_t high) {
        return between(low, between(low, high));
    }

    template <class Choices>
    const auto& pick(const Choices& choices) {
        return choices[static_cast<std::size_t>(
            between(0, static_cast<std::int64_t>(choices.size()) - 1))];
    }

    /// A few of them much more often than the rest, as customers are.
    std::size_t skewed_index(std::size_t count) {
        return static_cast<std::size_t>(skewed(0, static_cast<std::int64_t>(count) - 1));
    }

  private:
    std::mt19937_64 engine_;
};

}  // namespace roa2web::database::demo
