// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/montage/talk.h"

#include "takt/error.h"

#include "edit/montage/montage_notes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>

namespace takt::edit {
namespace {

/// Up to the clip's `end`: where the recording itself stops, nothing is split.
Spans speech_of(const ClipSource& clip, Ms end) {
    constexpr Ms kFrame{50};  // a shot is whole frames, rounded down
    Spans spoken;
    for (const TimeRange& range : clip.sound.speech) {
        const Ms begin = std::chrono::floor<Ms>(range.begin);
        if (begin < end) spoken.push_back({begin, std::min(end, std::chrono::ceil<Ms>(range.end) + kFrame)});
    }
    return spoken;
}

Ms end_of_all(const Spans& spans) {
    return spans.empty() ? Ms{0} : spans.back().end;
}

/// The speech that goes on at `time`, begun before it.
std::optional<Span> speech_at(const Spans& speech, Ms time) {
    const auto next =
        std::lower_bound(speech.begin(), speech.end(), time, [](const Span& s, Ms t) { return s.begin < t; });
    if (next == speech.begin() || (next - 1)->end <= time) return std::nullopt;
    return *(next - 1);
}

/// One clip, shown from its begin to its end, a stretch at a time.
class Teller {
public:
    Teller(const ClipSource& clip, const ClipProfile& profile)
        : rest_(profile.usable()), speech_(speech_of(clip, end_of_all(profile.showable()))), still_(profile.still()) {}

    /// What comes next, about `step` long and at most `most`; absent when nothing is left.
    std::optional<Span> next(Ms step, Ms most, Ms shortest) {
        for (; !rest_.empty(); rest_.erase(rest_.begin())) {
            Span& span = rest_.front();
            // A sentence whose begin is not shown is not begun in its middle.
            if (const auto cut = speech_at(speech_, span.begin)) span.begin = cut->end;
            const Ms end = end_of(span, step, most, shortest);
            if (end - span.begin < std::min(shortest, most)) continue;
            const Span shown{span.begin, end};
            rest_ = still_ ? Spans{} : without(rest_, {Ms{0}, end});
            return shown;
        }
        return std::nullopt;
    }

    /// Passes over footage, up to a pause.
    void skip(Ms length) {
        if (rest_.empty()) return;
        const Ms to = rest_.front().begin + length;
        const auto cut = speech_at(speech_, to);
        rest_ = without(rest_, {Ms{0}, cut ? cut->end : to});
    }

private:
    [[nodiscard]] Ms end_of(const Span& span, Ms step, Ms most, Ms shortest) const {
        Ms end = std::min(span.begin + std::min(step, most), span.end);
        if (const auto cut = speech_at(speech_, end)) end = cut->end;
        if (span.end - end < shortest) end = span.end;
        if (end > span.end || end - span.begin > most) end = std::min(span.end, span.begin + most);
        // The stretch, or the video, ends within a sentence: before it, then.
        if (const auto cut = speech_at(speech_, end)) end = std::max(span.begin, cut->begin);
        return end;
    }

    Spans rest_;
    Spans speech_;
    bool still_;
};

class Talk {
public:
    Talk(const std::vector<ClipSource>& clips, const std::vector<ClipProfile>& profiles, const OutputClock& clock,
         Pace pace, const EditSettings& settings)
        : clips_(clips),
          clock_(clock),
          step_(std::chrono::floor<Ms>(equal_step(pace))),
          settings_(settings),
          limit_(settings.length ? clock.whole_frames(*settings.length) : INT64_MAX) {
        Ms available{};
        for (std::size_t i = 0; i < clips.size(); ++i) {
            tellers_.emplace_back(clips[i], profiles[i]);
            available += profiles[i].still() ? Ms{0} : total(profiles[i].usable());
        }
        if (settings.length && *settings.length < available) {
            passed_over_ = static_cast<double>(available.count()) / static_cast<double>(settings.length->count()) - 1;
        }
    }

    Montage plan() {
        for (bool any = true; any;) {
            any = false;
            for (std::size_t i = 0; i < clips_.size(); ++i) any = add_from(i) || any;
        }
        if (segments_.empty()) {
            throw Error(ErrorCode::EditUnclear,
                        "clips: no stretch can be shown without splitting a sentence; add a clip, or a song");
        }
        return {segments_, frames_, montage_notes(clips_, segments_, {})};
    }

private:
    bool add_from(std::size_t i) {
        const std::int64_t frames_left = limit_ - frames_;
        if (frames_left < 1) return false;
        const Ms most = settings_.length ? clock_.begin_of(limit_) - clock_.begin_of(frames_) : Ms::max() / 4;
        const std::optional<Span> shown = tellers_[i].next(step_, most, std::max(settings_.min_shot, Ms{100}));
        if (!shown) return false;
        const std::int64_t end = std::min(limit_, frames_ + clock_.whole_frames(shown->duration()));
        if (end <= frames_) return false;
        Segment segment;
        segment.start = clock_.begin_of(frames_);
        segment.duration = clock_.begin_of(end) - segment.start;
        segment.name = clips_[i].name;
        segment.source = clips_[i].path;
        segment.source_begin = shown->begin;
        segment.fit = settings_.fit;
        segment.reason = fmt::format("no beat: cut in a pause of speech of {}", segment.name);
        segments_.push_back(std::move(segment));
        frames_ = end;
        tellers_[i].skip(Ms{static_cast<std::int64_t>(static_cast<double>(shown->duration().count()) * passed_over_)});
        return true;
    }

    const std::vector<ClipSource>& clips_;
    OutputClock clock_;
    Ms step_;
    const EditSettings& settings_;
    std::int64_t limit_;
    double passed_over_ = 0;  ///< footage left out for each second shown
    std::vector<Teller> tellers_;
    std::vector<Segment> segments_;
    std::int64_t frames_ = 0;
};

}  // namespace

bool somebody_speaks(const std::vector<ClipSource>& clips) {
    return std::any_of(clips.begin(), clips.end(), [](const ClipSource& clip) { return !clip.sound.speech.empty(); });
}

Montage plan_talk(const std::vector<ClipSource>& clips, const std::vector<ClipProfile>& profiles,
                  const OutputClock& clock, Pace pace, const EditSettings& settings) {
    return Talk(clips, profiles, clock, pace, settings).plan();
}

}  // namespace takt::edit
