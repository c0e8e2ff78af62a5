#include "pictures/picture_file.hpp"

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include <opencv2/core.hpp>

#include "pictures/clean_file.hpp"
#include "pictures/codecs.hpp"
#include "pictures/deadline.hpp"
#include "pictures/external_file.hpp"
#include "pictures/picture.hpp"
#include "pictures/picture_error.hpp"
#include "pictures/upright.hpp"
#include "pictures/whole_file.hpp"

namespace roa2web::pictures {

namespace {

namespace fs = std::filesystem;

/// Of the picture that a hash is made of: pixels on its longest side.
constexpr int kHashedSide = 512;
constexpr int kJpegQuality = 85;

MediaType type_of(std::string_view bytes) {
    const auto type = media_type_of(bytes.substr(0, kTypeBytes));
    if (!type) {
        throw_unsupported("The file is neither a picture (JPEG, PNG, WebP, HEIC) nor a PDF");
    }
    return *type;
}

DecodedFile decode(std::string_view bytes,
                   MediaType type,
                   int enough,
                   const Limits& limits,
                   const Deadline& deadline) {
    switch (type) {
        case MediaType::Png:
            return decode_png(bytes, limits);
        case MediaType::Webp:
            return decode_webp(bytes, enough, limits);
        default:
            return decode_jpeg(bytes, enough, limits, deadline);
    }
}

Picture make_upright(DecodedFile decoded, int orientation, int longest_side) {
    if (lies_on_its_side(orientation)) {
        std::swap(decoded.width, decoded.height);
    }
    // Smaller first: there is less to turn then.
    return {.bgr = turn_upright(shrink(decoded.bgr, longest_side), orientation),
            .full_width = decoded.width,
            .full_height = decoded.height};
}

PictureFacts take_in_pdf(const fs::path& file,
                         std::string_view bytes,
                         const Limits& limits,
                         const Deadline& deadline) {
    if (ends_as_zip(bytes)) {
        throw_unsupported("The file is a PDF and an archive at once");
    }
    const auto facts = look_at_pdf(file, limits, deadline);
    const auto page = draw_pdf_page(file, 1, kHashedSide, deadline);
    return {.media_type = MediaType::Pdf,
            .width = facts.width,
            .height = facts.height,
            .pages = facts.pages,
            .perceptual_hash = difference_hash(page)};
}

}  // namespace

PictureFacts take_in(const fs::path& file, const Limits& limits) {
    const Deadline deadline(limits.max_time);
    const auto bytes = read_file(file);
    auto type = type_of(bytes);
    if (type == MediaType::Pdf) {
        return take_in_pdf(file, bytes, limits, deadline);
    }
    CleanFile clean;
    if (type == MediaType::Heic) {
        // Turned upright already, whatever the notes say that are copied.
        clean = clean_jpeg(heic_to_jpeg(file, bytes, limits, deadline), true);
        type = MediaType::Jpeg;
    } else {
        clean = clean_file(bytes, type);
        if (holds_other_document(clean.dropped)) {
            throw_unsupported("The file is a picture and another document at once");
        }
    }
    const auto picture = make_upright(
        decode(clean.bytes, type, kHashedSide, limits, deadline), clean.orientation, kHashedSide);
    if (clean.bytes != bytes) {
        replace_file(file, clean.bytes);
    }
    return {.media_type = type,
            .width = picture.full_width,
            .height = picture.full_height,
            .pages = 1,
            .perceptual_hash = difference_hash(picture.bgr)};
}

Picture decode_page(const fs::path& file, int page, int longest_side, const Limits& limits) {
    const Deadline deadline(limits.max_time);
    auto bytes = read_file(file);
    auto type = type_of(bytes);
    if (type == MediaType::Pdf) {
        if (page < 1) {
            throw std::out_of_range("no such page");
        }
        auto drawn = draw_pdf_page(file, page, longest_side, deadline);
        return {.bgr = drawn, .full_width = drawn.cols, .full_height = drawn.rows};
    }
    if (page != 1) {
        throw std::out_of_range("no such page");
    }
    int orientation = 1;
    if (type == MediaType::Heic) {
        bytes = heic_to_jpeg(file, bytes, limits, deadline);
        type = MediaType::Jpeg;
    } else {
        orientation = clean_file(bytes, type).orientation;
    }
    return make_upright(
        decode(bytes, type, longest_side, limits, deadline), orientation, longest_side);
}

std::string jpeg_of_page(const fs::path& file, int page, int longest_side, const Limits& limits) {
    return encode_as_jpeg(decode_page(file, page, longest_side, limits).bgr, kJpegQuality);
}

}  // namespace roa2web::pictures
