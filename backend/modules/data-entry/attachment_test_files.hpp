// For the tests of attachments: pictures and PDFs as people hand them in, and some that nobody
// should.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <opencv2/core/mat.hpp>

#include "pictures/picture.hpp"

namespace roa2web::data_entry {

/// A photo as a JPEG: light and dark blocks that differ by the seed. Another quality gives other
/// bytes and nearly the same picture.
[[nodiscard]] inline std::string make_photo(unsigned seed,
                                            int quality = 90,
                                            int width = 180,
                                            int height = 240) {
    constexpr int kBlocks = 12;
    std::mt19937 random(seed);
    std::vector<unsigned char> blocks(kBlocks * kBlocks);
    for (auto& block : blocks) {
        block = static_cast<unsigned char>(random() % 256);
    }
    cv::Mat picture(height, width, CV_8UC3);
    for (int row = 0; row < height; ++row) {
        for (int column = 0; column < width; ++column) {
            const auto grey = blocks[static_cast<std::size_t>(row * kBlocks / height * kBlocks +
                                                              column * kBlocks / width)];
            picture.at<cv::Vec3b>(row, column) = {grey, grey, grey};
        }
    }
    return pictures::encode_as_jpeg(picture, quality);
}

/// A PDF of blank pages.
[[nodiscard]] inline std::string make_document(int pages, const std::string& title = "") {
    std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R >>", ""};
    std::string kids;
    for (int page = 0; page < pages; ++page) {
        kids += std::to_string(3 + page) + " 0 R ";
        objects.emplace_back("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 400] >>");
    }
    objects[1] = "<< /Type /Pages /Count " + std::to_string(pages) + " /Kids [" + kids + "] >>";
    std::string pdf = "%PDF-1.4\n%" + title + "\n";
    std::string table;
    for (std::size_t index = 0; index < objects.size(); ++index) {
        auto offset = std::to_string(pdf.size());
        offset.insert(0, 10 - offset.size(), '0');
        table += offset + " 00000 n \n";
        pdf += std::to_string(index + 1) + " 0 obj\n" + objects[index] + "\nendobj\n";
    }
    const auto size = std::to_string(objects.size() + 1);
    const auto start = std::to_string(pdf.size());
    return pdf + "xref\n0 " + size + "\n0000000000 65535 f \n" + table + "trailer\n<< /Size " +
           size + " /Root 1 0 R >>\nstartxref\n" + start + "\n%%EOF\n";
}

/// A PNG of 60,000 x 60,000 pixels, by its head; there are none in it.
[[nodiscard]] inline std::string make_huge_png() {
    constexpr std::string_view kChunks(
        "\x89PNG\r\n\x1A\n"
        "\0\0\0\x0DIHDR\0\0\xEA\x60\0\0\xEA\x60\x08\0\0\0\0\xA5\xB9\x2A\x9E"
        "\0\0\0\0IDAT\x35\xAF\x06\x1E"
        "\0\0\0\0IEND\xAE\x42\x60\x82",
        57);
    return std::string(kChunks);
}

[[nodiscard]] inline std::string read_bytes(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// Regular files in a folder and below it.
[[nodiscard]] inline std::vector<std::filesystem::path> files_below(
    const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    std::error_code none_yet;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, none_yet)) {
        if (entry.is_regular_file()) {
            files.push_back(entry.path());
        }
    }
    return files;
}

}  // namespace roa2web::data_entry
