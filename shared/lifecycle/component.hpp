#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roa2web::lifecycle {

enum class Status : std::uint8_t { Ok, Disabled, Starting, Degraded, Down };

/// What it means for the process when a component does not work.
enum class Importance : std::uint8_t {
    Optional,   // one feature is missing: degraded
    Essential,  // nobody can use anything: down
};

/// What /health says of one component. The detail is for people with the permission system.view.
struct Health {
    Status status{Status::Ok};
    std::string detail;
    /// Facts beside the status, shown as they are: {"sessions_in_use", "2"}.
    std::vector<std::pair<std::string, std::string>> facts;
};

/// A part of the process with a life of its own: the ERP pool, a store, the cache, the bot.
class Component {
  public:
    Component() = default;
    Component(const Component&) = delete;
    Component& operator=(const Component&) = delete;
    Component(Component&&) = delete;
    Component& operator=(Component&&) = delete;
    virtual ~Component() = default;

    /// The key in /health: "erp", "receipts_db", "telegram_bot".
    [[nodiscard]] virtual std::string_view name() const = 0;

    /// Makes the component usable; blocks. Throws when it cannot: the others go on, and it is tried
    /// again later.
    virtual void start() = 0;

    /// Ends what start() began. Called once, also when start() never succeeded.
    virtual void stop() noexcept = 0;

    /// Looks now; blocks shortly. Throws when it does not work.
    [[nodiscard]] virtual Health health() = 0;
};

}  // namespace roa2web::lifecycle
