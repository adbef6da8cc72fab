// SPDX-License-Identifier: GPL-3.0-or-later
// The shape of the video, how clips fill it, and which way up they are.
#include "edit/apply/obey.h"
#include "edit/apply/targets.h"
#include "edit/apply/tracks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace takt::edit {
namespace {

constexpr int kShortSide = 1080;
constexpr double kWidest = 4;

/// The shorter side has 1080 lines; both are even, as encoders need them.
Size canvas_of(Size ratio) {
    const double wide = static_cast<double>(ratio.width) / ratio.height;
    const auto long_side = [](double times) { return 2 * static_cast<int>(std::lround(kShortSide * times / 2)); };
    return wide >= 1 ? Size{long_side(wide), kShortSide} : Size{kShortSide, long_side(1 / wide)};
}

}  // namespace

void obey(Draft& draft, const op::SetAspect& order, Scene& /*scene*/) {
    const bool possible = order.ratio.width > 0 && order.ratio.height > 0 &&
                          order.ratio.width <= kWidest * order.ratio.height &&
                          order.ratio.height <= kWidest * order.ratio.width;
    if (!possible) {
        unclear(fmt::format("{}:{}: is no shape for a video; say 16:9, 9:16, 1:1 or 4:5", order.ratio.width,
                            order.ratio.height));
    }
    const Draft before = draft;
    draft.canvas = canvas_of(order.ratio);
    if (order.fit) {
        for (Segment& segment : main_track(draft).segments) segment.fit = *order.fit;
    }
    if (draft == before) {
        unclear(fmt::format("shape: it is {}:{} already; name another", order.ratio.width, order.ratio.height));
    }
}

void obey(Draft& draft, const op::SetFit& order, Scene& scene) {
    change_clips(
        draft, order.target, scene, [&](Segment& segment) { segment.fit = order.fit; },
        "fit: the clips fill the picture like that already; say crop, bars or blurred background");
}

void obey(Draft& draft, const op::SetLetterbox& order, Scene& /*scene*/) {
    constexpr double kNarrowest = 0.25;
    const bool off = order.ratio == 0;
    if (off && !draft.letterbox) unclear("black bars: there are none; say 'add black bars' to have some");
    if (!off && !(order.ratio >= kNarrowest && order.ratio <= kWidest)) {
        unclear(fmt::format("{:.2f}:1: leaves too little of the picture; name a shape such as 2.39:1", order.ratio));
    }
    if (draft.letterbox == order.ratio) {
        unclear(fmt::format("black bars: they leave {:.2f}:1 already; name another shape", order.ratio));
    }
    draft.letterbox = off ? std::nullopt : std::optional(order.ratio);
}

void obey(Draft& draft, const op::Rotate& order, Scene& scene) {
    if (order.degrees % 90 != 0) {
        unclear(fmt::format("{} degrees: pictures turn by quarters; say 90, 180 or 270", order.degrees));
    }
    change_clips(
        draft, order.target, scene,
        [&](Segment& segment) { segment.rotation = ((segment.rotation + order.degrees) % 360 + 360) % 360; },
        "rotation: a full turn changes nothing; say 90, 180 or 270 degrees");
}

void obey(Draft& draft, const op::Flip& order, Scene& scene) {
    change_clips(
        draft, order.target, scene,
        [&](Segment& segment) {
            bool& turned = order.vertical ? segment.flipped : segment.mirrored;
            turned = !turned;
        },
        "flip: there is no clip to flip; add one");
}

}  // namespace takt::edit
