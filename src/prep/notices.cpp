// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/notices.h"

#include <fmt/format.h>

namespace takt::prep {
namespace {

std::string high_speed(const MediaInfo& info) {
    const double filmed_at = *info.capture_fps;
    const double plays_at = info.video()->measured_rate.fps();
    return filmed_at > 1.5 * plays_at
               ? fmt::format("filmed at {:.0f} fps and written slowed; --slowmo real plays it as fast as it was",
                             filmed_at)
               : fmt::format("filmed at {:.0f} fps and plays in real time; --slowmo slow shows every frame", filmed_at);
}

}  // namespace

std::vector<std::string> notices(const MediaInfo& info, const Wishes& wishes) {
    std::vector<std::string> list;
    const bool video = info.kind == MediaKind::Video && info.video() != nullptr;
    if (video && info.audios.empty()) list.emplace_back("it has no sound and stays silent");
    if (video && info.capture_fps && wishes.slow_motion == SlowMotion::Auto) list.push_back(high_speed(info));
    if (info.screen_recording) list.emplace_back("a screen recording");
    if (video && info.video()->stereo_views) list.emplace_back("spatial video: one eye's picture is used");
    if (info.live_photo) {
        list.emplace_back(video ? "the moving half of a Live Photo" : "the still half of a Live Photo");
    }
    if (info.motion_photo) list.emplace_back("a motion photo: its picture is used, the clip behind it is left out");
    return list;
}

}  // namespace takt::prep
