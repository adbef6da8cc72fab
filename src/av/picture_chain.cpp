// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/picture_chain.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace takt::av {
namespace {

/// Straight to the target with swscale: matrix and range in one pass.
std::string sdr_scale(const VideoStreamInfo& stream, Size to) {
    return fmt::format(
        "scale={}:{}:flags=bicubic+accurate_rnd+full_chroma_int:in_color_matrix={}:in_range={}:out_color_matrix=bt709:"
        "out_range=tv,format=yuv420p",
        to.width, to.height, matrix_name(stream), stream.colour.full_range ? "pc" : "tv");
}

/// Scaled first, then to linear light, BT.709 primaries, Hable's curve, and back to 8 bits.
std::string hdr_scale(const VideoStreamInfo& stream, Size to) {
    const char* transfer = stream.colour.hdr == HdrKind::Pq ? "smpte2084" : "arib-std-b67";
    return fmt::format(
        "zscale=w={}:h={}:f=bicubic:min=2020_ncl:pin=2020:tin={}:rin={}:t=linear:npl=100,format=gbrpf32le,zscale=p="
        "bt709,"
        "tonemap=tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv,format=yuv420p",
        to.width, to.height, transfer, stream.colour.full_range ? "full" : "limited");
}

/// The largest even size of `shape` inside `box` (or, `cover`, around it).
Size fitted(Size shape, Size box, bool cover) {
    const double across = static_cast<double>(box.width) / shape.width;
    const double down = static_cast<double>(box.height) / shape.height;
    const double scale = (across < down) != cover ? across : down;
    const auto even = [](double side) { return std::max(2, 2 * static_cast<int>(std::lround(side / 2))); };
    return {even(shape.width * scale), even(shape.height * scale)};
}

/// A shape that is off by less than two pixels is stretched; nobody sees it, and nothing is cut.
bool same_shape(const VideoStreamInfo& stream, Size box) {
    const Size cover = fitted(stream.display, box, true);
    return cover.width - box.width <= 2 && cover.height - box.height <= 2;
}

/// The picture over a picture of one colour that is made from it, so that it has the same size and time.
std::string over_background(std::uint32_t rgb) {
    return fmt::format(
        "format=gbrap,split[fore][back];[back]lutrgb=r={}:g={}:b={}:a=255[ground];[ground][fore]overlay=format=gbrp,"
        "format=gbrp",
        rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
}

std::string to_upright(const VideoStreamInfo& stream, const PictureTarget& target, Size upright) {
    std::vector<std::string> steps;
    if (stream.has_alpha) steps.push_back(over_background(target.background_rgb));
    if (target.deinterlace) steps.emplace_back("bwdif=mode=send_frame");
    const Size to = stored_size(upright, stream.orientation);
    steps.push_back(target.tone_map ? hdr_scale(stream, to) : sdr_scale(stream, to));
    if (std::string turned = upright_chain(stream.orientation); !turned.empty()) steps.push_back(std::move(turned));
    return fmt::format("{}", fmt::join(steps, ","));
}

constexpr const char* kTags = "setsar=1,setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv";

}  // namespace

std::string upright_chain(const Orientation& orientation) {
    std::vector<std::string> steps;
    if (orientation.mirrored) steps.emplace_back("hflip");
    switch (orientation.clockwise_deg) {
        case 90: steps.emplace_back("transpose=clock"); break;
        case 180: steps.emplace_back("hflip,vflip"); break;
        case 270: steps.emplace_back("transpose=cclock"); break;
        default: break;
    }
    return fmt::format("{}", fmt::join(steps, ","));
}

HdrKind hdr_kind(const std::string& transfer) {
    if (transfer == "arib-std-b67") return HdrKind::Hlg;
    if (transfer == "smpte2084") return HdrKind::Pq;
    return HdrKind::None;
}

Size upright_size(const VideoStreamInfo& stream, const PictureTarget& target) {
    if (same_shape(stream, target.size)) return target.size;
    return fitted(stream.display, target.size, target.fit == Fit::Crop);
}

Size stored_size(Size upright, const Orientation& orientation) {
    return orientation.clockwise_deg % 180 == 90 ? Size{upright.height, upright.width} : upright;
}

std::string matrix_name(const VideoStreamInfo& stream) {
    const std::string& matrix = stream.colour.matrix;
    if (matrix == "bt709" || matrix == "smpte170m" || matrix == "bt470bg" || matrix == "smpte240m" || matrix == "fcc") {
        return matrix;
    }
    if (matrix == "bt2020nc" || matrix == "bt2020c") return "bt2020";
    return stream.coded.height >= 720 || stream.coded.width >= 1280 ? "bt709" : "smpte170m";
}

std::string placement_chain(const VideoStreamInfo& stream, const PictureTarget& target) {
    const Size box = target.size;
    if (same_shape(stream, box)) return {};
    switch (target.fit) {
        case Fit::Crop: return fmt::format("crop={}:{}", box.width, box.height);
        case Fit::Pad: return fmt::format("pad={}:{}:(ow-iw)/2:(oh-ih)/2", box.width, box.height);
        case Fit::Blur: break;
    }
    // The background is blurred at an eighth of the size: the same look for a sixtieth of the work.
    const Size small = {std::max(2, box.width / 16 * 2), std::max(2, box.height / 16 * 2)};
    const Size small_cover = fitted(stream.display, small, true);
    return fmt::format(
        "split[front][back];[back]scale={}:{}:flags=fast_bilinear,crop={}:{},gblur=sigma=4,"
        "scale={}:{}:flags=bilinear[wide];[wide][front]overlay=(W-w)/2:(H-h)/2:format=yuv420",
        small_cover.width, small_cover.height, small.width, small.height, box.width, box.height);
}

std::string picture_chain(const VideoStreamInfo& stream, const PictureTarget& target) {
    const std::string upright = to_upright(stream, target, upright_size(stream, target));
    const std::string placed = placement_chain(stream, target);
    return fmt::format("{},{}{}{}", upright, placed, placed.empty() ? "" : ",", kTags);
}

}  // namespace takt::av
