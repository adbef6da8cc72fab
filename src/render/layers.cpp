// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/layers.h"

#include "render/source_time.h"

#include <algorithm>
#include <cmath>

namespace takt::render {
namespace {

/// The segment on screen at `now`, transitions aside.
std::optional<std::size_t> current(const std::vector<Segment>& segments, Us now) {
    const auto after = std::upper_bound(segments.begin(), segments.end(), now,
                                        [](Us time, const Segment& segment) { return time < segment.start; });
    if (after == segments.begin() || now >= std::prev(after)->end()) return std::nullopt;
    return static_cast<std::size_t>(std::prev(after) - segments.begin());
}

/// The segment whose transition is under way at `now`.
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

/// What the segment's own fades leave of it.
int opacity(const Segment& segment, Us now) {
    const auto share = [](Us passed, Us fade) {
        return fade <= Us{0} ? 1.0 : std::clamp(seconds(passed) / seconds(fade), 0.0, 1.0);
    };
    return static_cast<int>(
        kWhole * std::min(share(now - segment.start, segment.fade_in), share(segment.end() - now, segment.fade_out)));
}

/// The time itself says which source frame, its millisecond how far a fade is.
PictureLayer faded(const Segment& segment, Us time, FrameRate rate) {
    PictureLayer layer = picture_of(segment, time, rate);
    layer.to_black = kWhole - opacity(segment, to_ms(time));
    return layer;
}

double progress_of(const Segment& coming, Us now) {
    return seconds(now - coming.start) / seconds(coming.transition.duration) + 0.5;
}

/// Black or white is whole in the middle.
void cover(PictureLayer& layer, TransitionKind kind, double progress) {
    const int covered = static_cast<int>(std::lround(kWhole * (1 - std::abs(2 * progress - 1))));
    int& side = kind == TransitionKind::FadeBlack ? layer.to_black : layer.to_white;
    side = std::max(side, covered);
}

bool show_pictures(const std::vector<Segment>& segments, Us time, FrameRate rate, Layers& layers) {
    const Us now = to_ms(time);
    const auto shown = current(segments, now);
    if (!shown) return false;
    layers.base = faded(segments[*shown], time, rate);
    const auto next = crossing(segments, *shown, now);
    if (!next) return true;
    const Segment& coming = segments[*next];
    const TransitionKind kind = coming.transition.kind;
    layers.progress = progress_of(coming, now);
    if (kind == TransitionKind::FadeBlack || kind == TransitionKind::FadeWhite) {
        cover(*layers.base, kind, layers.progress);
        return true;
    }
    layers.base = faded(segments[*next - 1], time, rate);
    layers.over = faded(coming, time, rate);
    return true;
}

}  // namespace

bool crosses(const std::vector<Segment>& segments, std::size_t index) {
    const Segment& segment = segments[index];
    return index > 0 && segment.transition.kind != TransitionKind::Cut && segment.transition.duration > Ms{0} &&
           segments[index - 1].end() == segment.start;
}

PictureLayer picture_of(const Segment& segment, Us time, FrameRate rate) {
    return {.segment = &segment,
            .source_time = source_time(segment, time, rate),
            .passed = seconds(time - begin_of(segment, rate)) / seconds(segment.duration)};
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
