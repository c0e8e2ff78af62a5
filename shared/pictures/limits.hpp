#pragma once

#include <chrono>
#include <cstdint>

namespace roa2web::pictures {

/// How much of the machine one file may take.
struct Limits {
    /// Of a picture, told by its header before anything is decoded.
    std::int64_t max_pixels{60'000'000};
    int max_pages{50};
    /// For everything that is done with the file in one call.
    std::chrono::seconds max_time{20};
};

}  // namespace roa2web::pictures
