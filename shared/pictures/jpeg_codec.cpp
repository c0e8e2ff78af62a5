// libjpeg leaves its functions by longjmp when it meets an error, so nothing with a destructor
// lives in the functions that call it: they are members, and what they make is a member, too.
#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstddef>
#include <cstdint>
#include <cstdio>  // jpeglib.h needs it
#include <cstdlib>
#include <string>
#include <string_view>

#include <jerror.h>
#include <jpeglib.h>
#include <opencv2/core.hpp>

#include "core/exceptions.hpp"

#include "pictures/codecs.hpp"
#include "pictures/picture.hpp"
#include "pictures/picture_error.hpp"

namespace roa2web::pictures {

namespace {

/// A progressive picture of a camera or a program comes in about ten; each costs as much time as a
/// whole picture, and takes a few bytes only.
constexpr int kMaxScans = 100;
/// Of one decoder: the coefficients of a progressive picture of 60 million pixels without colour
/// subsampling fit. Bytes.
constexpr long kMaxDecoderMemory = 450'000'000;
constexpr int kLargestReduction = 8;
constexpr int kInkMax = 255;

/// What libjpeg warns of when coded pixels are missing or wrong; it would fill them with grey.
bool is_damage(int warning) {
    constexpr std::array kDamage{
        int{JWRN_JPEG_EOF}, int{JWRN_HIT_MARKER}, int{JWRN_HUFF_BAD_CODE}, int{JWRN_MUST_RESYNC}};
    return std::find(kDamage.begin(), kDamage.end(), warning) != kDamage.end();
}

/// The place to jump to, found by libjpeg's callbacks through the state's pointers.
struct Escape {
    jpeg_error_mgr manager{};
    jpeg_progress_mgr progress{};
    std::jmp_buf place{};
    const Deadline* deadline{nullptr};
    bool is_too_slow{false};
};

[[noreturn]] void escape(j_common_ptr state) {
    std::longjmp(static_cast<Escape*>(state->client_data)->place, 1);
}

void take_message(j_common_ptr state, int level) {
    if (level < 0 && is_damage(state->err->msg_code)) {
        escape(state);
    }
}

void watch_progress(j_common_ptr state) {
    auto& self = *static_cast<Escape*>(state->client_data);
    const auto& decoder = *reinterpret_cast<j_decompress_ptr>(state);
    if (decoder.input_scan_number > kMaxScans || self.deadline->is_over()) {
        self.is_too_slow = true;
        escape(state);
    }
}

void keep_silent(j_common_ptr /*state*/) {}

jpeg_error_mgr* set_up(Escape& escape_to) {
    jpeg_std_error(&escape_to.manager);
    escape_to.manager.error_exit = escape;
    escape_to.manager.emit_message = take_message;
    escape_to.manager.output_message = keep_silent;
    return &escape_to.manager;
}

class JpegReader {
  public:
    JpegReader(std::string_view bytes, const Deadline& deadline) {
        escape_.deadline = &deadline;
        escape_.progress.progress_monitor = watch_progress;
        state_.err = set_up(escape_);
        state_.client_data = &escape_;
        if (setjmp(escape_.place) == 0) {  // NOLINT(cert-err52-cpp): libjpeg's way
            jpeg_create_decompress(&state_);
            state_.progress = &escape_.progress;
            state_.mem->max_memory_to_use = kMaxDecoderMemory;
            jpeg_mem_src(&state_,
                         reinterpret_cast<const unsigned char*>(bytes.data()),
                         static_cast<unsigned long>(bytes.size()));
            jpeg_read_header(&state_, TRUE);
            has_header_ = true;
        }
    }

    ~JpegReader() { jpeg_destroy_decompress(&state_); }

    JpegReader(const JpegReader&) = delete;
    JpegReader& operator=(const JpegReader&) = delete;
    JpegReader(JpegReader&&) = delete;
    JpegReader& operator=(JpegReader&&) = delete;

    [[nodiscard]] bool has_header() const { return has_header_; }

    [[nodiscard]] int width() const { return static_cast<int>(state_.image_width); }

    [[nodiscard]] int height() const { return static_cast<int>(state_.image_height); }

    [[nodiscard]] bool is_too_slow() const { return escape_.is_too_slow; }

    /// False when it cannot be read to its end.
    [[nodiscard]] bool read(int reduction) {
        if (setjmp(escape_.place) != 0) {  // NOLINT(cert-err52-cpp): libjpeg's way
            return false;
        }
        const bool is_ink =
            state_.jpeg_color_space == JCS_CMYK || state_.jpeg_color_space == JCS_YCCK;
        state_.out_color_space = is_ink ? JCS_CMYK : JCS_EXT_BGR;
        state_.scale_num = 1;
        state_.scale_denom = static_cast<unsigned>(reduction);
        jpeg_start_decompress(&state_);
        pixels_.create(static_cast<int>(state_.output_height),
                       static_cast<int>(state_.output_width),
                       is_ink ? CV_8UC4 : CV_8UC3);
        while (state_.output_scanline < state_.output_height) {
            JSAMPROW row = pixels_.ptr(static_cast<int>(state_.output_scanline));
            jpeg_read_scanlines(&state_, &row, 1);
        }
        jpeg_finish_decompress(&state_);
        return true;
    }

