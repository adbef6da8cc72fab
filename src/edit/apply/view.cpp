// SPDX-License-Identifier: GPL-3.0-or-later
// Which part of a clip is seen.
#include "edit/apply/view.h"

#include "edit/apply/obey.h"
#include "edit/apply/targets.h"
#include "edit/apply/tracks.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

namespace takt::edit {
namespace {

constexpr double kLargestZoom = 10;

double zoomed(double zoom, double factor) {
    return std::clamp(zoom * factor, 1.0, kLargestZoom);
}

/// Where the motion of the shown seconds is, on average; absent when nobody measured it.
std::optional<View> centre_of(const Segment& segment, const std::vector<PictureSecond>& seconds) {
    const auto first = static_cast<std::size_t>(segment.source_begin.count() / 1000);
    const Ms end = segment.source_begin + std::chrono::ceil<Ms>(segment.source_duration());
    View mean{0, 0, 1};
    int count = 0;
    for (std::size_t i = first; i < seconds.size() && std::chrono::seconds(i) < end; ++i, ++count) {
        mean.x += seconds[i].subject_x;
        mean.y += seconds[i].subject_y;
    }
    if (count == 0) return std::nullopt;
    return View{std::clamp(mean.x / count, 0.0, 1.0), std::clamp(mean.y / count, 0.0, 1.0), 1};
}

/// Photos move when nothing else is named; without photos every clip does.
Target photos_or(const Target& target, const Draft& draft, const Scene& scene) {
    if (!target.clips.empty() || target.stretch) return target;
    Target photos = target;
    const std::vector<Segment>& segments = draft.track(TrackType::Video)->segments;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (scene.is_still(segments[i])) photos.clips.push_back(static_cast<int>(i) + 1);
    }
    return photos;
}

}  // namespace

void move_slowly(Segment& segment, bool inwards) {
    constexpr double kNear = 1.15;
    const View whole{segment.view_begin.x, segment.view_begin.y, 1};
    const View near{whole.x, whole.y, kNear};
    segment.view_begin = inwards ? whole : near;
    segment.view_end = inwards ? near : whole;
}

void obey(Draft& draft, const op::FollowSubject& order, Scene& scene) {
    bool unmeasured = false;
    change_clips(
        draft, order.target, scene,
        [&](Segment& segment) {
            const ClipSource* clip = scene.clip(segment.source);
            const std::optional<View> centre = clip ? centre_of(segment, clip->measures.seconds) : std::nullopt;
            unmeasured |= !centre;
            const View seen = centre.value_or(View{});
            for (View* view : {&segment.view_begin, &segment.view_end}) {
                view->x = seen.x;
                view->y = seen.y;
            }
            // What fills the canvas can follow; a picture that is seen whole has nothing to follow with.
            segment.fit = Fit::Crop;
        },
        "crop: it is where the motion is already, or nobody knows where that is; ask for 'zoom' or 'fit' instead");
    if (unmeasured) scene.note("where the motion is was not measured in every clip; those are seen at their middle");
}

void obey(Draft& draft, const op::Zoom& order, Scene& scene) {
    if (!(order.factor > 0)) unclear("zoom: the factor must be more than 0; say 'zoom to 1.5x'");
    change_clips(
        draft, order.target, scene,
        [&](Segment& segment) {
            const double from = segment.view_begin.zoom;
            if (!order.gradual) {
                segment.view_begin.zoom = zoomed(from, order.factor);
                segment.view_end.zoom = zoomed(segment.view_end.zoom, order.factor);
            } else if (order.factor >= 1) {
                segment.view_end.zoom = zoomed(from, order.factor);
            } else {
                segment.view_end.zoom = zoomed(from, 1);
                segment.view_begin.zoom = zoomed(from, 1 / order.factor);
            }
        },
        order.factor < 1 ? "zoom: the whole picture is seen already; say 'fit' to see it with bars or a blurred rim"
                         : "zoom: it is as near as it gets, 10x; name a smaller factor");
}

void obey(Draft& draft, const op::KenBurns& order, Scene& scene) {
    bool inwards = true;
    change_clips(
        draft, photos_or(order.target, draft, scene), scene,
        [&](Segment& segment) {
            if (order.on) {
                move_slowly(segment, inwards);
                inwards = !inwards;
            } else {
                segment.view_end = segment.view_begin = View{};
            }
        },
        order.on ? "movement: it is there already; say 'no Ken Burns' to take it away"
                 : "movement: there is none to take away; say 'add Ken Burns' to have some");
}

}  // namespace takt::edit
