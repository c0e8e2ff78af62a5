#include "json/schema.hpp"

#include <string>
#include <string_view>

namespace roa2web::json {

std::string schema_name(std::string_view type_name) {
    std::string name;
    std::string word;
    const auto flush = [&] {
        name += word;
        word.clear();
    };
    for (const char letter : type_name) {
        if (letter == ':') {
            word.clear();  // what stood before `::` was a namespace
        } else if (std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_') {
            word += letter;
        } else {
            flush();
        }
    }
    flush();
    return name;
}

}  // namespace roa2web::json