    [[nodiscard]] cv::Mat take_bgr() const {
        return pixels_.channels() == 3 ? pixels_ : mix_inks(state_.saw_Adobe_marker != FALSE);
    }

  private:
    /// Cyan, magenta, yellow and black to light. Adobe writes how little ink there is.
    [[nodiscard]] cv::Mat mix_inks(bool is_inverted) const {
        cv::Mat bgr(pixels_.size(), CV_8UC3);
        for (int y = 0; y < pixels_.rows; ++y) {
            const auto* from = pixels_.ptr<cv::Vec4b>(y);
            auto* to = bgr.ptr<cv::Vec3b>(y);
            for (int x = 0; x < pixels_.cols; ++x) {
                const auto light = [&](int ink) {
                    return is_inverted ? from[x][ink] : kInkMax - from[x][ink];
                };
                for (int ink = 0; ink < 3; ++ink) {
                    to[x][2 - ink] = static_cast<unsigned char>(light(ink) * light(3) / kInkMax);
                }
            }
        }
        return bgr;
    }

    Escape escape_;
    jpeg_decompress_struct state_{};
    cv::Mat pixels_;
    bool has_header_{false};
};

class JpegWriter {
  public:
    explicit JpegWriter(const cv::Mat& bgr) : bgr_(bgr) {
        state_.err = set_up(escape_);
        state_.client_data = &escape_;
    }

    ~JpegWriter() {
        jpeg_destroy_compress(&state_);
        std::free(bytes_);  // NOLINT(cppcoreguidelines-no-malloc): libjpeg took it from malloc
    }

    JpegWriter(const JpegWriter&) = delete;
    JpegWriter& operator=(const JpegWriter&) = delete;
    JpegWriter(JpegWriter&&) = delete;
    JpegWriter& operator=(JpegWriter&&) = delete;

    [[nodiscard]] bool write(int quality) {
        if (setjmp(escape_.place) != 0) {  // NOLINT(cert-err52-cpp): libjpeg's way
            return false;
        }
        jpeg_create_compress(&state_);
        jpeg_mem_dest(&state_, &bytes_, &size_);
        state_.image_width = static_cast<JDIMENSION>(bgr_.cols);
        state_.image_height = static_cast<JDIMENSION>(bgr_.rows);
        state_.input_components = 3;
        state_.in_color_space = JCS_EXT_BGR;
        jpeg_set_defaults(&state_);
        jpeg_set_quality(&state_, quality, TRUE);
        state_.optimize_coding = TRUE;
        jpeg_start_compress(&state_, TRUE);
        while (state_.next_scanline < state_.image_height) {
            auto* row = const_cast<JSAMPROW>(bgr_.ptr(static_cast<int>(state_.next_scanline)));
            jpeg_write_scanlines(&state_, &row, 1);
        }
        jpeg_finish_compress(&state_);
        return true;
    }

    [[nodiscard]] std::string bytes() const {
        return {reinterpret_cast<const char*>(bytes_), static_cast<std::size_t>(size_)};
    }

  private:
    Escape escape_;
    jpeg_compress_struct state_{};
    const cv::Mat& bgr_;
    unsigned char* bytes_{nullptr};
    unsigned long size_{0};
};

/// How many times smaller a side may become; libjpeg is quick at powers of two.
int reduction_to(int longest_side, int enough) {
    int reduction = 1;
    while (reduction < kLargestReduction && longest_side / (2 * reduction) >= enough) {
        reduction *= 2;
    }
    return reduction;
}

}  // namespace

DecodedFile decode_jpeg(std::string_view bytes,
                        int enough,
                        const Limits& limits,
                        const Deadline& deadline) {
    JpegReader reader(bytes, deadline);
    if (!reader.has_header()) {
        throw_unreadable();
    }
    check_size(reader.width(), reader.height(), limits);
    if (!reader.read(reduction_to(std::max(reader.width(), reader.height()), enough))) {
        reader.is_too_slow() ? throw_too_slow() : throw_unreadable();
    }
    return {.bgr = reader.take_bgr(), .width = reader.width(), .height = reader.height()};
}

std::string encode_as_jpeg(const cv::Mat& bgr, int quality) {
    JpegWriter writer(bgr);
    if (!writer.write(quality)) {
        throw core::InternalError("libjpeg could not write a picture");
    }
    return writer.bytes();
}

}  // namespace roa2web::pictures
