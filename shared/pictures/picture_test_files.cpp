#include "pictures/picture_test_files.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <jpeglib.h>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <png.h>
#include <webp/encode.h>
#include <zlib.h>

#include "pictures/byte_order.hpp"
#include "pictures/picture_error.hpp"

namespace roa2web::pictures {

namespace {

using namespace std::string_view_literals;

const cv::Scalar kRed(0, 0, 255);
const cv::Scalar kGreen(0, 255, 0);
const cv::Scalar kBlue(255, 0, 0);
const cv::Scalar kWhite(255, 255, 255);

char name_colour(const cv::Vec3b& bgr) {
    const bool blue = bgr[0] > 128;
    const bool green = bgr[1] > 128;
    const bool red = bgr[2] > 128;
    if (red && green && blue) {
        return 'W';
    }
    return red ? 'R' : green ? 'G' : blue ? 'B' : 'K';
}

std::string zlib_of(std::string_view bytes) {
    uLongf size = compressBound(bytes.size());
    std::string packed(size, '\0');
    compress2(reinterpret_cast<Bytef*>(packed.data()),
              &size,
              reinterpret_cast<const Bytef*>(bytes.data()),
              bytes.size(),
              Z_BEST_COMPRESSION);
    packed.resize(size);
    return packed;
}

}  // namespace

PictureFolder::PictureFolder()
    : path_(std::filesystem::temp_directory_path() /
            ("roa2web-pictures-test-" + std::to_string(std::random_device{}()))) {
    std::filesystem::create_directories(path_);
}

PictureFolder::~PictureFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path PictureFolder::put(std::string_view bytes, const std::string& name) const {
    std::ofstream(path_ / name, std::ios::binary | std::ios::trunc) << bytes;
    return path_ / name;
}

std::size_t PictureFolder::count_files() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(path_), {}));
}

cv::Mat make_corners(int width, int height) {
    cv::Mat picture(height, width, CV_8UC3, kWhite);
    const int half_width = width / 2;
    const int half_height = height / 2;
    picture({0, 0, half_width, half_height}).setTo(kRed);
    picture({half_width, 0, width - half_width, half_height}).setTo(kGreen);
    picture({0, half_height, half_width, height - half_height}).setTo(kBlue);
    return picture;
}

std::string name_corners(const cv::Mat& bgr) {
    const int right = bgr.cols - 1 - bgr.cols / 8;
    const int bottom = bgr.rows - 1 - bgr.rows / 8;
    const int left = bgr.cols / 8;
    const int top = bgr.rows / 8;
    std::string names = "  /  ";
    names[0] = name_colour(bgr.at<cv::Vec3b>(top, left));
    names[1] = name_colour(bgr.at<cv::Vec3b>(top, right));
    names[3] = name_colour(bgr.at<cv::Vec3b>(bottom, left));
    names[4] = name_colour(bgr.at<cv::Vec3b>(bottom, right));
    return names;
}

cv::Mat make_receipt(unsigned seed, int width, int height) {
    cv::Mat picture(height, width, CV_8UC3, cv::Scalar(96, 110, 120));  // a table
    std::minstd_rand random(seed);
    const auto pick = [&random](int from, int to) {
        return from + static_cast<int>(random() % static_cast<unsigned>(to - from));
    };
    const cv::Rect paper(
        width / 10 + pick(0, width / 10), height / 20, width * 6 / 10, height * 9 / 10);
    picture(paper).setTo(cv::Scalar(235, 238, 240));
    for (int y = paper.y + 10; y + 14 < paper.y + paper.height; y += 20) {
        const int length = pick(0, paper.width - 20);
        picture({paper.x + 10, y, length + 1, 10}).setTo(cv::Scalar(60, 60, 60));
    }
    return picture;
}

