// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/layers.h"

#include <algorithm>

namespace takt::render {
namespace {

/// The segment on screen at `now`, crossfades aside.
std::optional<std::size_t> current(const std::vector<Segment>& segments, Us now) {
    const auto after = std::upper_bound(segments.begin(), segments.end(), now,
                                        [](Us time, const Segment& segment) { return time < segment.start; });
    if (after == segments.begin() || now >= std::prev(after)->end()) return std::nullopt;
    return static_cast<std::size_t>(std::prev(after) - segments.begin());
}

/// The segment whose crossfade is under way at `now`.
std::optional<std::size_t> crossing(const std::vector<Segment>& segments, std::size_t shown, Us now) {
    const auto window = [&](std::size_t index) {
        const Us start = segments[index].start;
        const Us half = Us(segments[index].transition.duration) / 2;
        return TimeRange{start - half, start + half};
    };
    for (const std::size_t index : {shown, shown + 1}) {
        if (index < segments.size() && crosses(segments, index) && window(index).contains(now)) return index;
    }
    return std::nullopt;
}

/// A start that is an output frame's begin, rounded to its millisecond, means that begin: else a shot that starts at
/// 1066.667 ms, written 1067, would show its first source frame twice.
Us begin_of(const Segment& segment, FrameRate rate) {
    const Us frame = frame_time(nearest_frame(segment.start, rate), rate);
    return to_ms(frame) == segment.start ? frame : Us(segment.start);
}

PictureLayer picture(const Segment& segment, Us time, FrameRate rate) {
    return {&segment, segment.source_begin + (time - begin_of(segment, rate))};
}

/// The time itself says which source frame, its millisecond which segment.
bool show_pictures(const std::vector<Segment>& segments, Us time, FrameRate rate, Layers& layers) {
    const Us now = to_ms(time);
    const auto shown = current(segments, now);
    if (!shown) return false;
    const auto next = crossing(segments, *shown, now);
    layers.base = picture(segments[next ? *next - 1 : *shown], time, rate);
    if (next) {
        const Segment& coming = segments[*next];
        const Us length = coming.transition.duration;
        layers.over = picture(coming, time, rate);
        layers.over_weight = static_cast<int>(kWhole * (now - coming.start + length / 2) / length);
    }
    return true;
}

int opacity(const Segment& segment, Us now) {
    const auto share = [](Us passed, Us fade) {
        return fade <= Us{0} ? 1.0 : std::min(1.0, seconds(passed) / seconds(fade));
    };
    return static_cast<int>(
        kWhole * std::min(share(now - segment.start, segment.fade_in), share(segment.end() - now, segment.fade_out)));
}

}  // namespace

bool crosses(const std::vector<Segment>& segments, std::size_t index) {
    const Segment& segment = segments[index];
    return index > 0 && segment.transition.kind == TransitionKind::Crossfade && segment.transition.duration > Ms{0} &&
           segments[index - 1].end() == segment.start;
}

Layers layers_at(const Draft& draft, Us time) {
    const Us now = to_ms(time);
    Layers layers;
    for (auto track = draft.tracks.rbegin(); track != draft.tracks.rend() && !layers.base; ++track) {
        if (track->is(TrackType::Video)) (void)show_pictures(track->segments, time, draft.rate, layers);
    }
    for (const Track& track : draft.tracks) {
        if (!track.is(TrackType::Text)) continue;
        if (const auto shown = current(track.segments, now)) {
            const Segment& segment = track.segments[*shown];
            layers.titles.push_back({&segment, opacity(segment, now)});
        }
    }
    return layers;
}

}  // namespace takt::render
