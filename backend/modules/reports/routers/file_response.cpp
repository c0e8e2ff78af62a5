#include "routers/file_response.hpp"

#include <memory>
#include <string>
#include <utility>

#include "http/file_response.hpp"

namespace roa2web::reports {

namespace {

std::string content_type_of(ExportFormat format) {
    switch (format) {
        case ExportFormat::Xlsx:
            return std::string(exports::kXlsxContentType);
        case ExportFormat::Pdf:
            return std::string(exports::kPdfContentType);
        case ExportFormat::Csv:
            break;
    }
    return std::string(exports::kCsvContentType);
}

}  // namespace

http::Response file_response(ExportedFile file, core::BlockingPool& pool) {
    const auto made = std::make_shared<const ExportedFile>(std::move(file));
    return http::file_response({made->file.path(), made->name, content_type_of(made->format), made},
                               pool);
}

}  // namespace roa2web::reports
