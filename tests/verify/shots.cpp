// SPDX-License-Identifier: GPL-3.0-or-later
#include "verify/shots.h"

#include <algorithm>
#include <cmath>

namespace takt::test {
namespace {

void draw_shot(AVFrame& picture, int shot, int n) {
    samples::vertical_gradient(picture, samples::from_hue(0.31 * shot, 0.6, 0.25 + 0.35 * (shot % 2)),
                               samples::from_hue(0.31 * shot + 0.2, 0.6, 0.75 - 0.35 * (shot % 3)));
    const double angle = 0.1 * n + shot;
    samples::disc(picture, picture.width * (0.5 + 0.3 * std::cos(angle)),
                  picture.height * (0.5 + 0.3 * std::sin(angle)), picture.height / 6.0,
                  samples::from_hue(0.5 + 0.31 * shot, 0.8, 0.9));
}

/// Mixes `over` into `picture`; `share` 1 is all `over`.
void blend(AVFrame& picture, const AVFrame& over, double share) {
    for (int plane = 0; plane < 3; ++plane) {
        const int height = plane == 0 ? picture.height : picture.height / 2;
        const int width = plane == 0 ? picture.width : picture.width / 2;
        for (int y = 0; y < height; ++y) {
            std::uint8_t* to = picture.data[plane] + static_cast<std::ptrdiff_t>(y) * picture.linesize[plane];
            const std::uint8_t* from = over.data[plane] + static_cast<std::ptrdiff_t>(y) * over.linesize[plane];
            for (int x = 0; x < width; ++x) to[x] = static_cast<std::uint8_t>(to[x] + share * (from[x] - to[x]));
        }
    }
}

}  // namespace

ClipSpec clip_of_shots(const Shots& shots, int frames) {
    ClipSpec spec{.size = {640, 360}, .frames = frames, .numbered = false, .background = samples::kBlack};
    spec.paint = [shots](AVFrame& picture, int n) {
        const double half = shots.fade_frames / 2.0;
        const auto passed =
            std::count_if(shots.begins.begin(), shots.begins.end(), [&](int begin) { return n >= begin - half; });
        const int shot = static_cast<int>(passed);
        draw_shot(picture, shot, n);
        if (shot == 0 || shots.fade_frames == 0) return;
        const double share = (n - (shots.begins[static_cast<std::size_t>(shot - 1)] - half)) / shots.fade_frames;
        if (share >= 1) return;
        const av::FramePtr before = av::make_picture(picture.width, picture.height, AV_PIX_FMT_YUV420P);
        draw_shot(*before, shot - 1, n);
        blend(picture, *before, 1 - share);
    };
    return spec;
}

std::vector<Cut> plan_of(const Shots& shots) {
    std::vector<Cut> cuts;
    for (const int begin : shots.begins) {
        Cut cut{at_frame(begin), {}};
        if (shots.fade_frames > 0) cut.transition = {TransitionKind::Crossfade, at_frame(shots.fade_frames)};
        cuts.push_back(cut);
    }
    return cuts;
}

Ms at_frame(int n) {
    return to_ms(frame_time(n, {30, 1}));
}

}  // namespace takt::test
