// One log for the whole process: `2025-12-24 22:23:55.123 INFO  [REPORTS] invoices listed company=3
// rows=120`.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace roa2web::logging {

enum class Level : std::uint8_t { Trace, Debug, Info, Warn, Error, Off };

/// `key=value` behind a message. Text with spaces is quoted; secrets are masked (redact.hpp).
struct Field {
    template <class T>
    Field(std::string_view field_key, const T& field_value) : key(field_key) {
        if constexpr (std::is_same_v<T, bool>) {
            text = field_value ? "true" : "false";
        } else if constexpr (std::is_integral_v<T>) {
            text = std::to_string(field_value);
            is_number = true;
        } else {
            text = std::string_view(field_value);
        }
    }

    std::string_view key;
    std::string text;
    bool is_number{false};
};

using Fields = std::initializer_list<Field>;

/// The log of one module; cheap to copy. Safe from every thread.
class Logger {
  public:
    /// @param module as it stands in the prefix: "MAIN", "HTTP", "AUTH", "ERP", "REPORTS",
    /// "DATA-ENTRY", "OCR", "TELEGRAM".
    explicit Logger(std::string_view module);

    void debug(std::string_view message, Fields fields = {}) const {
        write(Level::Debug, message, fields);
    }

    void info(std::string_view message, Fields fields = {}) const {
        write(Level::Info, message, fields);
    }

    void warn(std::string_view message, Fields fields = {}) const {
        write(Level::Warn, message, fields);
    }

    void error(std::string_view message, Fields fields = {}) const {
        write(Level::Error, message, fields);
    }

    void write(Level level, std::string_view message, Fields fields) const;

    [[nodiscard]] bool enabled(Level level) const;

  private:
    std::string_view module_;  // a literal
};

enum class Format : std::uint8_t { Text, Json };

struct LoggingSettings {
    Level level{Level::Info};
    Format format{Format::Text};
    /// Levels of single modules: {"HTTP", Warn}.
    std::vector<std::pair<std::string, Level>> module_levels;
};

/// Call once, before threads start.
void configure(const LoggingSettings& settings);

/// Writes out what is buffered.
void flush();

}  // namespace roa2web::logging
