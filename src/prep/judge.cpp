// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/preparation.h"

#include "prep/faults.h"
#include "prep/fit.h"
#include "prep/playing.h"
#include "prep/presets.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace takt {
namespace {

std::string megabytes(std::int64_t bytes) {
    return fmt::format("{:.6g} MB", static_cast<double>(bytes) / 1e6);
}

void judge_sizes(std::vector<Reason>& reasons, const MediaInfo& info, const Limits& limits) {
    if (info.size_bytes > limits.max_input_bytes) {
        reasons.push_back({"too_large",
                           fmt::format("{} ({} bytes) exceeds the {} limit", megabytes(info.size_bytes),
                                       info.size_bytes, megabytes(limits.max_input_bytes)),
                           fmt::format("keep a part of it with --trim, or make it fit with --max-size {}MB",
                                       limits.max_size_bytes / 1'000'000)});
    }
    const int streams = static_cast<int>(info.videos.size() + info.audios.size() + info.others.size());
    if (streams > limits.max_streams) {
        reasons.push_back({"too_many_streams", fmt::format("{} streams are more than {}", streams, limits.max_streams),
                           "export it with one video and one sound track"});
    }
    if (info.duration > limits.max_duration) {
        reasons.push_back({"too_long",
                           fmt::format("{:.1f} hours are longer than {}", seconds(info.duration) / 3600,
                                       std::chrono::duration_cast<std::chrono::hours>(limits.max_duration).count()),
                           "keep a part of it with --trim"});
    }
}

void judge_streams(std::vector<Reason>& reasons, const MediaInfo& info, const Limits& limits) {
    for (const VideoStreamInfo& video : info.videos) {
        const Size size = video.coded;
        if (static_cast<std::int64_t>(size.width) * size.height > limits.max_pixels ||
            std::max(size.width, size.height) > limits.max_side) {
            reasons.push_back({"too_many_pixels",
                               fmt::format("a picture of {}×{} is over the limit of {} pixels a side, {} MP in all",
                                           size.width, size.height, limits.max_side, limits.max_pixels / 1'000'000),
                               "export it smaller"});
        }
        if (video.measured_rate.fps() > limits.max_source_fps * 1.01) {
            reasons.push_back({"frame_rate_too_high",
                               fmt::format("{:.6g} frames a second are more than {}", video.measured_rate.fps(),
                                           limits.max_source_fps),
                               "export it with 60 frames a second"});
        }
    }
    for (const AudioStreamInfo& audio : info.audios) {
        if (audio.channels > limits.max_channels) {
            reasons.push_back({"too_many_channels",
                               fmt::format("{} sound channels are more than {}", audio.channels, limits.max_channels),
                               "mix it down to stereo"});
        }
    }
}

/// The codecs that nobody here can read, for the sentence.
std::string undecodable(const MediaInfo& info) {
    std::string list;
    const auto add = [&](const std::string& codec) { list += (list.empty() ? "" : ", ") + codec; };
    for (const VideoStreamInfo& video : info.videos) add(video.codec);
    if (!list.empty()) return list;
    for (const AudioStreamInfo& audio : info.audios) add(audio.codec);
    for (const OtherStreamInfo& other : info.others) add(other.codec);
    return list.empty() ? "no streams" : list;
}

Reason not_decodable(const MediaInfo& info) {
    if (info.kind == MediaKind::Still) {
        return {"not_decodable", "the picture is damaged, incomplete or larger than it may be",
                "copy it again or export it smaller"};
    }
    return {
        "not_decodable",
        fmt::format("its {} cannot be decoded here ({})", info.videos.empty() ? "sound" : "picture", undecodable(info)),
        "convert it to H.264 and AAC first"};
}

void judge_content(std::vector<Reason>& reasons, const MediaInfo& info) {
    if (info.is_protected) {
        reasons.push_back({"protected", "it is protected (DRM) and cannot be read", "use an unprotected copy"});
    } else if (info.truncated) {
        reasons.push_back({"truncated", "incomplete download or transfer: part of the media is missing",
                           "copy or download it again"});
    } else if (info.video() == nullptr && (info.audio() == nullptr || !info.videos.empty())) {
        // A clip whose picture nobody can read does not silently become a song.
        reasons.push_back(not_decodable(info));
    } else if (info.kind != MediaKind::Still && info.duration <= Us{0}) {
        reasons.push_back({"empty", "it holds no picture and no sound", "record or download it again"});
    }
    const VideoStreamInfo* video = info.video();
    if (video != nullptr && video->colour.dolby_vision_profile == 5) {
        reasons.push_back({"dolby_vision_5",
                           "Dolby Vision profile 5 has no picture that other decoders show in the right colours",
                           "export it as HDR10, HLG or SDR"});
    }
}

}  // namespace

Verdict judge(const MediaInfo& info, const Limits& limits, const Wishes& wishes) {
    Verdict verdict;
    judge_sizes(verdict.reasons, info, limits);
    judge_streams(verdict.reasons, info, limits);
    judge_content(verdict.reasons, info);
    for (Reason& reason : prep::asked_in_vain(info, limits, wishes)) verdict.reasons.push_back(std::move(reason));
    if (auto reason = prep::cannot_fit(info, limits, wishes)) verdict.reasons.push_back(std::move(*reason));
    if (!verdict.reasons.empty()) {
        verdict.outcome = Outcome::Rejected;
        return verdict;
    }
    for (prep::Fault& fault : prep::find_faults(prep::with_wished_sound(info, wishes), limits, wishes)) {
        verdict.outcome = Outcome::Fixed;
        verdict.reasons.push_back(std::move(fault.reason));
    }
    return verdict;
}

}  // namespace takt
