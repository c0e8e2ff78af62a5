#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "export/output_file.hpp"
#include "export/temporary_file.hpp"

namespace roa2web::exports {

/// Rows of texts kept in a file: written once, then read from the start as often as wanted.
class RowSpool {
  public:
    /// @param columns texts of each row. Throws core::UnavailableError.
    RowSpool(TemporaryFile file, std::size_t columns);

    /// Throws core::UnavailableError.
    void add(std::span<const std::string> row);

    /// No more rows come. Throws core::UnavailableError.
    void end();

    /// Reads the spool of rows from its start.
    class Reader {
      public:
        explicit Reader(const RowSpool& spool);

        /// The next row, valid until the one after; nothing behind the last. Throws
        /// core::InternalError when the file is not as it was written.
        [[nodiscard]] const std::vector<std::string>* next();

      private:
        std::vector<char> buffer_;
        std::ifstream stream_;
        std::vector<std::string> row_;
    };

  private:
    TemporaryFile file_;
    std::size_t columns_;
    std::optional<OutputFile> output_;
};

}  // namespace roa2web::exports
