// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/reference_pictures.h"

#include "av/filter_graph.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace takt::test {
namespace {

constexpr double kLongSide = 160;

/// Columns of a display matrix without scale: stored (x, y) is shown at (a·x + c·y, b·x + d·y), y downwards.
struct Turn {
    int a = 1, b = 0, c = 0, d = 1;
    [[nodiscard]] bool swaps() const { return a == 0; }
};

int sign(std::int32_t value) {
    return std::abs(value) < 0x8000 ? 0 : value > 0 ? 1 : -1;
}

Turn turn_of(const AVStream& stream, const AVFrame& frame) {
    const std::uint8_t* bytes = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, nullptr);
    const AVFrameSideData* side = av_frame_get_side_data(&frame, AV_FRAME_DATA_DISPLAYMATRIX);
    if (bytes == nullptr && side != nullptr) bytes = side->data;
    if (bytes == nullptr) return {};
    const auto* matrix = reinterpret_cast<const std::int32_t*>(bytes);
    return {sign(matrix[0]), sign(matrix[1]), sign(matrix[3]), sign(matrix[4])};
}

bool is_yuv(const AVFrame& frame) {
    switch (frame.format) {
        case AV_PIX_FMT_RGB24:
        case AV_PIX_FMT_BGR24:
        case AV_PIX_FMT_RGBA:
        case AV_PIX_FMT_BGRA:
        case AV_PIX_FMT_ARGB:
        case AV_PIX_FMT_ABGR:
        case AV_PIX_FMT_0RGB32:
        case AV_PIX_FMT_PAL8:
        case AV_PIX_FMT_GBRP:
        case AV_PIX_FMT_GBRAP:
        case AV_PIX_FMT_RGB48BE:
        case AV_PIX_FMT_RGBA64BE: return false;
        default: return true;
    }
}

bool has_alpha(const AVFrame& frame) {
    switch (frame.format) {
        case AV_PIX_FMT_RGBA:
        case AV_PIX_FMT_BGRA:
        case AV_PIX_FMT_ARGB:
        case AV_PIX_FMT_ABGR:
        case AV_PIX_FMT_PAL8:
        case AV_PIX_FMT_GBRAP:
        case AV_PIX_FMT_RGBA64BE:
        case AV_PIX_FMT_YUVA420P:
        case AV_PIX_FMT_YUVA422P:
        case AV_PIX_FMT_YUVA444P: return true;
        default: return false;
    }
}

bool is_full_range(const AVFrame& frame) {
    return frame.color_range == AVCOL_RANGE_JPEG || frame.format == AV_PIX_FMT_YUVJ420P ||
           frame.format == AV_PIX_FMT_YUVJ422P || frame.format == AV_PIX_FMT_YUVJ444P;
}

/// The header's word where the bitstream has none, then what players assume: SD is BT.601, HD is BT.709.
void complete_colour(AVFrame& frame, const AVCodecParameters& header) {
    if (frame.colorspace == AVCOL_SPC_UNSPECIFIED) frame.colorspace = header.color_space;
    if (frame.color_trc == AVCOL_TRC_UNSPECIFIED) frame.color_trc = header.color_trc;
    if (frame.color_range == AVCOL_RANGE_UNSPECIFIED) frame.color_range = header.color_range;
}

