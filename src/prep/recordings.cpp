// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/recordings.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <string>

namespace takt::prep {
namespace {

constexpr double kHighSpeedFps = 100;
constexpr double kHighestFps = 100'000;

/// Letters and digits only, lower case: "Screen_Recording-2024" and "ScreenRecording 2024" are one.
std::string plain(std::string_view text) {
    std::string word;
    for (const unsigned char c : text) {
        if (std::isalnum(c) != 0) word += static_cast<char>(std::tolower(c));
    }
    return word;
}

bool names_screen(std::string_view text) {
    const std::string word = plain(text);
    constexpr std::array<std::string_view, 5> kSigns{"replaykit", "screenrecord", "screencapture", "screencast",
                                                     "bildschirmaufnahme"};
    return std::any_of(kSigns.begin(), kSigns.end(),
                       [&](std::string_view sign) { return word.find(sign) != std::string::npos; });
}

/// iPhones: RPReplay_Final1700000000.MP4; Samsung: Screen_Recording_….mp4; Xiaomi: Screenrecorder-….mp4; Android:
/// screen-20240101-120000.mp4; macOS: Screen Recording ….mov.
bool is_screen_name(const std::filesystem::path& path) {
    const std::string name = plain(path.stem().string());
    const bool dated = name.starts_with("screen20") && name.size() >= 14;
    return name.starts_with("rpreplay") || dated || name.starts_with("screenrecord") ||
           name.starts_with("bildschirmaufnahme");
}

}  // namespace

void recognise_tag(MediaInfo& info, std::string_view key, std::string_view value) {
    // Titles and comments may say anything.
    const bool by_program = key.ends_with("author") || key.ends_with("performer") || key.ends_with("artist") ||
                            key.ends_with("software") || key.ends_with("encoder") || key.starts_with("com.");
    info.screen_recording |= by_program && (names_screen(value) || names_screen(key));
    if (key.ends_with("content.identifier") && !value.empty()) info.live_photo = value;
    if (!key.ends_with("capture.fps")) return;
    double fps = 0;
    const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), fps);
    if (problem == std::errc() && fps > 0 && fps <= kHighestFps) info.capture_fps = fps;
}

void recognise_recording(MediaInfo& info) {
    const VideoStreamInfo* video = info.video();
    if (info.kind != MediaKind::Video || video == nullptr) {
        info.capture_fps.reset();
        info.screen_recording = false;
        return;
    }
    info.screen_recording |= is_screen_name(info.path);
    const double plays_at = video->measured_rate.fps();
    const double tagged = info.capture_fps.value_or(0);
    if (tagged < kHighSpeedFps && tagged <= 1.5 * plays_at) info.capture_fps.reset();
    if (!info.capture_fps && plays_at >= kHighSpeedFps) info.capture_fps = plays_at;
}

}  // namespace takt::prep
