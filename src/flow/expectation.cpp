// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/expectation.h"

#include <algorithm>

namespace takt::flow {
namespace {

bool is_on_a_beat(const Cut& cut, const std::vector<Us>& beats, Us frame) {
    return std::any_of(beats.begin(), beats.end(), [&](Us beat) { return std::chrono::abs(beat - cut.time) <= frame; });
}

}  // namespace

Expectation expectation_of(const Draft& draft, const RenderOptions& options, const GridOf& grid_of) {
    Expectation expected{.size = draft.canvas,
                         .rate = draft.rate,
                         .duration = draft.duration,
                         .cuts = planned_cuts(draft),
                         .silent = true};
    for (const Track& track : draft.tracks) {
        for (const Segment& segment : track.segments) {
            if (!segment.source.empty() && segment.volume > 0) expected.silent = false;
            if (!track.is(TrackType::Audio)) continue;
            const auto grid = grid_of(segment.source);
            if (!grid) continue;
            const Us shift = segment.start - segment.source_begin;
            for (const Beat& beat : grid->in({segment.source_begin, segment.source_begin + segment.duration})) {
                expected.beats.push_back(beat.time + shift);
            }
        }
    }
    std::sort(expected.beats.begin(), expected.beats.end());
    // Clips laid end to end under music keep their own lengths: only a plan that follows the beats is held to them.
    expected.cuts_follow_beats = std::all_of(expected.cuts.begin(), expected.cuts.end(), [&](const Cut& cut) {
        return is_on_a_beat(cut, expected.beats, frame_time(1, draft.rate));
    });
    if (!expected.silent) {
        expected.integrated_lufs = options.integrated_lufs;
        expected.max_true_peak_dbtp = options.max_true_peak_dbtp;
    }
    return expected;
}

}  // namespace takt::flow