std::string to_rgb(const AVFrame& frame, Size stored, Size through) {
    const bool hlg = frame.color_trc == AVCOL_TRC_ARIB_STD_B67;
    if (hlg || frame.color_trc == AVCOL_TRC_SMPTE2084) {
        return fmt::format(
            "zscale=w={}:h={}:f=bicubic:min=2020_ncl:pin=2020:tin={}:rin={}:t=linear:npl=100,format=gbrpf32le,"
            "zscale=p=bt709,tonemap=tonemap=hable:desat=0,zscale=t=bt709:m=gbr:r=full,format=gbrp,"
            "zscale=w={}:h={}:f=bilinear",
            through.width, through.height, hlg ? "arib-std-b67" : "smpte2084",
            is_full_range(frame) ? "full" : "limited", stored.width, stored.height);
    }
    // zimg takes no planes that are cut in the middle of a chroma sample, and no packed pixels.
    const bool odd = frame.width % 2 != 0 || frame.height % 2 != 0;
    const std::string whole = !odd ? "" : is_full_range(frame) ? "format=yuvj444p," : "format=yuv444p,";
    if (!is_yuv(frame)) {
        // Behind transparency is black; colours must not bleed from there while scaling.
        const char* laid = has_alpha(frame) ? "format=gbrap,premultiply=inplace=1," : "";
        return fmt::format("{}format=gbrp,zscale=w={}:h={}:f=bilinear", laid, stored.width, stored.height);
    }
    const bool hd = frame.height >= 720 || frame.width >= 1280;
    int matrix = frame.colorspace;
    if (matrix == AVCOL_SPC_UNSPECIFIED || matrix == AVCOL_SPC_RGB) matrix = hd ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
    if (has_alpha(frame)) {
        return fmt::format(
            "scale=in_color_matrix={}:flags=accurate_rnd+full_chroma_int,format=gbrap,"
            "premultiply=inplace=1,format=gbrp,zscale=w={}:h={}:f=bilinear",
            matrix == AVCOL_SPC_BT709 ? "bt709" : "smpte170m", stored.width, stored.height);
    }
    return fmt::format("{}zscale=w={}:h={}:f=bilinear:min={}:rin={}:m=gbr:r=full,format=gbrp", whole, stored.width,
                       stored.height, matrix, is_full_range(frame) ? "full" : "limited");
}

/// BT.709, from R'G'B' of 0..255.
void add_pixel(Thumb& thumb, double red, double green, double blue) {
    const double luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    thumb.y.push_back(static_cast<float>(16 + 219.0 / 255 * luma));
    thumb.cb.push_back(static_cast<float>(128 + 224.0 / 255 * (blue - luma) / 1.8556));
    thumb.cr.push_back(static_cast<float>(128 + 224.0 / 255 * (red - luma) / 1.5748));
}

Thumb upright(const AVFrame& rgb, const Turn& turn) {
    Thumb thumb{turn.swaps() ? rgb.height : rgb.width, turn.swaps() ? rgb.width : rgb.height, {}, {}, {}};
    const int left = turn.a + turn.b < 0 ? rgb.width - 1 : 0;
    const int top = turn.c + turn.d < 0 ? rgb.height - 1 : 0;
    for (int row = 0; row < thumb.height; ++row) {
        for (int column = 0; column < thumb.width; ++column) {
            // The inverse of a turn is its transpose.
            const int x = left + turn.a * column + turn.b * row;
            const int y = top + turn.c * column + turn.d * row;
            const auto at = [&](int plane) {
                return rgb.data[plane][static_cast<std::ptrdiff_t>(y) * rgb.linesize[plane] + x];
            };
            add_pixel(thumb, at(2), at(0), at(1));
        }
    }
    return thumb;
}

Size swapped(Size size, bool swap) {
    return swap ? Size{size.height, size.width} : size;
}

Size small(Size upright) {
    // At most half, so that what a scaler leaves of the finest detail does not count.
    const double longest = std::max({upright.width, upright.height, 1});
    const double scale = std::min(kLongSide / longest, 0.5);
    const auto side = [&](int pixels) { return std::max(2, 2 * static_cast<int>(std::lround(pixels * scale / 2))); };
    return {side(upright.width), side(upright.height)};
}

/// Frames of one stream through one graph, made again when the stream changes its shape.
class ToThumbs {
public:
    explicit ToThumbs(const PictureView& view) : view_(view) {}

