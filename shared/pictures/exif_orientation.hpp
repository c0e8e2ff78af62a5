// The one thing of a camera's notes that is kept: which way up the picture is. Reading a single
// number out of a table does not need a library that reads all of them, from bytes that nobody
// vouches for.
#pragma once

#include <string>
#include <string_view>

namespace roa2web::pictures {

/// EXIF's number, 1 (upright) to 8. Whatever is not well-formed is taken as upright.
/// Source: EXIF 2.32 (CIPA DC-008), 4.5.2 and tag 274; TIFF 6.0, section 2.
/// @param exif a TIFF header with its directory, with or without "Exif\0\0" before.
[[nodiscard]] int exif_orientation(std::string_view exif);

/// The shortest EXIF that says an orientation, without "Exif\0\0".
[[nodiscard]] std::string make_exif(int orientation);

}  // namespace roa2web::pictures
