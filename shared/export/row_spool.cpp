#include "export/row_spool.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <ios>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/exceptions.hpp"

namespace roa2web::exports {

namespace {

/// In front of each text. The file never leaves this machine: its own byte order will do.
using Length = std::uint32_t;
constexpr std::size_t kSpoolBufferBytes = std::size_t{64} * 1024;

}  // namespace

RowSpool::RowSpool(TemporaryFile file, std::size_t columns)
    : file_(std::move(file)), columns_(columns), output_(std::in_place, file_.path()) {}

void RowSpool::add(std::span<const std::string> row) {
    for (const auto& text : row) {
        const auto length = static_cast<Length>(text.size());
        std::array<char, sizeof(Length)> bytes{};
        std::memcpy(bytes.data(), &length, sizeof(Length));
        output_->write({bytes.data(), bytes.size()});
        output_->write(text);
    }
}

void RowSpool::end() {
    output_->close();
    output_.reset();
}

RowSpool::Reader::Reader(const RowSpool& spool) : buffer_(kSpoolBufferBytes), row_(spool.columns_) {
    stream_.rdbuf()->pubsetbuf(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    stream_.open(spool.file_.path(), std::ios::binary);
}

const std::vector<std::string>* RowSpool::Reader::next() {
    for (std::size_t index = 0; index < row_.size(); ++index) {
        std::array<char, sizeof(Length)> bytes{};
        stream_.read(bytes.data(), bytes.size());
        if (index == 0 && stream_.eof() && stream_.gcount() == 0) {
            return nullptr;
        }
        Length length = 0;
        std::memcpy(&length, bytes.data(), sizeof(Length));
        row_[index].resize(stream_ ? length : 0);
        stream_.read(row_[index].data(), length);
        if (!stream_) {
            throw core::InternalError("rows of an export cannot be read back");
        }
    }
    return &row_;
}

}  // namespace roa2web::exports