std::string make_jpeg(const cv::Mat& bgr, JpegKind kind) {
    jpeg_error_mgr errors{};
    jpeg_compress_struct state{};
    state.err = jpeg_std_error(&errors);
    jpeg_create_compress(&state);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&state, &bytes, &size);
    cv::Mat pixels = bgr;
    state.image_width = static_cast<JDIMENSION>(bgr.cols);
    state.image_height = static_cast<JDIMENSION>(bgr.rows);
    state.in_color_space = JCS_EXT_BGR;
    if (kind == JpegKind::Grey) {
        cv::cvtColor(bgr, pixels, cv::COLOR_BGR2GRAY);
        state.in_color_space = JCS_GRAYSCALE;
    } else if (kind == JpegKind::Inks) {
        // As Adobe writes it: the light that is left, so red, green, blue, and black not at all.
        cv::cvtColor(bgr, pixels, cv::COLOR_BGR2RGBA);
        state.in_color_space = JCS_CMYK;
    }
    state.input_components = pixels.channels();
    jpeg_set_defaults(&state);
    jpeg_set_quality(&state, 95, TRUE);
    if (kind == JpegKind::Progressive) {
        jpeg_simple_progression(&state);
    }
    jpeg_start_compress(&state, TRUE);
    while (state.next_scanline < state.image_height) {
        JSAMPROW row = pixels.ptr(static_cast<int>(state.next_scanline));
        jpeg_write_scanlines(&state, &row, 1);
    }
    jpeg_finish_compress(&state);
    jpeg_destroy_compress(&state);
    std::string file(reinterpret_cast<char*>(bytes), size);
    std::free(bytes);
    return file;
}

std::string with_segment(const std::string& jpeg, unsigned char mark, std::string_view body) {
    std::string segment = "\xFF";
    segment.push_back(static_cast<char>(mark));
    append_number(segment, static_cast<std::uint32_t>(body.size() + 2), 2, ByteOrder::Big);
    segment += body;
    return jpeg.substr(0, 2) + segment + jpeg.substr(2);
}

std::string make_png(const cv::Mat& pixels, std::uint32_t format) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(pixels.cols);
    image.height = static_cast<png_uint_32>(pixels.rows);
    image.format = format;
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    std::string file(size, '\0');
    png_image_write_to_memory(&image, file.data(), &size, 0, pixels.data, 0, nullptr);
    file.resize(size);
    return file;
}

std::string make_png_chunk(std::string_view name, std::string_view body) {
    std::string chunk;
    append_number(chunk, static_cast<std::uint32_t>(body.size()), 4, ByteOrder::Big);
    const auto checked = std::string(name) + std::string(body);
    const auto sum =
        crc32(0, reinterpret_cast<const Bytef*>(checked.data()), static_cast<uInt>(checked.size()));
    chunk += checked;
    append_number(chunk, static_cast<std::uint32_t>(sum), 4, ByteOrder::Big);
    return chunk;
}

std::string make_png_head(std::uint32_t width, std::uint32_t height) {
    std::string body;
    append_number(body, width, 4, ByteOrder::Big);
    append_number(body, height, 4, ByteOrder::Big);
    body += "\x08\0\0\0\0"sv;
    return "\x89PNG\r\n\x1A\n" + make_png_chunk("IHDR", body);
}

std::string deflate_zeros(std::size_t count) {
    return zlib_of(std::string(count, '\0'));
}

std::string make_webp(const cv::Mat& pixels) {
    std::uint8_t* bytes = nullptr;
    const auto encode = pixels.channels() == 4 ? WebPEncodeLosslessBGRA : WebPEncodeLosslessBGR;
    const auto size =
        encode(pixels.data, pixels.cols, pixels.rows, static_cast<int>(pixels.step[0]), &bytes);
    std::string file(reinterpret_cast<char*>(bytes), size);
    WebPFree(bytes);
    return file;
}

std::string make_webp_chunk(std::string_view name, std::string_view body) {
    std::string chunk(name);
    append_number(chunk, static_cast<std::uint32_t>(body.size()), 4, ByteOrder::Little);
    chunk += body;
    return body.size() % 2 == 0 ? chunk : chunk + '\0';
}

