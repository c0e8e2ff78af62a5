#include "logging/logger.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "logging/redact.hpp"

namespace roa2web::logging {

namespace {

constexpr std::array<std::string_view, 6> kLevelNames{
    "TRACE", "DEBUG", "INFO ", "WARN ", "ERROR", "OFF  "};

struct State {
    LoggingSettings settings;
    std::shared_ptr<spdlog::logger> sink;
};

std::shared_ptr<spdlog::logger> make_sink(Format format) {
    auto sink = std::make_shared<spdlog::logger>("roa2web",
                                                 std::make_shared<spdlog::sinks::stdout_sink_mt>());
    sink->set_pattern(format == Format::Json ? R"({"time":"%Y-%m-%dT%H:%M:%S.%e%z",%v})"
                                             : "%Y-%m-%d %H:%M:%S.%e %v");
    sink->set_level(spdlog::level::trace);
    sink->flush_on(spdlog::level::trace);  // a line that was written must survive a crash
    return sink;
}

State& state() {
    static State shared{{}, make_sink(Format::Text)};
    return shared;
}

bool needs_quotes(std::string_view text) {
    return text.empty() || text.find_first_of(" \"=\n\r\t") != std::string_view::npos;
}

void append_quoted(std::string& out, std::string_view text) {
    out += '"';
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') {
            out += '\\';
            out += letter;
        } else if (letter == '\n') {
            out += "\\n";
        } else if (static_cast<unsigned char>(letter) < 0x20) {
            out += ' ';
        } else {
            out += letter;
        }
    }
    out += '"';
}

std::string clean_value(const Field& field) {
    if (is_secret_key(field.key)) {
        return "***";
    }
    return field.is_number ? field.text : redact(field.text);
}

std::string text_line(std::string_view module,
                      Level level,
                      std::string_view message,
                      Fields fields) {
    std::string line;
    line.append(kLevelNames.at(static_cast<std::size_t>(level)))
        .append(" [")
        .append(module)
        .append("] ");
    line += redact(message);
    for (const auto& field : fields) {
        line.append(" ").append(field.key).append("=");
        const auto value = clean_value(field);
        if (needs_quotes(value)) {
            append_quoted(line, value);
        } else {
            line += value;
        }
    }
    return line;
}

std::string json_line(std::string_view module,
                      Level level,
                      std::string_view message,
                      Fields fields) {
    std::string name(kLevelNames.at(static_cast<std::size_t>(level)));
    name.erase(name.find_last_not_of(' ') + 1);
    std::string line =
        R"("level":")" + name + R"(","module":")" + std::string(module) + R"(","message":)";
    append_quoted(line, redact(message));
    for (const auto& field : fields) {
        line.append(",\"").append(field.key).append("\":");
        if (field.is_number) {
            line += clean_value(field);
        } else {
            append_quoted(line, clean_value(field));
        }
    }
    return line;
}

Level level_of(std::string_view module) {
    const auto& settings = state().settings;
    const auto found = std::find_if(settings.module_levels.begin(),
                                    settings.module_levels.end(),
                                    [module](const auto& entry) { return entry.first == module; });
    return found == settings.module_levels.end() ? settings.level : found->second;
}

}  // namespace

Logger::Logger(std::string_view module) : module_(module) {}

bool Logger::enabled(Level level) const {
    return level >= level_of(module_);
}

void Logger::write(Level level, std::string_view message, Fields fields) const {
    if (!enabled(level)) {
        return;
    }
    const auto& current = state();
    const bool json = current.settings.format == Format::Json;
    const auto line = json ? json_line(module_, level, message, fields)
                           : text_line(module_, level, message, fields);
    current.sink->log(spdlog::level::info, line);
}

void configure(const LoggingSettings& settings) {
    state() = State{settings, make_sink(settings.format)};
}

void flush() {
    state().sink->flush();
}

}  // namespace roa2web::logging
