// SPDX-License-Identifier: GPL-3.0-or-later
// How one clip becomes the next. Clips stay where and as long as they are: a transition shows what lies beyond the cut.
#include "edit/apply/obey.h"
#include "edit/apply/targets.h"
#include "edit/apply/tracks.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

namespace takt::edit {
namespace {

/// The places of the segments whose begin is meant.
std::vector<std::size_t> cuts_at(Draft& draft, const op::Where& where) {
    const std::vector<Segment>& segments = main_track(draft).segments;
    if (segments.size() < 2) unclear("transitions: there is no cut to put one at; add a clip or split this one");
    if (where.before_clip) {
        const std::size_t clip = place_of(*where.before_clip, segments.size(), "clip");
        if (clip == 0) unclear("clip 1: nothing comes before it; say 'fade in the video' instead");
        return {clip};
    }
    if (where.at) {
        const Ms at = moment_of(draft, *where.at);
        const auto nearest =
            std::min_element(segments.begin() + 1, segments.end(), [&](const Segment& a, const Segment& b) {
                return std::chrono::abs(a.start - at) < std::chrono::abs(b.start - at);
            });
        // People read times off a player; what is further away is another cut.
        constexpr Ms kSlack{1000};
        if (std::chrono::abs(nearest->start - at) > std::max(kSlack, nearest->transition.duration / 2)) {
            unclear(fmt::format("transition: no cut is at {} s; the nearest is at {} s", seconds_text(at),
                                seconds_text(nearest->start)));
        }
        return {static_cast<std::size_t>(nearest - segments.begin())};
    }
    std::vector<std::size_t> all;
    for (std::size_t i = 1; i < segments.size(); ++i) all.push_back(i);
    return all;
}

Ms usual_length(TransitionKind kind) {
    return kind == TransitionKind::FadeWhite ? Ms{100} : Ms{500};
}

}  // namespace

void obey(Draft& draft, const op::SetTransition& order, Scene& scene) {
    const Ms wanted = order.length.value_or(usual_length(order.kind));
    if (order.kind == TransitionKind::Cut) return obey(draft, op::RemoveTransitions{order.where}, scene);
    if (wanted < Ms{2}) unclear("transition: it would take no time; name a length such as 0.5s");
    const std::vector<std::size_t> cuts = cuts_at(draft, order.where);
    const Draft before = draft;
    std::vector<Segment>& segments = main_track(draft).segments;
    int shortened = 0;
    for (const std::size_t i : cuts) {
        // Two transitions share a clip: half of it for each.
        const Ms room = std::min(segments[i - 1].duration, segments[i].duration) / 2;
        const bool sides = order.kind == TransitionKind::Wipe || order.kind == TransitionKind::Push;
        const Ms length = std::min(wanted, room);
        shortened += length < wanted ? 1 : 0;
        segments[i].transition = {order.kind, length, sides ? order.from : Side::Right};
    }
    if (draft == before) unclear("transitions: they are like that already; name another kind or length");
    if (shortened > 0) scene.note(fmt::format("transitions shortened to half of a short clip: {}", shortened));
}

void obey(Draft& draft, const op::RemoveTransitions& order, Scene& /*scene*/) {
    const std::vector<std::size_t> cuts = cuts_at(draft, order.where);
    bool changed = false;
    for (const std::size_t i : cuts) {
        Transition& transition = main_track(draft).segments[i].transition;
        changed |= transition.kind != TransitionKind::Cut;
        transition = {};
    }
    if (changed) return;
    const Ms at = main_track(draft).segments[cuts.front()].start;
    unclear(cuts.size() == 1 ? fmt::format("transition: there is none at {} s; name another place", seconds_text(at))
                             : std::string("transitions: there are none; say 'add crossfades' to have some"));
}

}  // namespace takt::edit
