#pragma once

#include <iosfwd>

#include "config.hpp"

namespace roa2web {

/// `roa2web check`: writes one line for each thing that was looked at. Changes nothing.
/// Answers 0, or 1 when something will not work.
[[nodiscard]] int check_installation(const LoadedConfig& loaded, std::ostream& out);

}  // namespace roa2web
