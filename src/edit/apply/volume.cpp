// SPDX-License-Identifier: GPL-3.0-or-later
// How loud music and clips are. A step is about 3 dB, to whole per cents.
#include "edit/apply/audible.h"
#include "edit/apply/obey.h"
#include "edit/apply/replan.h"
#include "edit/apply/targets.h"
#include "edit/apply/tracks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace takt::edit {
namespace {

using How = op::ChangeVolume::How;

constexpr double kStepDown = 0.71;
constexpr double kStepUp = 1.41;

double whole_percent(double volume) {
    return std::round(volume * 100) / 100;
}

double stepped(double volume, double steps) {
    const double factor = std::pow(steps < 0 ? kStepDown : kStepUp, std::abs(steps));
    const double changed = whole_percent(volume * factor);
    // So little that a step is no whole per cent: one per cent is the step.
    return changed == volume && volume > 0 ? volume + (steps < 0 ? -0.01 : 0.01) : changed;
}

double changed(double volume, const op::ChangeVolume& order) {
    switch (order.how) {
        case How::Percent: return order.value / 100;
        case How::ByPercent: return whole_percent(volume * (1 + order.value / 100));
        case How::Decibels: return whole_percent(volume * std::pow(10, order.value / 20));
        case How::Step: break;
    }
    return stepped(volume, order.value);
}

}  // namespace

void obey(Draft& draft, const op::ChangeVolume& order, Scene& scene) {
    if (order.how == How::Percent && order.value < 0) unclear("volume: is below 0; name a per cent value from 0 on");
    bool at_limit = false;
    bool silent = false;
    const bool any = change_audible(draft, order.target, scene, [&](Segment& segment) {
        const double wanted = changed(segment.volume, order);
        silent |= segment.volume == 0;
        segment.volume = std::clamp(wanted, 0.0, kMaxVolume);
        at_limit |= wanted < 0 || wanted > kMaxVolume;
    });
    if (at_limit) scene.note(fmt::format("volume: {:.0f}% is as loud as it gets", 100 * kMaxVolume));
    if (any || at_limit) return;
    unclear(silent ? "volume: it is muted; say 'unmute' or 'set the volume to 50%'"
                   : "volume: it is like that already; name another level");
}

void obey(Draft& draft, const op::Mute& order, Scene& scene) {
    const bool is_music = order.target.kind == Target::Kind::Music;
    const double restored = is_music ? level_under(draft, scene) : 1;
    const bool any = change_audible(draft, order.target, scene, [&](Segment& segment) {
        if (order.on || segment.volume == 0) segment.volume = order.on ? 0 : restored;
    });
    if (any) return;
    unclear(order.on ? "mute: it is silent already; say 'unmute' to hear it"
                     : "unmute: it is heard already; say 'louder' to raise it");
}

}  // namespace takt::edit
