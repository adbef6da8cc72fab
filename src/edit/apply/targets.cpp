// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/apply/targets.h"

#include "edit/apply/reflow.h"
#include "edit/apply/tracks.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt::edit {

Ms moment_of(const Draft& draft, const Moment& moment) {
    // "from 5 to 10 s" of a clip that lasts 9.97 s means its end.
    constexpr Ms kSlack{500};
    const Ms at = moment.from_end ? draft.duration - moment.at : moment.at;
    if (at >= Ms{0} && at <= draft.duration) return at;
    if (at > draft.duration && at <= draft.duration + kSlack) return draft.duration;
    if (at < Ms{0} && at >= -kSlack) return Ms{0};
    unclear(fmt::format("{} s{}: the video is {} s long; name a moment inside it", seconds_text(moment.at),
                        moment.from_end ? " before the end" : "", seconds_text(draft.duration)));
}

std::int64_t frame_of(const Draft& draft, const Moment& moment) {
    return OutputClock(draft.rate).nearest(moment_of(draft, moment));
}

FrameSpan frames_of(const Draft& draft, const Stretch& stretch) {
    const FrameSpan span{frame_of(draft, stretch.begin), frame_of(draft, stretch.end)};
    if (span.count() < 1) {
        unclear(fmt::format("{}: holds no frame; name a stretch of the {} s that the video lasts",
                            words_of(draft, span), seconds_text(draft.duration)));
    }
    return span;
}

Span span_of(const Draft& draft, const Stretch& stretch) {
    (void)frames_of(draft, stretch);
    return {moment_of(draft, stretch.begin), moment_of(draft, stretch.end)};
}

std::string words_of(const Draft& draft, const FrameSpan& span) {
    const OutputClock clock(draft.rate);
    return fmt::format("{}-{} s", seconds_text(clock.begin_of(span.first)), seconds_text(clock.begin_of(span.end)));
}

std::size_t place_of(int number, std::size_t count, const char* what) {
    const auto all = static_cast<int>(count);
    if (number == kMiddleClip && all > 0) return (count - 1) / 2;
    if (number != kMiddleClip && number <= all && number >= -all) {
        return static_cast<std::size_t>(number > 0 ? number - 1 : all + number);
    }
    unclear(fmt::format("{} {}: there {} {} {}{}; name one that is there", what, number, all == 1 ? "is" : "are", all,
                        what, all == 1 ? "" : "s"));
}

std::vector<bool> clips_of(const Target& target, std::size_t count) {
    std::vector<bool> meant(count, target.clips.empty());
    for (const int number : target.clips) meant[place_of(number, count, "clip")] = true;
    return meant;
}

std::vector<bool> choose(Shots& shots, const Target& target, const Draft& draft) {
    const std::vector<bool> clips = clips_of(target, shots.size());
    FrameSpan span{0, frames_of(shots)};
    if (target.stretch) {
        span = frames_of(draft, *target.stretch);
        split_at(shots, span.first, OutputClock(draft.rate));
        split_at(shots, span.end, OutputClock(draft.rate));
    }
    std::vector<bool> meant;
    std::int64_t first = 0;
    for (const Shot& shot : shots) {
        meant.push_back(clips[shot.clip] && span.first <= first && first < span.end);
        first += shot.frames;
    }
    if (std::none_of(meant.begin(), meant.end(), [](bool m) { return m; })) {
        unclear(fmt::format("{}: the clip that was named is not there; name another stretch or clip",
                            words_of(draft, span)));
    }
    return meant;
}

void change_clips(Draft& draft, const Target& target, Scene& scene, const std::function<void(Segment&)>& change,
                  const char* otherwise) {
    Shots shots = shots_of(draft);
    const std::vector<bool> meant = target.stretch ? choose(shots, target, draft) : clips_of(target, shots.size());
    bool changed = false;
    for (std::size_t i = 0; i < shots.size(); ++i) {
        if (!meant[i]) continue;
        const Segment before = shots[i].segment;
        change(shots[i].segment);
        changed |= before != shots[i].segment;
        if (!target.stretch) main_track(draft).segments[i] = shots[i].segment;
    }
    if (!changed) unclear(otherwise);
    if (target.stretch) put_shots(draft, std::move(shots), scene);
}

}  // namespace takt::edit
