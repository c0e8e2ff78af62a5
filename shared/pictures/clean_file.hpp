// What a picture's file holds beside the picture: where it was taken and by whom, previews, and
// whatever somebody put behind its end. None of it is kept. Nothing is decoded here.
#pragma once

#include <string>
#include <string_view>

#include "pictures/media_type.hpp"

namespace roa2web::pictures {

struct CleanFile {
    std::string bytes;  // with the orientation where it is not 1, and nothing else beside pixels
    int orientation{1};
    std::string dropped;  // all that `bytes` does not have
};

/// Takes a file apart and puts what makes up the picture together again, in the same order: its
/// pixels do not change.
/// Errors: throws PictureError for a file that ends early, and for one that moves (WebP).
/// @param type Jpeg, Png or Webp.
[[nodiscard]] CleanFile clean_file(std::string_view bytes, MediaType type);

/// @param is_upright whether what the file says of its orientation is no longer true.
[[nodiscard]] CleanFile clean_jpeg(std::string_view bytes, bool is_upright = false);
[[nodiscard]] CleanFile clean_png(std::string_view bytes);
[[nodiscard]] CleanFile clean_webp(std::string_view bytes);

/// Whether bytes that stand in or behind a picture would be taken for a document by another
/// program: a PDF, an archive, a page of the web.
[[nodiscard]] bool holds_other_document(std::string_view bytes);

/// Whether programs that unpack archives, which look at the end first, would take a file for one.
/// Source: PKWARE's APPNOTE, 4.3.16.
[[nodiscard]] bool ends_as_zip(std::string_view bytes);

}  // namespace roa2web::pictures
