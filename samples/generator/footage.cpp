// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/footage.h"

#include "generator/drawing.h"
#include "generator/instruments.h"

#include <fmt/format.h>

namespace takt::samples {
namespace {

constexpr Size kFullHd{1920, 1080};

/// A public place stands in for the filmer's home: what matters is that it is gone after `takt prep`.
std::map<std::string, std::string> phone_metadata(int number) {
    return {{"location", "+48.8584+002.2945+035.000/"},
            {"make", "Apple"},
            {"model", "iPhone 15 Pro"},
            {"creation_time", fmt::format("2024-06-01T18:3{}:00.000000Z", number)}};
}

ClipFormat phone_format(int number, FrameRate rate) {
    ClipFormat format;
    format.video.emplace();
    format.video->size = kFullHd;
    format.video->rate = rate;
    // A fixed number of threads makes the same file on every machine.
    format.video->threads = 2;
    format.video->options = {{"preset", "superfast"}, {"crf", "23"}};
    format.sound.emplace();
    format.sound->bit_rate_bps = 128'000;
    format.metadata = phone_metadata(number);
    return format;
}

ClipFormat hdr_format(int number) {
    ClipFormat format = phone_format(number, {30, 1});
    format.video->size = {3840, 2160};
    format.video->codec = "libx265";
    format.video->format = AV_PIX_FMT_YUV420P10LE;
    format.video->options = {
        {"preset", "ultrafast"}, {"crf", "28"}, {"x265-params", "log-level=error:frame-threads=2:repeat-headers=0"}};
    format.video->primaries = AVCOL_PRI_BT2020;
    format.video->transfer = AVCOL_TRC_ARIB_STD_B67;
    format.video->matrix = AVCOL_SPC_BT2020_NCL;
    return format;
}

/// As a phone in dim light: most frames at the rate, some late, none at an even distance.
std::vector<Us> unsteady_times(double seconds) {
    std::vector<Us> times;
    Noise noise(5);
    for (double at = 0; at < seconds; at += 1.0 / (27 + 3 * noise())) times.push_back(from_seconds(at));
    return times;
}

std::vector<Us> steady_times(double seconds, FrameRate rate) {
    std::vector<Us> times;
    for (int n = 0; n < nearest_frame(from_seconds(seconds), rate); ++n) times.push_back(frame_time(n, rate));
    return times;
}

}  // namespace

std::vector<Footage> all_footage() {
    const FrameRate thirty{30, 1};
    Footage balls{"IMG_0003.MOV",         "1080p H.264 portrait, stored sideways", draw_balls, thumps, {1080, 1920}, 6,
                  phone_format(3, thirty)};
    balls.format.clockwise_deg = 90;
    Footage road{"IMG_0004.MOV",
                 "1080p H.264, variable frame rate",
                 draw_road,
                 engine,
                 kFullHd,
                 7,
                 phone_format(4, thirty),
                 true};
    road.format.video->time_base = {1, 600};
    return {{"IMG_0001.MOV", "1080p30 H.264", draw_sea, surf, kFullHd, 8, phone_format(1, thirty)},
            {"IMG_0002.MOV", "4K HEVC 10-bit HLG", draw_city, traffic, kFullHd, 4, hdr_format(2)},
            std::move(balls),
            std::move(road),
            {"IMG_0005.MOV", "1080p60 H.264", draw_hills, birds, kFullHd, 6, phone_format(5, {60, 1})}};
}

void film(const Footage& footage, const std::filesystem::path& path) {
    ClipWriter clip(path, footage.format);
    const av::FramePtr picture = av::make_picture(footage.drawn.width, footage.drawn.height, AV_PIX_FMT_YUV420P);
    const auto times =
        footage.unsteady ? unsteady_times(footage.seconds) : steady_times(footage.seconds, footage.format.video->rate);
    for (const Us time : times) {
        footage.scene(*picture, seconds(time));
        const int turn = footage.format.clockwise_deg;
        clip.picture(turn == 0 ? *picture : *turned_back(*picture, turn), time);
    }
    clip.sound(footage.ambience(footage.seconds));
    clip.finish();
}

}  // namespace takt::samples
