#include "http/openapi.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "json/schema.hpp"
#include "json/writer.hpp"

namespace roa2web::http {

namespace {

constexpr std::string_view kErrorSchemas =
    R"("Error":{"type":"object","properties":{"detail":{"type":"string"},"code":{"type":"string"}},"required":["detail"]},)"
    R"("ValidationError":{"type":"object","properties":{"detail":{"type":"array","items":{"type":"object","properties":{)"
    R"("loc":{"type":"array","items":{"type":"string"}},"msg":{"type":"string"},"type":{"type":"string"}},)"
    R"("required":["loc","msg","type"]}}},"required":["detail"]})";

std::string json_text(std::string_view text) {
    std::string out;
    json::append_quoted(out, text);
    return out;
}

std::string lower_method(Method method) {
    std::string name(method_name(method));
    for (char& letter : name) {
        letter = static_cast<char>(letter - 'A' + 'a');
    }
    return name;
}

std::string parameter(const json::MemberSchema& member, std::string_view place) {
    const bool required = member.required || place == "path";
    return R"({"name":)" + json_text(member.name) + R"(,"in":)" + json_text(place) +
           R"(,"required":)" + (required ? "true" : "false") + R"(,"schema":)" + member.schema +
           "}";
}

std::string parameters_of(const Route& route, json::SchemaComponents& components) {
    std::string list;
    const auto add = [&list](const std::string& text) {
        list += list.empty() ? "" : ",";
        list += text;
    };
    for (const auto& member : route.schema.path(components)) {
        add(parameter(member, "path"));
    }
    if (route.options.company) {
        add(parameter({"company_id", R"({"type":"integer","minimum":1})", true}, "query"));
    }
    for (const auto& member : route.schema.query(components)) {
        add(parameter(member, "query"));
    }
    for (const auto& name : route.options.required_headers) {
        add(parameter({name, R"({"type":"string"})", true}, "header"));
    }
    return list;
}

std::string error_answer(std::string_view status,
                         std::string_view description,
                         std::string_view schema) {
    return "," + json_text(status) + R"(:{"description":)" + json_text(description) +
           R"(,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/)" +
           std::string(schema) + R"("}}}})";
}

std::string files_of(const std::vector<std::string>& media_types) {
    std::string content;
    for (const auto& media_type : media_types) {
        content += content.empty() ? "" : ",";
        content += json_text(media_type) + R"(:{"schema":{"type":"string","format":"binary"}})";
    }
    return content;
}

std::string answers_of(const Route& route, json::SchemaComponents& components) {
    std::string answers =
        json_text(std::to_string(route.options.status)) + R"(:{"description":"OK")";
    if (route.schema.answer) {
        answers +=
            R"(,"content":{"application/json":{"schema":)" + route.schema.answer(components) + "}}";
    } else if (!route.options.media_types.empty()) {
        answers += R"(,"content":{)" + files_of(route.options.media_types) + "}";
    }
    answers += "}";
    if (route.method == Method::Get) {
        answers += R"(,"304":{"description":"The caller has it already: If-None-Match"})";
    }
    if (!is_open(route.options.access)) {
        answers += error_answer("401", "No valid access token", "Error");
    }
    if (route.options.access.kind == Access::Kind::Permission || route.options.company) {
        answers += error_answer("403", "No right to this", "Error");
    }
    if (route.path.find('{') != std::string::npos) {
        answers += error_answer("404", "There is no such thing here", "Error");
    }
    if (!route.options.conflict.empty()) {
        answers += error_answer("409", route.options.conflict, "Error");
    }
    if (route.schema.body || route.options.upload) {
        answers += error_answer("413", "The body is too large", "Error");
    }
    return answers + error_answer("422", "The request does not validate", "ValidationError") +
           error_answer("503", "A neighbour does not answer now", "Error");
}

/// "get_api_reports_invoices_id": unique, because method and path are.
std::string operation_id(const Route& route) {
    std::string id = lower_method(route.method);
    char previous = '_';
    for (const char letter : route.path) {
        const bool word = std::isalnum(static_cast<unsigned char>(letter)) != 0;
        if (word && previous == '_') {
            id += '_';
        }
        if (word) {
            id += letter;
        }
        previous = word ? letter : '_';
    }
    return id;
}

std::string access_text(const Route& route) {
    if (is_open(route.options.access)) {
        return "Open to everyone.";
    }
    std::string text = "Needs a signed-in user";
    if (route.options.access.kind == Access::Kind::Permission) {
        text += " with the permission " +
                std::string(core::permission_name(route.options.access.permission));
    }
    return text + (route.options.company ? " and a right to the company." : ".");
}

std::string operation(const Route& route, json::SchemaComponents& components) {
    std::string text = R"({"operationId":)" + json_text(operation_id(route)) + R"(,"summary":)" +
                       json_text(route.options.summary) + R"(,"description":)" +
                       json_text(access_text(route)) + R"(,"tags":[)" + json_text(route.tag) +
                       R"(],"parameters":[)" + parameters_of(route, components) + "]";
    if (route.schema.body) {
        const std::string_view type =
            route.options.upload ? "multipart/form-data" : "application/json";
        text += R"(,"requestBody":{"required":true,"content":{)" + json_text(type) +
                R"(:{"schema":)" + route.schema.body(components) + "}}}";
    }
    if (!is_open(route.options.access)) {
        text += R"(,"security":[{"bearer":[]}])";
    }
    return text + R"(,"responses":{)" + answers_of(route, components) + "}}";
}

}  // namespace

std::string openapi_document(const std::vector<Route>& routes, std::string_view version) {
    json::SchemaComponents components;
    std::map<std::string, std::string> paths;  // path -> its operations, joined with commas
    for (const auto& route : routes) {
        auto& operations = paths[route.path];
        operations += operations.empty() ? "" : ",";
        operations += json_text(lower_method(route.method)) + ":" + operation(route, components);
    }
    std::string document = R"({"openapi":"3.1.0","info":{"title":"ROA2WEB","version":)" +
                           json_text(version) + R"(},"paths":{)";
    char separator = ' ';
    for (const auto& [path, operations] : paths) {
        document += separator + json_text(path) + ":{" + operations + "}";
        separator = ',';
    }
    document +=
        R"(},"components":{"securitySchemes":{"bearer":{"type":"http","scheme":"bearer","bearerFormat":"JWT"}},)"
        R"("schemas":{)" +
        std::string(kErrorSchemas);
    for (const auto& [name, schema] : components) {
        document += "," + json_text(name) + ":" + schema;
    }
    return document + "}}}";
}

}  // namespace roa2web::http