std::string with_webp_chunks(const std::string& webp,
                             unsigned char flags,
                             const cv::Mat& picture,
                             const std::string& chunks) {
    std::string head(1, static_cast<char>(flags));
    head += "\0\0\0"sv;
    append_number(head, static_cast<std::uint32_t>(picture.cols - 1), 3, ByteOrder::Little);
    append_number(head, static_cast<std::uint32_t>(picture.rows - 1), 3, ByteOrder::Little);
    const auto body = "WEBP" + make_webp_chunk("VP8X", head) + webp.substr(12) + chunks;
    std::string file = "RIFF";
    append_number(file, static_cast<std::uint32_t>(body.size()), 4, ByteOrder::Little);
    return file + body;
}

std::string make_camera_exif(int orientation, bool little_endian) {
    const auto order = little_endian ? ByteOrder::Little : ByteOrder::Big;
    std::string exif = little_endian ? "II" : "MM";
    append_number(exif, 42, 2, order);
    append_number(exif, 8, 4, order);
    append_number(exif, 2, 2, order);
    const auto add_entry = [&](std::uint32_t tag, std::uint32_t type, std::uint32_t count) {
        append_number(exif, tag, 2, order);
        append_number(exif, type, 2, order);
        append_number(exif, count, 4, order);
    };
    add_entry(0x0112, 3, 1);  // orientation
    append_number(exif, static_cast<std::uint32_t>(orientation), 2, order);
    append_number(exif, 0, 2, order);
    add_entry(0x8825, 4, 1);  // where the directory of the position is
    append_number(exif, 38, 4, order);
    append_number(exif, 0, 4, order);
    append_number(exif, 1, 2, order);
    add_entry(0x001B, 7, kSecretPlace.size());  // of the position: how it was found
    append_number(exif, 56, 4, order);
    append_number(exif, 0, 4, order);
    exif += kSecretPlace;
    return exif;
}

std::string make_pdf(const std::vector<PdfPage>& pages,
                     const std::vector<std::string>& objects,
                     const std::string& info) {
    std::string kids;
    std::vector<std::string> all(2);
    for (const auto& page : pages) {
        const auto number = all.size() + 1;
        kids += std::to_string(number) + " 0 R ";
        all.push_back("<</Type/Page/Parent 2 0 R/MediaBox[" + page.media_box + "]/Rotate " +
                      std::to_string(page.rotate) + "/Contents " + std::to_string(number + 1) +
                      " 0 R" + page.more + ">>");
        all.push_back("<</Length " + std::to_string(page.contents.size()) + ">>stream\n" +
                      page.contents + "\nendstream");
    }
    all[0] = "<</Type/Catalog/Pages 2 0 R>>";
    all[1] = "<</Type/Pages/Kids[" + kids + "]/Count " + std::to_string(pages.size()) + ">>";
    all.insert(all.end(), objects.begin(), objects.end());
    all.push_back("<<" + info + ">>");

    std::string file = "%PDF-1.7\n";
    std::string table = "0000000000 65535 f \n";
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto offset = std::to_string(file.size());
        table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
        file += std::to_string(i + 1) + " 0 obj\n" + all[i] + "\nendobj\n";
    }
    const auto start = std::to_string(file.size());
    const auto size = std::to_string(all.size() + 1);
    return file + "xref\n0 " + size + "\n" + table + "trailer\n<</Root 1 0 R/Info " +
           std::to_string(all.size()) + " 0 R/Size " + size + ">>\nstartxref\n" + start +
           "\n%%EOF\n";
}

std::string refusal_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const PictureError& refused) {
        return refused.error().id;
    }
    return {};
}

std::string refusal_of_file(const std::filesystem::path& file, const Limits& limits) {
    return refusal_of([&] { (void)take_in(file, limits); });
}

}  // namespace roa2web::pictures
