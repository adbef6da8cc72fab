// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/apply/reflow.h"
#include "edit/apply/tracks.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace takt::edit {
namespace {

/// Where footage that stood at a moment of the timeline stands now.
class FootageMap {
public:
    FootageMap(const Shots& shots, const OutputClock& clock) : clock_(clock) {
        std::int64_t first = 0;
        for (const Shot& shot : shots) {
            const FrameSpan now{first, first + shot.frames};
            if (shot.was && shot.was->count() > 0) moved_.push_back({*shot.was, now});
            first = now.end;
        }
        const auto earlier = [](const Moved& a, const Moved& b) { return a.was.first < b.was.first; };
        keeps_order_ = std::is_sorted(moved_.begin(), moved_.end(), earlier);
        std::stable_sort(moved_.begin(), moved_.end(), earlier);
    }

    /// False when the footage is new: there is nothing to follow.
    [[nodiscard]] bool known() const { return !moved_.empty(); }
    [[nodiscard]] bool keeps_order() const { return keeps_order_; }

    /// Of the footage that began at `old`, or of the next that is left; absent when none is.
    [[nodiscard]] std::optional<Ms> begin(Ms old) const {
        const std::int64_t frame = clock_.nearest(old);
        for (const Moved& m : moved_) {
            if (m.was.end > frame) return frame <= m.was.first ? exact(old, m, m.now.first) : inside(old, m);
        }
        return std::nullopt;
    }
    /// Of the footage that ended at `old`, or of the last before it that is left.
    [[nodiscard]] std::optional<Ms> end(Ms old) const {
        const std::int64_t frame = clock_.nearest(old);
        for (auto m = moved_.rbegin(); m != moved_.rend(); ++m) {
            if (m->was.first < frame) return frame > m->was.end ? clock_.begin_of(m->now.end) : inside(old, *m);
        }
        return std::nullopt;
    }
    /// Where the shot ends that shows what began at `old`.
    [[nodiscard]] std::optional<Ms> shot_end(Ms old) const {
        const std::int64_t frame = clock_.nearest(old);
        for (const Moved& m : moved_) {
            if (m.was.end > frame) return clock_.begin_of(m.now.end);
        }
        return std::nullopt;
    }

private:
    struct Moved {
        FrameSpan was;
        FrameSpan now;
    };

    [[nodiscard]] Ms inside(Ms old, const Moved& m) const {
        const std::int64_t into = clock_.nearest(old) - m.was.first;
        return exact(old, m, m.now.first + into * m.now.count() / m.was.count());
    }
    /// What has not moved keeps its millisecond.
    [[nodiscard]] Ms exact(Ms old, const Moved& m, std::int64_t frame) const {
        const bool stays = m.was == m.now && clock_.nearest(old) == frame;
        return stays ? old : clock_.begin_of(frame);
    }

    OutputClock clock_;
    std::vector<Moved> moved_;
    bool keeps_order_ = true;
};

void follow(Segment& text, const FootageMap& map, Ms video_end) {
    const Ms old_end = text.end();
    const Ms old_start = text.start;
    if (!text.style.caption) {
        // A title over the begin is the video's, whatever is cut there.
        if (map.keeps_order() && old_start > Ms{0}) text.start = map.begin(old_start).value_or(video_end);
        return;
    }
    text.start = map.begin(old_start).value_or(video_end);
    Ms end = map.end(old_end).value_or(Ms{0});
    if (!map.keeps_order()) end = std::min(text.start + text.duration, map.shot_end(old_start).value_or(video_end));
    text.duration = std::max(Ms{0}, end - text.start);
}

/// Drops what has no place left, and says what it was.
class Tidying {
public:
    Tidying(Ms video_end, Scene& scene) : end_(video_end), scene_(scene) {}

    void tidy(Track& track) {
        std::vector<Segment> kept;
        std::stable_sort(track.segments.begin(), track.segments.end(),
                         [](const Segment& a, const Segment& b) { return a.start < b.start; });
        for (Segment& text : track.segments) {
            if (text.start >= end_ || text.duration <= Ms{0}) {
                lost(text);
                continue;
            }
            shorten(text, end_);
            while (!kept.empty() && kept.back().start == text.start) {
                lost(kept.back());
                kept.pop_back();
            }
            if (!kept.empty()) shorten(kept.back(), text.start);
            limit_fades(text);
            kept.push_back(std::move(text));
        }
        track.segments = std::move(kept);
    }
    void say() {
        if (captions_lost_ > 0) {
            scene_.note(fmt::format("captions left out: {}, their footage is gone", captions_lost_));
        }
    }

private:
    void lost(const Segment& text) {
        if (text.style.caption) {
            ++captions_lost_;
        } else {
            scene_.note(fmt::format("title \"{}\": left out, there is no room for it any more", text.text));
        }
    }
    void shorten(Segment& text, Ms end) {
        if (text.end() <= end) return;
        text.duration = end - text.start;
        text.fade_in = std::min(text.fade_in, text.duration / 2);
        text.fade_out = std::min(text.fade_out, text.duration / 2);
        if (!text.style.caption) {
            scene_.note(fmt::format("title \"{}\": ends at {} s now", text.text, seconds_text(end)));
        }
    }

    Ms end_;
    Scene& scene_;
    int captions_lost_ = 0;
};

}  // namespace

void follow_footage(Draft& draft, const Shots& shots) {
    const FootageMap map(shots, OutputClock(draft.rate));
    if (!map.known()) return;
    for (Track& track : draft.tracks) {
        if (!track.is(TrackType::Text)) continue;
        for (Segment& text : track.segments) follow(text, map, draft.duration);
    }
}

void tidy_texts(Draft& draft, Scene& scene) {
    Tidying tidying(draft.duration, scene);
    for (Track& track : draft.tracks) {
        if (track.is(TrackType::Text)) tidying.tidy(track);
    }
    tidying.say();
}

}  // namespace takt::edit
