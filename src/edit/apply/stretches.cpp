// SPDX-License-Identifier: GPL-3.0-or-later
// Stretches of the timeline go or stay; cuts come without a change of picture.
#include "edit/apply/obey.h"
#include "edit/apply/reflow.h"
#include "edit/apply/targets.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt::edit {
namespace {

std::int64_t count_of(const std::vector<FrameSpan>& spans) {
    std::int64_t count = 0;
    for (const FrameSpan& span : spans) count += span.count();
    return count;
}

/// Ascending and apart.
std::vector<FrameSpan> spans_of(const Draft& draft, const std::vector<Stretch>& stretches) {
    std::vector<FrameSpan> spans;
    for (const Stretch& stretch : stretches) spans.push_back(frames_of(draft, stretch));
    std::sort(spans.begin(), spans.end(), [](const FrameSpan& a, const FrameSpan& b) { return a.first < b.first; });
    std::vector<FrameSpan> apart;
    for (const FrameSpan& span : spans) {
        if (!apart.empty() && span.first <= apart.back().end) {
            apart.back().end = std::max(apart.back().end, span.end);
        } else {
            apart.push_back(span);
        }
    }
    if (apart.empty()) unclear("stretch: none was named; say from when to when");
    return apart;
}

std::vector<FrameSpan> others(const std::vector<FrameSpan>& spans, std::int64_t all) {
    std::vector<FrameSpan> between;
    std::int64_t from = 0;
    for (const FrameSpan& span : spans) {
        if (span.first > from) between.push_back({from, span.first});
        from = span.end;
    }
    if (all > from) between.push_back({from, all});
    return between;
}

/// "Trim the first 50 s" says how much goes; "cut from 5 to 55" may be a slip when most of the video would.
void ask_when_most_goes(const Draft& draft, const std::vector<FrameSpan>& gone, std::int64_t all) {
    const bool at_an_end = gone.front().first == 0 || gone.back().end == all;
    if (at_an_end || 2 * count_of(gone) <= all) return;
    std::string left;
    for (const FrameSpan& span : others(gone, all)) {
        left += fmt::format("{}{}", left.empty() ? "" : " and ", words_of(draft, span));
    }
    unclear(fmt::format("{}: is more than half of the {} s; say 'keep only {}' if it shall go",
                        words_of(draft, gone.front()), seconds_text(draft.duration), left));
}

}  // namespace

void obey(Draft& draft, const op::RemoveStretches& order, Scene& scene) {
    const Shots shots = shots_of(draft);
    const std::int64_t all = frames_of(shots);
    const std::vector<FrameSpan> gone = spans_of(draft, order.stretches);
    if (count_of(gone) >= all) {
        unclear(fmt::format("{}: is all of the video, nothing would be left; name less of its {} s",
                            words_of(draft, gone.front()), seconds_text(draft.duration)));
    }
    ask_when_most_goes(draft, gone, all);
    put_shots(draft, without(shots, gone, OutputClock(draft.rate)), scene);
}

void obey(Draft& draft, const op::KeepStretches& order, Scene& scene) {
    const Shots shots = shots_of(draft);
    const std::vector<FrameSpan> gone = others(spans_of(draft, order.stretches), frames_of(shots));
    if (gone.empty()) {
        unclear(fmt::format("video: it is {} s long and all of it was named; name a part of it",
                            seconds_text(draft.duration)));
    }
    put_shots(draft, without(shots, gone, OutputClock(draft.rate)), scene);
}

void obey(Draft& draft, const op::Split& order, Scene& scene) {
    Shots shots = shots_of(draft);
    if (order.at.empty()) unclear("split: no moment was named; say at which second");
    for (const Moment& moment : order.at) {
        const std::size_t before = shots.size();
        split_at(shots, frame_of(draft, moment), OutputClock(draft.rate));
        if (shots.size() == before) {
            unclear(fmt::format("{} s: the video begins, ends or is cut there already; name another moment",
                                seconds_text(moment_of(draft, moment))));
        }
    }
    put_shots(draft, std::move(shots), scene);
}

}  // namespace takt::edit
