// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/describe.h"

extern "C" {
#include <libavutil/display.h>
#include <libavutil/dovi_meta.h>
#include <libavutil/pixdesc.h>
}

#include "av/picture_chain.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace takt::av {
namespace {

std::string name_or_unknown(const char* name) {
    return name != nullptr ? name : "unknown";
}

/// The matrix maps stored (x, y) to shown (a·x + c·y, b·x + d·y), y downwards; a negative determinant mirrors.
Orientation orientation_of(const std::int32_t* matrix) {
    const double a = matrix[0];
    const double b = matrix[1];
    const bool mirrored = a * matrix[4] - b * matrix[3] < 0;
    // Taking the mirror out first leaves a pure turn.
    const double turn = mirrored ? std::atan2(-b, -a) : std::atan2(b, a);
    const int quarters = static_cast<int>(std::lround(turn / (std::numbers::pi / 2)));
    return {(quarters % 4 + 4) % 4 * 90, mirrored};
}

Orientation read_orientation(const AVStream& stream, const AVFrame* first) {
    const std::uint8_t* matrix = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, nullptr);
    if (matrix == nullptr && first != nullptr) {
        const AVFrameSideData* side = av_frame_get_side_data(first, AV_FRAME_DATA_DISPLAYMATRIX);
        if (side != nullptr) matrix = side->data;
    }
    return matrix != nullptr ? orientation_of(reinterpret_cast<const std::int32_t*>(matrix)) : Orientation{};
}

/// The frame's word counts where the header has none: x265 and phones often tag only the bitstream.
template <typename Tag>
Tag told(Tag header, Tag unspecified, const AVFrame* first, Tag AVFrame::*member) {
    return header == unspecified && first != nullptr ? first->*member : header;
}

ColourInfo read_colour(const AVStream& stream, const AVFrame* first) {
    const AVCodecParameters& codec = *stream.codecpar;
    const auto transfer = told(codec.color_trc, AVCOL_TRC_UNSPECIFIED, first, &AVFrame::color_trc);
    ColourInfo colour;
    colour.primaries = name_or_unknown(
        av_color_primaries_name(told(codec.color_primaries, AVCOL_PRI_UNSPECIFIED, first, &AVFrame::color_primaries)));
    colour.transfer = name_or_unknown(av_color_transfer_name(transfer));
    colour.matrix = name_or_unknown(
        av_color_space_name(told(codec.color_space, AVCOL_SPC_UNSPECIFIED, first, &AVFrame::colorspace)));
    colour.full_range =
        told(codec.color_range, AVCOL_RANGE_UNSPECIFIED, first, &AVFrame::color_range) == AVCOL_RANGE_JPEG;
    colour.hdr = hdr_kind(colour.transfer);
    if (const std::uint8_t* data = av_stream_get_side_data(&stream, AV_PKT_DATA_DOVI_CONF, nullptr)) {
        colour.dolby_vision_profile = reinterpret_cast<const AVDOVIDecoderConfigurationRecord*>(data)->dv_profile;
        if (colour.hdr == HdrKind::None && colour.dolby_vision_profile == 5) colour.hdr = HdrKind::DolbyVision;
    }
    return colour;
}

AVRational sample_aspect(const AVStream& stream, const AVFrame* first) {
    for (const AVRational aspect : {stream.sample_aspect_ratio, stream.codecpar->sample_aspect_ratio,
                                    first != nullptr ? first->sample_aspect_ratio : AVRational{0, 1}}) {
        if (aspect.num > 0 && aspect.den > 0) return aspect;
    }
    return {1, 1};
}

Size upright_size(Size coded, AVRational aspect, const Orientation& orientation) {
    // The longer side stays, so that no pixel is lost to squaring.
    const double ratio = av_q2d(aspect);
    double width = ratio >= 1 ? coded.width * ratio : coded.width;
    double height = ratio >= 1 ? coded.height : coded.height / ratio;
    if (orientation.clockwise_deg % 180 == 90) std::swap(width, height);
    const auto even = [](double side) { return std::max(2, 2 * static_cast<int>(side / 2)); };
    return {even(width), even(height)};
}

}  // namespace

VideoStreamInfo describe_video(const AVStream& stream, const AVFrame* first) {
    const AVCodecParameters& codec = *stream.codecpar;
    VideoStreamInfo info;
    info.index = stream.index;
    info.codec = avcodec_get_name(codec.codec_id);
    if (const char* profile = avcodec_profile_name(codec.codec_id, codec.profile)) info.profile = profile;
    const auto format = static_cast<AVPixelFormat>(first != nullptr ? first->format : codec.format);
    if (const AVPixFmtDescriptor* pixels = av_pix_fmt_desc_get(format)) {
        info.pixel_format = pixels->name;
        info.bit_depth = pixels->comp[0].depth;
        info.has_alpha = (pixels->flags & AV_PIX_FMT_FLAG_ALPHA) != 0;
    }
    info.coded = first != nullptr ? Size{first->width, first->height} : Size{codec.width, codec.height};
    const AVRational aspect = sample_aspect(stream, first);
    info.sample_aspect_num = aspect.num;
    info.sample_aspect_den = aspect.den;
    info.orientation = read_orientation(stream, first);
    info.display = upright_size(info.coded, aspect, info.orientation);
    info.interlaced = first != nullptr ? first->interlaced_frame != 0 : codec.field_order > AV_FIELD_PROGRESSIVE;
    info.colour = read_colour(stream, first);
    // The deprecated yuvj formats say "full range" by their name.
    if (info.pixel_format.starts_with("yuvj")) info.colour.full_range = true;
    info.declared_rate = {stream.r_frame_rate.num, std::max(1, stream.r_frame_rate.den)};
    info.bit_rate_bps = codec.bit_rate;
    return info;
}

}  // namespace takt::av
