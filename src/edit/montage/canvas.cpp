// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/montage/canvas.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace takt {
namespace {

constexpr std::array kStandardRates{FrameRate{24000, 1001}, FrameRate{24, 1}, FrameRate{25, 1},
                                    FrameRate{30000, 1001}, FrameRate{30, 1}, FrameRate{50, 1},
                                    FrameRate{60000, 1001}, FrameRate{60, 1}};

Us shown_time(const ClipSource& clip) {
    constexpr Us kStill{3'000'000};
    return clip.kind == MediaKind::Still ? kStill : clip.duration;
}

std::size_t nearest_standard(FrameRate rate) {
    const auto distance = [&](FrameRate standard) { return std::abs(standard.fps() - rate.fps()); };
    const auto nearest = std::min_element(kStandardRates.begin(), kStandardRates.end(),
                                          [&](FrameRate a, FrameRate b) { return distance(a) < distance(b); });
    return static_cast<std::size_t>(nearest - kStandardRates.begin());
}

}  // namespace

Size canvas_size(Aspect aspect, const std::vector<ClipSource>& clips) {
    switch (aspect) {
        case Aspect::Wide16x9: return {1920, 1080};
        case Aspect::Tall9x16: return {1080, 1920};
        case Aspect::Square: return {1080, 1080};
        case Aspect::Portrait4x5: return {1080, 1350};
        case Aspect::Auto: break;
    }
    Us tall{};
    Us wide{};
    for (const ClipSource& clip : clips) (clip.display.height > clip.display.width ? tall : wide) += shown_time(clip);
    return tall > wide ? Size{1080, 1920} : Size{1920, 1080};
}

namespace edit {

FrameRate commonest_rate(const std::vector<ClipSource>& clips) {
    std::array<Us, kStandardRates.size()> shown{};
    for (const ClipSource& clip : clips) {
        const bool has_rate = clip.kind == MediaKind::Video && clip.rate.num > 0 && clip.rate.den > 0;
        // 15 fps webcams and 240 fps slow motion say nothing about how the video should play.
        constexpr double kSlack = 0.5;
        if (has_rate && clip.rate.fps() >= 24 - kSlack && clip.rate.fps() <= 60 + kSlack) {
            shown[nearest_standard(clip.rate)] += clip.duration;
        }
    }
    const auto most = std::max_element(shown.begin(), shown.end());
    return *most > Us{0} ? kStandardRates[static_cast<std::size_t>(most - shown.begin())] : FrameRate{30, 1};
}

}  // namespace edit
}  // namespace takt
