// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep_media/picture_check.h"

#include "av/heif_still.h"
#include "av/webp_animation.h"
#include "support/reference_pictures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace takt::test {
namespace {

// A frame through x264 and back is off by less than 2; a wrong matrix, range or curve by 4 and more.
constexpr double kTolerance = 3;
constexpr double kToneMapTolerance = 4;
// Frames this alike cannot be told apart after an encoder.
constexpr double kAlike = 0.4;
constexpr std::ptrdiff_t kNeighbours = 12;

std::vector<ReferenceFrame> source_frames(const MediaInfo& source, int stream, const PictureView& view) {
    if (source.container != "webp") return reference_frames(source.path, stream, view);
    av::WebpAnimation animation(source.path);
    std::vector<ReferenceFrame> frames;
    while (const AVFrame* frame = animation.next()) {
        const av::FramePtr picture = av::make_frame();
        av_frame_ref(picture.get(), frame);
        const Us time = animation.time();
        frames.push_back({time, time + Us{frame->pkt_duration}, reference_thumb(*picture, view)});
    }
    return frames;
}

double distance(const ReferenceFrame& a, const ReferenceFrame& b) {
    const Difference found = difference(a.picture, b.picture);
    return found.y + found.colour;
}

/// The one a player shows at `time`.
std::ptrdiff_t on_screen(const std::vector<ReferenceFrame>& frames, Us time) {
    const auto after = std::upper_bound(frames.begin(), frames.end(), time,
                                        [](Us at, const ReferenceFrame& frame) { return at < frame.time; });
    return std::max<std::ptrdiff_t>(0, after - frames.begin() - 1);
}

class ClipCheck {
public:
    ClipCheck(std::vector<ReferenceFrame> source, std::vector<ReferenceFrame> output, double tolerance)
        : source_(std::move(source)), output_(std::move(output)), tolerance_(tolerance) {}

    PictureFindings look(Us gap) {
        for (std::size_t n = 0; n < output_.size(); ++n) {
            compare(n, gap);
            expect_even(n, gap);
        }
        expect_upright();
        expect_in_time(gap);
        expect_end(gap);
        found_.frames = output_.size();
        return std::move(found_);
    }

private:
    void compare(std::size_t n, Us gap) {
        const ReferenceFrame& shown = output_[n];
        const std::ptrdiff_t due = on_screen(source_, shown.time + gap / 4);
        const auto best_within = [&](std::ptrdiff_t reach) {
            std::ptrdiff_t best = due;
            for (std::ptrdiff_t i = std::max<std::ptrdiff_t>(0, due - reach); i <= due + reach; ++i) {
                if (i >= std::ssize(source_)) break;
                if (distance(source_[i], shown) < distance(source_[best], shown)) best = i;
            }
            return best;
        };
        const std::ptrdiff_t best = best_within(1);
        const std::ptrdiff_t anywhere = best_within(kNeighbours);
        const Difference off = difference(source_[best].picture, shown.picture);
        found_.y = std::max(found_.y, off.y);
        found_.colour = std::max(found_.colour, off.colour);
        if (std::max(off.y, off.colour) > tolerance_) {
            fault("frame {}: off by {:.1f} luma, {:.1f} colour", n, off.y, off.colour);
        }
        if (distance(source_[anywhere], shown) + kAlike < distance(source_[best], shown)) {
            fault("frame {}: shows source frame {}, not {}", n, anywhere, due);
        }
        if (best != due && distance(source_[best], shown) + kAlike < distance(source_[due], shown)) {
            late_.push_back(static_cast<double>((shown.time - source_[best].time).count()) / 1000);
        } else {
            late_.push_back(0);
        }
    }

    void expect_even(std::size_t n, Us gap) {
        if (n == 0) return;
        const Us step = output_[n].time - output_[n - 1].time;
        if (std::abs((step - gap).count()) > 1000) {
            fault("frame {}: {:.1f} ms after the one before", n, static_cast<double>(step.count()) / 1000);
        }
    }

    /// A picture that is alike both ways proves nothing, and nothing is claimed of it.
    void expect_upright() {
        if (source_.empty() || output_.empty()) return;
        const std::size_t n = output_.size() / 2;
        const std::ptrdiff_t due = on_screen(source_, output_[n].time);
        const double straight = distance(source_[due], output_[n]);
        for (const auto& [across, down] : {std::pair{true, false}, {false, true}, {true, true}}) {
            const ReferenceFrame turned{{}, {}, mirrored(source_[due].picture, across, down)};
            if (distance(turned, output_[n]) + kAlike < straight) fault("is mirrored or upside down");
        }
    }

    /// One frame early or late may be rounding; all of them are a shift.
    void expect_in_time(Us gap) {
        if (late_.size() < 3) return;
        std::vector<double> sorted = late_;
        std::nth_element(sorted.begin(), sorted.begin() + sorted.size() / 2, sorted.end());
        found_.late_ms = sorted[sorted.size() / 2];
        if (std::abs(found_.late_ms) > static_cast<double>(gap.count()) / 2000) {
            fault("its picture is {:.0f} ms late", found_.late_ms);
        }
    }

