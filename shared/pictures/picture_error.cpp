#include "pictures/picture_error.hpp"

#include <string>

namespace roa2web::pictures {

void throw_unreadable() {
    throw PictureError("picture_unreadable",
                       "The file is damaged or not complete: take the picture again");
}

void throw_too_large() {
    throw PictureError("picture_too_large", "The picture has too many pixels");
}

void throw_too_many_pages(int most) {
    throw PictureError("too_many_pages",
                       "The file has more than " + std::to_string(most) + " pages");
}

void throw_unsupported(const std::string& why) {
    throw PictureError("file_type_unsupported", why);
}

void throw_too_slow() {
    throw PictureError("picture_too_slow", "Reading the file takes too long");
}

void throw_encrypted() {
    throw PictureError("file_encrypted", "The file asks for a password: remove it first");
}

}  // namespace roa2web::pictures
