// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/header_facts.h"

extern "C" {
#include <libavutil/pixdesc.h>
}

#include "av/bits.h"
#include "av/decoder.h"
#include "av/sequence_header.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>

namespace takt::av {
namespace {

std::span<const std::uint8_t> extradata(const AVCodecParameters& codec) {
    return {codec.extradata, static_cast<std::size_t>(codec.extradata != nullptr ? codec.extradata_size : 0)};
}

constexpr unsigned tag(const char (&letters)[5]) {
    return MKTAG(letters[0], letters[1], letters[2], letters[3]);
}

/// The first parameter set of an avcC box (ISO/IEC 14496-15, 5.3.3.1.2).
std::optional<SequenceHeader> first_parameter_set(std::span<const std::uint8_t> box) {
    if (box.size() < 8 || box[0] != 1 || (box[5] & 0x1FU) == 0) return std::nullopt;
    const std::size_t length = static_cast<std::size_t>(box[6]) << 8U | box[7];
    if (8 + length > box.size()) return std::nullopt;
    return read_sequence_header(box.subspan(8, length));
}

AVPixelFormat h264_format(const SequenceHeader& header, bool full) {
    if (header.luma_depth != header.chroma_depth) return AV_PIX_FMT_NONE;
    if (header.chroma_format == 1 && header.luma_depth == 8) return full ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P;
    if (header.chroma_format == 1 && header.luma_depth == 10) return AV_PIX_FMT_YUV420P10LE;
    if (header.chroma_format == 2 && header.luma_depth == 8) return full ? AV_PIX_FMT_YUVJ422P : AV_PIX_FMT_YUV422P;
    if (header.chroma_format == 2 && header.luma_depth == 10) return AV_PIX_FMT_YUV422P10LE;
    return AV_PIX_FMT_NONE;
}

int h264_profile(const SequenceHeader& header) {
    constexpr unsigned kSet1 = 0x40;
    constexpr unsigned kSet3 = 0x10;
    int profile = header.profile_idc;
    if (profile == FF_PROFILE_H264_BASELINE && (header.constraints & kSet1) != 0)
        profile |= FF_PROFILE_H264_CONSTRAINED;
    if (profile >= FF_PROFILE_H264_HIGH_10 && (header.constraints & kSet3) != 0) profile |= FF_PROFILE_H264_INTRA;
    return profile;
}

/// A bitstream that speaks is right; one that is silent leaves the container's word.
void apply_colour(AVCodecParameters& codec, const AVCodecContext& seen) {
    if (seen.color_primaries != AVCOL_PRI_UNSPECIFIED) codec.color_primaries = seen.color_primaries;
    if (seen.color_trc != AVCOL_TRC_UNSPECIFIED) codec.color_trc = seen.color_trc;
    if (seen.colorspace != AVCOL_SPC_UNSPECIFIED) codec.color_space = seen.colorspace;
    const bool silent = seen.color_range != AVCOL_RANGE_JPEG && seen.colorspace == AVCOL_SPC_UNSPECIFIED;
    if (!silent || codec.color_range == AVCOL_RANGE_UNSPECIFIED) codec.color_range = seen.color_range;
}

/// Eight bits of a bitstream: not every number is a colour.
template <typename Tag>
void apply_tag(Tag& tag, unsigned number, Tag silent, Tag end) {
    if (number != static_cast<unsigned>(silent) && number < static_cast<unsigned>(end)) tag = static_cast<Tag>(number);
}

std::string complete_h264(AVCodecParameters& codec) {
    const auto header = first_parameter_set(extradata(codec));
    if (!header) return "no parameter set in the header";
    if (!header->frames_only) return "fields may be coded";
    if (header->size != Size{codec.width, codec.height}) return "sizes differ";
    if (header->tells_range) codec.color_range = header->full_range ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
    const AVPixelFormat format = h264_format(*header, codec.color_range == AVCOL_RANGE_JPEG);
    if (format == AV_PIX_FMT_NONE) return "rare pixel format";
    codec.format = format;
    codec.profile = h264_profile(*header);
    if (header->aspect_num > 0 && header->aspect_den > 0) {
        codec.sample_aspect_ratio = {header->aspect_num, header->aspect_den};
    }
    apply_tag(codec.color_primaries, header->primaries, AVCOL_PRI_UNSPECIFIED, AVCOL_PRI_NB);
    apply_tag(codec.color_trc, header->transfer, AVCOL_TRC_UNSPECIFIED, AVCOL_TRC_NB);
    apply_tag(codec.color_space, header->matrix, AVCOL_SPC_UNSPECIFIED, AVCOL_SPC_NB);
    return {};
}

/// libav's decoder reads the parameter sets of hvcC as soon as it is opened.
std::string complete_hevc(AVStream& stream) {
    AVCodecParameters& codec = *stream.codecpar;
    const auto box = extradata(codec);
    constexpr unsigned kProgressive = 0x80;
    constexpr unsigned kInterlaced = 0x40;
    if (box.size() < 23 || box[0] != 1) return "no parameter set in the header";
    if ((box[6] & (kProgressive | kInterlaced)) != kProgressive) return "fields may be coded";
    const Decoder decoder(stream, {.threads = 1});
    const AVCodecContext& seen = decoder.context();
    if (seen.pix_fmt == AV_PIX_FMT_NONE) return "no parameter set in the header";
    if (seen.width != codec.width || seen.height != codec.height) return "sizes differ";
    codec.format = seen.pix_fmt;
    codec.profile = seen.profile;
    codec.video_delay = std::max(codec.video_delay, seen.has_b_frames);
    if (seen.sample_aspect_ratio.num > 0) codec.sample_aspect_ratio = seen.sample_aspect_ratio;
    apply_colour(codec, seen);
    return {};
}

/// HDR may stand in messages beside the picture only; more than eight bits without a clear word are suspicious.
bool may_hide_hdr(const AVCodecParameters& codec) {
    const AVPixFmtDescriptor* pixels = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(codec.format));
    const bool deep = pixels == nullptr || pixels->comp[0].depth > 8;
    const bool wide = codec.color_primaries == AVCOL_PRI_BT2020;
    const bool clear = codec.color_trc == AVCOL_TRC_ARIB_STD_B67 || codec.color_trc == AVCOL_TRC_SMPTE2084 ||
                       (codec.color_trc == AVCOL_TRC_BT709 && !wide);
    return (deep || wide) && !clear;
}

std::string complete_picture(AVStream& stream) {
    AVCodecParameters& codec = *stream.codecpar;
    const unsigned letters = codec.codec_tag;
    if (codec.field_order > AV_FIELD_PROGRESSIVE) return "interlaced";
    // avc3 and hev1 may change their parameter sets on the way.
    std::string doubt = "no parameter sets in the header";
    if (codec.codec_id == AV_CODEC_ID_H264 && letters == tag("avc1")) doubt = complete_h264(codec);
    if (codec.codec_id == AV_CODEC_ID_HEVC && (letters == tag("hvc1") || letters == tag("dvh1"))) {
        doubt = complete_hevc(stream);
    }
    if (doubt.empty() && may_hide_hdr(codec)) doubt = "the transfer function is not told";
    return doubt;
}

/// AAC-LC as ISO/IEC 14496-3, 1.6.2.1 writes it. Low rates may be doubled by the decoder (implicit SBR).
std::string complete_aac(AVCodecParameters& codec) {
    constexpr std::uint32_t kLowComplexity = 2;
    constexpr std::uint32_t kWrittenOutRate = 15;
    constexpr std::uint32_t kExtension = 0x2B7;
    Bits bits(extradata(codec));
    if (bits.take(5) != kLowComplexity) return "AAC of another kind";
    if (bits.take(4) == kWrittenOutRate) return "AAC of an odd rate";
    const std::uint32_t channels = bits.take(4);
    bits.skip(3);
    if (!bits.ok() || channels == 0 || channels > 7 || codec.sample_rate <= 24'000) return "AAC of an unclear kind";
    if (bits.left() >= 17 && bits.take(11) == kExtension) {
        bits.skip(5);
        if (bits.flag()) return "AAC with doubled rate";
    }
    codec.profile = FF_PROFILE_AAC_LOW;
    return {};
}

std::string complete_sound(AVCodecParameters& codec) {
    const int channels = codec.ch_layout.nb_channels;
    if (codec.sample_rate <= 0 || channels <= 0) return "the header tells no rate";
    if (codec.ch_layout.order == AV_CHANNEL_ORDER_UNSPEC) {
        if (channels > 2 && channels != 6) return "the header tells no layout";
        av_channel_layout_default(&codec.ch_layout, channels);
    }
    if (codec.codec_id == AV_CODEC_ID_AAC) return complete_aac(codec);
    if (!std::string_view(avcodec_get_name(codec.codec_id)).starts_with("pcm_")) return "a frame tells more";
    const std::int64_t bits = av_get_bits_per_sample(codec.codec_id);
    if (codec.bit_rate <= 0) codec.bit_rate = bits * channels * codec.sample_rate;
    return {};
}

}  // namespace

std::string complete_from_header(AVStream& stream) {
    return stream.codecpar->codec_type == AVMEDIA_TYPE_VIDEO ? complete_picture(stream)
                                                             : complete_sound(*stream.codecpar);
}

}  // namespace takt::av