    void expect_end(Us gap) {
        if (source_.empty() || output_.empty()) {
            fault("{} frames", output_.size());
            return;
        }
        const Us wanted = source_.back().end;
        const Us length = source_.back().end - source_.back().time;
        const Us off = output_.back().end - wanted;
        if (std::abs(off.count()) > std::max(gap, std::min(length, 2 * gap)).count() + 1000) {
            fault("ends {:.0f} ms late", static_cast<double>(off.count()) / 1000);
        }
        // A copied picture may begin after the sound.
        const double due = seconds(wanted - output_.front().time) / seconds(gap);
        if (std::abs(static_cast<double>(output_.size()) - due) > 1.5) {
            fault("has {} frames instead of {:.1f}", output_.size(), due);
        }
    }

    template <typename... Values>
    void fault(fmt::format_string<Values...> words, Values&&... values) {
        if (found_.faults.size() < 6) found_.faults.push_back(fmt::format(words, std::forward<Values>(values)...));
    }

    std::vector<ReferenceFrame> source_;
    std::vector<ReferenceFrame> output_;
    double tolerance_;
    std::vector<double> late_;
    PictureFindings found_;
};

void shift(std::vector<ReferenceFrame>& frames, Us zero) {
    for (ReferenceFrame& frame : frames) {
        frame.time -= zero;
        frame.end -= zero;
    }
}

bool is_hdr(const MediaInfo& info) {
    return info.video()->colour.hdr != HdrKind::None;
}

void expect_shape(const MediaInfo& source, Size made, PictureFindings& findings) {
    const Size wanted = source.video()->display;
    const double off = static_cast<double>(wanted.width) * made.height / made.width - wanted.height;
    if (std::abs(off) > 2.0 * wanted.height / made.height + 1) {
        findings.faults.push_back(
            fmt::format("{}x{} became {}x{}", wanted.width, wanted.height, made.width, made.height));
    }
}

}  // namespace

PictureFindings check_clip(const MediaInfo& source, const Plan& plan, const MediaInfo& output, Us source_zero,
                           Us output_zero) {
    const Size size = output.video()->coded;
    const PictureView view{size, source.video()->interlaced};
    std::vector<ReferenceFrame> wanted = source_frames(source, plan.video_stream, view);
    std::vector<ReferenceFrame> shown = reference_frames(output.path, output.video()->index, {size});
    shift(wanted, source_zero);
    shift(shown, output_zero);
    const Us gap = frame_time(1, output.video()->measured_rate);
    PictureFindings findings =
        ClipCheck(std::move(wanted), std::move(shown), is_hdr(source) ? kToneMapTolerance : kTolerance).look(gap);
    expect_shape(source, size, findings);
    return findings;
}

PictureFindings check_still(const MediaInfo& source, const MediaInfo& output) {
    const PictureView view{output.video()->display};
    const auto decode = [&](const MediaInfo& file) {
        if (file.container == "heic" || file.container == "heif") {
            const av::FramePtr pixels = av::HeifStill(file.path).decode();
            return reference_thumb(*pixels, view);
        }
        std::vector<ReferenceFrame> frames = reference_frames(file.path, file.video()->index, view);
        return frames.empty() ? Thumb{} : std::move(frames.front().picture);
    };
    const Difference off = difference(decode(source), decode(output));
    PictureFindings findings{off.y, off.colour, 0, 1, {}};
    if (std::max(off.y, off.colour) > kTolerance) {
        findings.faults.push_back(fmt::format("off by {:.1f} luma, {:.1f} colour", off.y, off.colour));
    }
    expect_shape(source, output.video()->display, findings);
    return findings;
}

std::vector<std::string> header_faults(const std::filesystem::path& output, int stream) {
    const ReferenceInput input(output);
    const AVCodecParameters& codec = *input.stream(stream).codecpar;
    std::vector<std::string> faults;
    const auto expect = [&](bool held, const char* what) {
        if (!held) faults.emplace_back(what);
    };
    expect(codec.codec_id == AV_CODEC_ID_H264, "is not H.264");
    expect(codec.format == AV_PIX_FMT_YUV420P, "is not 8-bit 4:2:0");
    expect(codec.color_range != AVCOL_RANGE_JPEG, "is full range");
    expect(codec.color_space == AVCOL_SPC_BT709 || codec.color_space == AVCOL_SPC_UNSPECIFIED, "is not BT.709");
    expect(codec.color_trc == AVCOL_TRC_BT709 || codec.color_trc == AVCOL_TRC_UNSPECIFIED, "has another curve");
    expect(codec.color_primaries == AVCOL_PRI_BT709 || codec.color_primaries == AVCOL_PRI_UNSPECIFIED,
           "has other primaries");
    expect(codec.sample_aspect_ratio.num == codec.sample_aspect_ratio.den || codec.sample_aspect_ratio.num == 0,
           "has pixels that are not square");
    expect(av_stream_get_side_data(&input.stream(stream), AV_PKT_DATA_DISPLAYMATRIX, nullptr) == nullptr,
           "leaves turning to the player");
    return faults;
}

}  // namespace takt::test
