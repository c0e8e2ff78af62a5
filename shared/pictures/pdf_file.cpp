#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "platform/child_process.hpp"

#include "pictures/external_file.hpp"
#include "pictures/picture_error.hpp"

namespace roa2web::pictures {

namespace {

/// Of a program that reads a PDF: a page with a scan of 600 dots an inch in colour fits.
constexpr std::int64_t kPdfMemory = 1'000'000'000;  // bytes
constexpr std::int64_t kMaxPageSide = 14'400;       // points: 200 inches, PDF 1.7's own limit
constexpr int kNoSuchPage = 99;                     // pdftoppm's exit code
constexpr std::int64_t kBytesPerPixel = 3;
constexpr std::int64_t kPpmHead = 100;  // bytes, more than it ever has

/// Its output and exit code; what can be told from other signs is thrown.
platform::ChildResult run_poppler(std::vector<std::string> command,
                                  const std::filesystem::path& file,
                                  std::int64_t output,
                                  const Deadline& deadline) {
    command.push_back(std::filesystem::absolute(file).string());
    auto result = platform::run_child(
        command, {.time = deadline.left(), .memory = kPdfMemory, .output = output, .file = 1});
    if (result.end == platform::ChildEnd::TooSlow) {
        throw_too_slow();
    }
    if (result.errors.find("Incorrect password") != std::string::npos) {
        throw_encrypted();
    }
    if (result.end != platform::ChildEnd::Exited) {
        throw_unreadable();
    }
    return result;
}

/// What stands behind a label at the beginning of a line. The last one counts: title and author,
/// which whoever made the file chose, come before what poppler found out.
std::istringstream find_value(std::string_view text, std::string_view label) {
    const auto line = "\n" + std::string(label);
    const auto at = text.rfind(line);
    if (at == std::string_view::npos) {
        throw_unreadable();
    }
    return std::istringstream(std::string(text.substr(at + line.size(), 100)));
}

/// Points, rounded.
int page_side(double points) {
    if (!std::isfinite(points) || points <= 0) {
        throw_unreadable();
    }
    if (points > static_cast<double>(kMaxPageSide)) {
        throw_too_large();
    }
    return std::max(1, static_cast<int>(std::lround(points)));
}

cv::Mat read_ppm(std::string& bytes, int longest_side) {
    std::istringstream head(bytes.substr(0, kPpmHead));
    std::string mark;
    int width = 0;
    int height = 0;
    int white = 0;
    head >> mark >> width >> height >> white;
    // One line end stands between the head and the pixels.
    const auto start = static_cast<std::size_t>(head.tellg()) + 1;
    if (!head || mark != "P6" || white != 255 || width < 1 || height < 1 ||
        std::max(width, height) > longest_side + 1 ||
        bytes.size() - start != static_cast<std::size_t>(width) * height * kBytesPerPixel) {
        throw_unreadable();
    }
    const cv::Mat rgb(height, width, CV_8UC3, bytes.data() + start);
    cv::Mat bgr;
    cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
    return bgr;
}

}  // namespace

PdfFacts look_at_pdf(const std::filesystem::path& file,
                     const Limits& limits,
                     const Deadline& deadline) {
    constexpr std::int64_t kMaxText = 1'000'000;
    const auto result =
        run_poppler({"pdfinfo", "-f", "1", "-l", "1", "-enc", "UTF-8"}, file, kMaxText, deadline);
    if (result.exit_code != 0) {
        throw_unreadable();
    }
    const auto text = "\n" + result.output;
    std::int64_t pages = 0;
    find_value(text, "Pages:") >> pages;
    if (pages < 1) {
        throw_unreadable();
    }
    if (pages > limits.max_pages) {
        throw_too_many_pages(limits.max_pages);
    }
    double width = 0;
    double height = 0;
    int turned = 0;
    std::string times;
    find_value(text, "Page    1 size:") >> width >> times >> height;
    find_value(text, "Page    1 rot:") >> turned;
    if (turned % 180 != 0) {
        std::swap(width, height);
    }
    return {
        .pages = static_cast<int>(pages), .width = page_side(width), .height = page_side(height)};
}

cv::Mat draw_pdf_page(const std::filesystem::path& file,
                      int page,
                      int longest_side,
                      const Deadline& deadline) {
    const auto number = std::to_string(page);
    const auto output =
        kPpmHead + (std::int64_t{longest_side} + 1) * (longest_side + 1) * kBytesPerPixel;
    auto result = run_poppler({"pdftoppm",
                               "-cropbox",
                               "-f",
                               number,
                               "-l",
                               number,
                               "-scale-to",
                               std::to_string(longest_side)},
                              file,
                              output,
                              deadline);
    if (result.exit_code == kNoSuchPage) {
        throw std::out_of_range("no such page");
    }
    if (result.exit_code != 0) {
        throw_unreadable();
    }
    return read_ppm(result.output, longest_side);
}

}  // namespace roa2web::pictures