    Thumb convert(AVFrame& frame, const Turn& turn) {
        const Size stored = swapped(small(view_.upright), turn.swaps());
        const std::string chain = to_rgb(frame, stored, swapped(view_.upright, turn.swaps()));
        if (!graph_ || chain != chain_ || !graph_->accepts(frame)) {
            graph_ = std::make_unique<av::FilterGraph>(chain, frame, AVRational{1, 1'000'000});
            chain_ = chain;
        }
        frame.pts = count_++;
        graph_->send(&frame);
        const av::FramePtr rgb = av::make_frame();
        if (graph_->receive(*rgb) != av::Pull::Frame) {
            graph_->send(nullptr);
            if (graph_->receive(*rgb) != av::Pull::Frame) throw std::runtime_error("reference: the chain gave nothing");
            graph_.reset();
        }
        return upright(*rgb, turn);
    }

private:
    PictureView view_;
    std::string chain_;
    std::unique_ptr<av::FilterGraph> graph_;
    std::int64_t count_ = 0;
};

Us length_of(const AVFrame& frame, const AVStream& stream) {
    const AVRational rate = stream.avg_frame_rate.num > 0 ? stream.avg_frame_rate : AVRational{30, 1};
    if (frame.pkt_duration > 0) return Us{av_rescale_q(frame.pkt_duration, stream.time_base, {1, 1'000'000})};
    return Us{av_rescale(1'000'000, rate.den, rate.num)};
}

}  // namespace

std::vector<ReferenceFrame> reference_frames(const std::filesystem::path& path, int stream, const PictureView& view) {
    ReferenceInput input(path);
    const AVStream& from = input.stream(stream);
    // AVI holds no presentation times: where frames are reordered, frame n is the n-th.
    const bool counted = std::string_view(input.context().iformat->name) == "avi" && from.codecpar->video_delay > 0;
    ToThumbs to_thumbs(view);
    std::unique_ptr<av::FilterGraph> weave;
    const av::FramePtr woven = av::make_frame();
    std::vector<ReferenceFrame> frames;
    const auto take = [&](AVFrame& frame, Us time, Us length) {
        complete_colour(frame, *from.codecpar);
        const Turn turn = turn_of(from, frame);
        frames.push_back({time, time + length, to_thumbs.convert(frame, turn)});
    };
    input.for_each_frame(stream, [&](AVFrame& frame) {
        const Us length = length_of(frame, from);
        const Us last = frames.empty() ? Us{0} : frames.back().end;
        const Us time = counted ? last : shown_at(frame, from.time_base).value_or(last);
        if (!view.deinterlace) return take(frame, time, length);
        if (!weave) weave = std::make_unique<av::FilterGraph>("bwdif=mode=send_frame", frame, AVRational{1, 1'000'000});
        frame.pts = time.count();
        weave->send(&frame);
        while (weave->receive(*woven) == av::Pull::Frame) {
            take(*woven, shown_at(*woven, weave->time_base()).value_or(last), length);
            av_frame_unref(woven.get());
        }
    });
    return frames;
}

Thumb reference_thumb(AVFrame& frame, const PictureView& view) {
    return ToThumbs(view).convert(frame, {});
}

Difference difference(const Thumb& a, const Thumb& b) {
    if (a.width != b.width || a.height != b.height) return {255, 255};
    const auto mean = [](const std::vector<float>& p, const std::vector<float>& q) {
        double sum = 0;
        for (std::size_t i = 0; i < p.size(); ++i) sum += std::abs(p[i] - q[i]);
        return sum / static_cast<double>(p.size());
    };
    return {mean(a.y, b.y), std::max(mean(a.cb, b.cb), mean(a.cr, b.cr))};
}

Thumb mirrored(const Thumb& picture, bool across, bool down) {
    Thumb other = picture;
    for (int row = 0; row < picture.height; ++row) {
        for (int column = 0; column < picture.width; ++column) {
            const int y = down ? picture.height - 1 - row : row;
            const int x = across ? picture.width - 1 - column : column;
            const auto to = static_cast<std::size_t>(row * picture.width + column);
            const auto from = static_cast<std::size_t>(y * picture.width + x);
            other.y[to] = picture.y[from];
            other.cb[to] = picture.cb[from];
            other.cr[to] = picture.cr[from];
        }
    }
    return other;
}

}  // namespace takt::test
