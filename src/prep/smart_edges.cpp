// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/smart_edges.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace takt::prep {
namespace {

// A second generation nobody should see beside the first; edges are a second or two, so bits do not matter.
constexpr const char* kQuality = "16";
constexpr const char* kPreset = "superfast";

const char* profile_name(int profile_idc) {
    if (profile_idc == 66) return "baseline";
    return profile_idc == 77 ? "main" : "high";
}

/// Level 1b is spelled in two ways, and no footage has it.
bool is_plain_level(const av::SequenceSet& sequence) {
    return sequence.level_idc >= 12 && sequence.level_idc <= 62;
}

void choose_h264(av::VideoEncoding& encoding, const av::ParameterSets& sets) {
    const av::SequenceSet sequence = av::only_sequence_set(sets).value_or(av::SequenceSet{});
    encoding.codec = "libx264";
    encoding.options["profile"] = profile_name(sequence.profile_idc);
    if (is_plain_level(sequence)) {
        encoding.options["level"] = fmt::format("{}.{}", sequence.level_idc / 10, sequence.level_idc % 10);
    }
    // A decoder may drop frames it still holds when the size of its picture buffer changes on the way (C.4.4).
    encoding.options["x264-params"] =
        fmt::format("sps-id={}:stitchable=1:dpb-size={}:bframes=0:keyint=infinite:scenecut=0:open-gop=0:force-cfr=1",
                    av::free_id(sets).value_or(1), std::max(1, sequence.reference_frames));
}

void choose_hevc(av::VideoEncoding& encoding) {
    encoding.codec = "libx265";
    encoding.options["x265-params"] =
        "bframes=0:keyint=-1:scenecut=0:open-gop=0:repeat-headers=0:info=0:hrd=0:log-level=none";
}

av::VideoEncoding encoding_like(const AVStream& source, const av::ParameterSets& sets, FrameRate rate) {
    const AVCodecParameters& stream = *source.codecpar;
    av::VideoEncoding encoding;
    encoding.size = {stream.width, stream.height};
    encoding.rate = rate;
    encoding.format = static_cast<AVPixelFormat>(stream.format);
    encoding.sample_aspect = stream.sample_aspect_ratio;
    encoding.primaries = stream.color_primaries;
    encoding.transfer = stream.color_trc;
    encoding.matrix = stream.color_space;
    encoding.range = stream.color_range;
    encoding.options = {{"preset", kPreset}, {"crf", kQuality}};
    if (sets.codec == av::NalCodec::H264) choose_h264(encoding, sets);
    if (sets.codec == av::NalCodec::Hevc) choose_hevc(encoding);
    return encoding;
}

}  // namespace

EdgeEncoder::EdgeEncoder(const AVStream& source, const av::ParameterSets& sets, FrameRate rate)
    : encoder_(encoding_like(source, sets, rate)),
      own_(av::sets_from_start_codes(
          {encoder_.context().extradata, static_cast<std::size_t>(std::max(0, encoder_.context().extradata_size))},
          sets.codec)) {}

void EdgeEncoder::send(AVFrame& frame, std::int64_t number) {
    frame.pts = number;
    frame.pict_type = AV_PICTURE_TYPE_NONE;
    encoder_.send(&frame);
}

bool EdgeEncoder::receive(AVPacket& packet) {
    if (encoder_.receive(packet) != av::Pull::Frame) return false;
    std::vector<av::NalUnit> slices;
    for (const av::NalUnit unit : av::split_start_codes(av::payload(packet))) {
        if (av::is_picture(av::kind_of(unit, own_.codec))) slices.push_back(unit);
    }
    av::replace_payload(packet, av::join_sized(slices));
    return true;
}

}  // namespace takt::prep
