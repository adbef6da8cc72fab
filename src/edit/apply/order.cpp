// SPDX-License-Identifier: GPL-3.0-or-later
// Which clips there are, and in which order. Numbers are those before the operation.
#include "edit/apply/obey.h"
#include "edit/apply/reflow.h"
#include "edit/apply/targets.h"
#include "edit/apply/whole_clips.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <set>
#include <tuple>
#include <utility>

namespace takt::edit {
namespace {

Shots chosen(Shots shots, const std::vector<bool>& meant, bool keep) {
    Shots left;
    for (std::size_t i = 0; i < shots.size(); ++i) {
        if (meant[i] == keep) left.push_back(std::move(shots[i]));
    }
    if (left.empty()) unclear("clips: none would be left; name fewer to delete");
    return left;
}

/// The same on every machine for the same seed, which std::shuffle does not promise.
void shuffle(Shots& shots, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    for (std::size_t i = shots.size(); i > 1; --i) std::swap(shots[i - 1], shots[random() % i]);
}

template <class Key>
void sort_by(Shots& shots, Key key) {
    std::stable_sort(shots.begin(), shots.end(), [&](const Shot& a, const Shot& b) { return key(a) < key(b); });
}

/// Shots of one file in its order; files that do not tell when keep theirs, at the end.
void sort_by_filming(Shots& shots, Scene& scene) {
    const auto filmed = [&](const Shot& shot) -> std::optional<std::int64_t> {
        const ClipSource* clip = scene.clip(shot.segment.source);
        return clip ? clip->recorded_s : std::nullopt;
    };
    const auto unknown = std::count_if(shots.begin(), shots.end(), [&](const Shot& s) { return !filmed(s); });
    if (unknown == static_cast<std::ptrdiff_t>(shots.size())) {
        unclear("clips: their files do not tell when they were filmed; say 'sort by name' or move them by number");
    }
    if (unknown > 0) scene.note(fmt::format("clips that do not tell when they were filmed stand last: {}", unknown));
    using When = std::tuple<bool, std::int64_t, std::string, Ms>;
    sort_by(shots, [&](const Shot& shot) {
        const auto when = filmed(shot);
        return when ? When{false, *when, shot.segment.source, shot.segment.source_begin} : When{true, 0, "", Ms{0}};
    });
}

void sort(Shots& shots, op::SortKey key, Scene& scene) {
    switch (key) {
        case op::SortKey::Filmed: return sort_by_filming(shots, scene);
        case op::SortKey::Name: return sort_by(shots, [](const Shot& s) { return s.segment.name; });
        case op::SortKey::Length: return sort_by(shots, [](const Shot& s) { return s.frames; });
        case op::SortKey::Random: return shuffle(shots, scene.settings.seed);
        case op::SortKey::Backwards: std::reverse(shots.begin(), shots.end());
    }
}

bool in_order(const Shots& shots) {
    return std::is_sorted(shots.begin(), shots.end(), [](const Shot& a, const Shot& b) { return a.clip < b.clip; });
}

/// Every clip of the draft, then every other that there is.
std::vector<std::pair<const ClipSource*, Segment>> every_clip(const Draft& draft, const Scene& scene) {
    std::vector<std::pair<const ClipSource*, Segment>> clips;
    std::set<std::string> listed;
    for (const Segment& segment : draft.track(TrackType::Video)->segments) {
        const ClipSource* clip = scene.clip(segment.source);
        if (clip == nullptr || !listed.insert(segment.source).second) continue;
        Segment like = segment;
        like.transition = {};
        like.fade_in = like.fade_out = Ms{0};
        like.reason.clear();
        clips.emplace_back(clip, std::move(like));
    }
    Segment like;
    like.fit = scene.settings.fit;
    for (const ClipSource& clip : scene.inputs.clips) {
        if (listed.insert(clip.path).second) clips.emplace_back(&clip, like);
    }
    return clips;
}

}  // namespace

void obey(Draft& draft, const op::DeleteClips& order, Scene& scene) {
    Shots shots = shots_of(draft);
    const std::vector<bool> meant = choose(shots, order.target, draft);
    put_shots(draft, chosen(std::move(shots), meant, false), scene);
}

void obey(Draft& draft, const op::KeepClips& order, Scene& scene) {
    Shots shots = shots_of(draft);
    const std::vector<bool> meant = choose(shots, order.target, draft);
    if (std::find(meant.begin(), meant.end(), false) == meant.end()) {
        unclear("clips: those are all there are; name the ones to delete");
    }
    put_shots(draft, chosen(std::move(shots), meant, true), scene);
}

void obey(Draft& draft, const op::MoveClip& order, Scene& scene) {
    Shots shots = shots_of(draft);
    const std::size_t from = place_of(order.clip, shots.size(), "clip");
    const std::size_t to = place_of(order.to, shots.size(), "clip");
    if (from == to) unclear(fmt::format("clip {}: is there already; name another place", from + 1));
    Shot moved = std::move(shots[from]);
    shots.erase(shots.begin() + static_cast<std::ptrdiff_t>(from));
    shots.insert(shots.begin() + static_cast<std::ptrdiff_t>(to), std::move(moved));
    put_shots(draft, std::move(shots), scene);
}

void obey(Draft& draft, const op::SwapClips& order, Scene& scene) {
    Shots shots = shots_of(draft);
    const std::size_t a = place_of(order.a, shots.size(), "clip");
    const std::size_t b = place_of(order.b, shots.size(), "clip");
    if (a == b) unclear(fmt::format("clip {}: cannot change places with itself; name two clips", a + 1));
    std::swap(shots[a], shots[b]);
    put_shots(draft, std::move(shots), scene);
}

void obey(Draft& draft, const op::DuplicateClips& order, Scene& scene) {
    Shots shots = shots_of(draft);
    const std::vector<bool> meant = choose(shots, order.target, draft);
    Shots more;
    for (std::size_t i = 0; i < shots.size(); ++i) {
        more.push_back(shots[i]);
        if (!meant[i]) continue;
        more.push_back(std::move(shots[i]));
        more.back().was.reset();
        more.back().segment.transition = {};
    }
    put_shots(draft, std::move(more), scene);
}

void obey(Draft& draft, const op::SortClips& order, Scene& scene) {
    Shots shots = shots_of(draft);
    if (shots.size() < 2) unclear("clips: there is only one; add another to have an order");
    sort(shots, order.by, scene);
    const bool random = order.by == op::SortKey::Random;
    if (in_order(shots) && !random) unclear("clips: they are in that order already; ask for another");
    if (in_order(shots)) std::rotate(shots.begin(), shots.begin() + 1, shots.end());
    put_shots(draft, std::move(shots), scene);
}

void obey(Draft& draft, const op::Join& order, Scene& scene) {
    const OutputClock clock(draft.rate);
    Shots shots;
    for (const auto& [clip, like] : every_clip(draft, scene)) {
        Shots whole = whole_clip(*clip, like, scene, clock);
        if (order.each && !whole.empty()) {
            const std::int64_t wanted = std::max<std::int64_t>(1, clock.nearest(*order.each));
            const bool held = clip->kind == MediaKind::Still;
            whole.resize(1);
            if (held) whole[0].frames = wanted;
            if (wanted < whole[0].frames) whole[0] = part_of(whole[0], 0, wanted, clock);
            if (whole[0].frames < wanted) {
                scene.note(
                    fmt::format("{}: is only {} s long", clip->name, seconds_text(clock.begin_of(whole[0].frames))));
            }
        }
        std::move(whole.begin(), whole.end(), std::back_inserter(shots));
    }
    const Draft before = draft;
    put_shots(draft, std::move(shots), scene);
    draft.plan.reset();
    if (draft == before) unclear("clips: each is shown once, one behind the other, already; ask for something else");
}

}  // namespace takt::edit
