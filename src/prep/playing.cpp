// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/playing.h"

#include "takt/error.h"

#include <fmt/format.h>

#include <cmath>

namespace takt::prep {
namespace {

// What a slowed recording plays at, as phones do it.
constexpr double kSlowedFps = 30;
// Below this a recording holds too few frames to be slowed without stutter.
constexpr double kHighSpeedFps = 100;

const AudioStreamInfo* wished(const MediaInfo& info, const Wishes& wishes) {
    if (!wishes.keep_audio || *wishes.keep_audio < 1) return nullptr;
    const auto index = static_cast<std::size_t>(*wishes.keep_audio - 1);
    return index < info.audios.size() && info.audios[index].decodable ? &info.audios[index] : nullptr;
}

}  // namespace

MediaInfo with_wished_sound(MediaInfo info, const Wishes& wishes) {
    const AudioStreamInfo* chosen = wished(info, wishes);
    if (chosen == nullptr) return info;
    const int index = chosen->index;
    for (AudioStreamInfo& audio : info.audios) audio.is_default = audio.index == index;
    return info;
}

void check_wished_sound(const MediaInfo& info, const Wishes& wishes) {
    if (!wishes.keep_audio || wished(info, wishes) != nullptr || info.kind == MediaKind::Still) return;
    throw Error(ErrorCode::Usage,
                fmt::format("{}: has no sound track {} that can be decoded; `takt probe` lists its {}",
                            info.path.filename().string(), *wishes.keep_audio, info.audios.size()));
}

double playing_speed(const MediaInfo& info, SlowMotion wanted) {
    const VideoStreamInfo* video = info.video();
    if (video == nullptr || info.kind != MediaKind::Video || wanted == SlowMotion::Auto) return 1;
    const double plays_at = video->measured_rate.fps();
    if (wanted == SlowMotion::Slow) return plays_at >= kHighSpeedFps ? kSlowedFps / plays_at : 1;
    // Some phones write the slowed rate and say in a tag how fast they filmed.
    const double filmed_at = info.capture_fps.value_or(plays_at);
    return plays_at > 0 && filmed_at > 1.5 * plays_at ? filmed_at / plays_at : 1;
}

}  // namespace takt::prep
