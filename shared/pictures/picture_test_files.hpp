// Files for the tests of this folder, made by the libraries that made them elsewhere, or byte by
// byte where no library would.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <opencv2/core/mat.hpp>

#include "pictures/limits.hpp"
#include "pictures/picture_file.hpp"

namespace roa2web::pictures {

/// A new folder that is removed, with what is in it, when it goes out of scope.
class PictureFolder {
  public:
    PictureFolder();
    ~PictureFolder();
    PictureFolder(const PictureFolder&) = delete;
    PictureFolder& operator=(const PictureFolder&) = delete;
    PictureFolder(PictureFolder&&) = delete;
    PictureFolder& operator=(PictureFolder&&) = delete;

    /// Writes a file and hands back where it stands.
    [[nodiscard]] std::filesystem::path put(std::string_view bytes,
                                            const std::string& name = "file") const;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    [[nodiscard]] std::size_t count_files() const;

  private:
    std::filesystem::path path_;
};

/// A picture that is different at each of its corners: red at the top left, green at the top right,
/// blue at the bottom left, white at the bottom right; higher than wide unless told.
[[nodiscard]] cv::Mat make_corners(int width = 60, int height = 90);

/// "R G / B W" for a picture whose corners are these colours, roughly.
[[nodiscard]] std::string name_corners(const cv::Mat& bgr);

/// Grey levels of something like a printed receipt, which differs by its seed.
[[nodiscard]] cv::Mat make_receipt(unsigned seed, int width = 600, int height = 900);

enum class JpegKind : std::uint8_t { Colour, Grey, Progressive, Inks };
[[nodiscard]] std::string make_jpeg(const cv::Mat& bgr, JpegKind kind = JpegKind::Colour);

/// A JPEG with another segment behind its first mark. @param mark such as 0xE1.
[[nodiscard]] std::string with_segment(const std::string& jpeg,
                                       unsigned char mark,
                                       std::string_view body);

/// @param format one of libpng's simplified formats, such as PNG_FORMAT_BGR; of `pixels` the same.
[[nodiscard]] std::string make_png(const cv::Mat& pixels, std::uint32_t format);
[[nodiscard]] std::string make_png_chunk(std::string_view name, std::string_view body);

/// A PNG's beginning: signature and the chunk that says the size. 8 bits, grey.
[[nodiscard]] std::string make_png_head(std::uint32_t width, std::uint32_t height);

/// What zlib makes of so many zero bytes.
[[nodiscard]] std::string deflate_zeros(std::size_t count);

/// @param pixels of three channels, or of four: then with transparency.
[[nodiscard]] std::string make_webp(const cv::Mat& pixels);

/// A WebP with flags and further chunks. @param chunks as they stand in the file.
[[nodiscard]] std::string with_webp_chunks(const std::string& webp,
                                           unsigned char flags,
                                           const cv::Mat& picture,
                                           const std::string& chunks);
[[nodiscard]] std::string make_webp_chunk(std::string_view name, std::string_view body);

/// TIFF's header and a directory with an orientation and the position of a place.
[[nodiscard]] std::string make_camera_exif(int orientation, bool little_endian);

/// The position in it, by which it is found.
constexpr std::string_view kSecretPlace = "N 44 26 07 E 26 06 10";

struct PdfPage {
    std::string media_box{"0 0 200 400"};
    std::string contents{"1 0 0 rg 0 200 100 200 re f"};  // red at the top left
    int rotate{0};
    std::string more{};  // further entries of its dictionary
};

/// @param objects further ones; the first has the number 3 + 2 * pages.
[[nodiscard]] std::string make_pdf(const std::vector<PdfPage>& pages,
                                   const std::vector<std::string>& objects = {},
                                   const std::string& info = {});

/// "picture_unreadable" and so on; empty where the work was done.
[[nodiscard]] std::string refusal_of(const std::function<void()>& work);

/// What take_in refuses a file for.
[[nodiscard]] std::string refusal_of_file(const std::filesystem::path& file,
                                          const Limits& limits = {});

}  // namespace roa2web::pictures
