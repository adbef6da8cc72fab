// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/media_facts.h"

#include <fmt/format.h>

#include <cmath>

namespace takt::flow {
namespace {

std::string colour_text(const ColourInfo& colour) {
    if (colour.dolby_vision_profile) return fmt::format("Dolby Vision {}", *colour.dolby_vision_profile);
    const char* range = colour.hdr == HdrKind::Hlg           ? "HLG"
                        : colour.hdr == HdrKind::Pq          ? "PQ"
                        : colour.hdr == HdrKind::DolbyVision ? "Dolby Vision"
                                                             : "SDR";
    return colour.primaries == "unknown" ? range : fmt::format("{} {}", range, colour.primaries);
}

std::string sound_text(const AudioStreamInfo& audio) {
    return fmt::format("{} {} Hz {}", audio.codec, audio.sample_rate_hz, audio.layout);
}

}  // namespace

MediaFacts facts_of(const MediaInfo& info) {
    MediaFacts facts{.container = info.container, .size_bytes = info.size_bytes, .duration = info.duration};
    const AudioStreamInfo* audio = info.audio();
    const VideoStreamInfo* video = info.kind == MediaKind::Audio ? nullptr : info.video();
    if (audio != nullptr) (video != nullptr ? facts.sound : facts.codec) = sound_text(*audio);
    if (video != nullptr) {
        facts.codec = video->codec;
        facts.display = video->display;
        facts.colour = colour_text(video->colour);
        if (info.kind == MediaKind::Video || info.kind == MediaKind::Animation) facts.rate = video->measured_rate;
    }
    if (info.kind == MediaKind::Still) {
        facts.duration = Us{0};
    } else if (info.duration > Us{0}) {
        facts.bit_rate_bps = std::llround(static_cast<double>(info.size_bytes) * 8 / seconds(info.duration));
    }
    return facts;
}

}  // namespace takt::flow
