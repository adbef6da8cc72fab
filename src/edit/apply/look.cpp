// SPDX-License-Identifier: GPL-3.0-or-later
// Adjustments of the picture.
#include "edit/apply/obey.h"
#include "edit/apply/targets.h"

#include <algorithm>

namespace takt::edit {
namespace {

double limited(double value, double lowest) {
    // Sums of tenths are to be tenths again, so that up and down is where it was.
    return std::clamp(static_cast<double>(static_cast<long>(value * 1000 + (value < 0 ? -0.5 : 0.5))) / 1000, lowest,
                      1.0);
}

Look sum(const Look& a, const Look& b) {
    return {limited(a.brightness + b.brightness, -1), limited(a.contrast + b.contrast, -1),
            limited(a.saturation + b.saturation, -1), limited(a.temperature + b.temperature, -1),
            limited(a.vignette + b.vignette, 0)};
}

}  // namespace

void obey(Draft& draft, const op::AdjustLook& order, Scene& scene) {
    change_clips(
        draft, order.target, scene,
        [&](Segment& segment) { segment.look = sum(order.plain ? Look{} : segment.look, order.by); },
        "look: it is like that already, or as far as it goes; say what to change instead");
}

void obey(Draft& draft, const op::Stabilise& order, Scene& scene) {
    change_clips(
        draft, order.target, scene,
        [&](Segment& segment) {
            if (!order.on || !scene.is_still(segment)) segment.stabilised = order.on;
        },
        order.on ? "stabilising: it is on already, or these are photos; say 'do not stabilise' to turn it off"
                 : "stabilising: it is off already; say 'stabilise' to turn it on");
}

}  // namespace takt::edit
