// SPDX-License-Identifier: GPL-3.0-or-later
// What an edit of an empty project begins from: every clip end to end.
#include "edit/apply/reflow.h"
#include "edit/apply/tracks.h"
#include "edit/apply/whole_clips.h"
#include "edit/montage/canvas.h"
#include "edit/title.h"

#include <algorithm>
#include <utility>

namespace takt {
namespace {

using namespace edit;

/// At most `length` long, if given.
void limit(Shots& shots, const std::optional<Ms>& length, const OutputClock& clock) {
    const std::int64_t all = edit::frames_of(shots);
    if (!length || clock.whole_frames(*length) >= all) return;
    shots = without(shots, {{std::max<std::int64_t>(1, clock.whole_frames(*length)), all}}, clock);
}

}  // namespace

Draft first_draft(const EditInputs& inputs, const EditSettings& settings) {
    Draft draft;
    draft.title = settings.title;
    draft.canvas = canvas_size(settings.aspect, inputs.clips);
    draft.rate = settings.rate.value_or(commonest_rate(inputs.clips));
    const OutputClock clock(draft.rate);
    Scene scene{inputs, settings, {}};
    Segment like;
    like.fit = settings.fit;
    Shots shots;
    for (const ClipSource& clip : inputs.clips) {
        for (Shot& shot : whole_clip(clip, like, scene, clock)) shots.push_back(std::move(shot));
    }
    if (shots.empty()) unclear("clips: not a single frame can be shown; add a video or a photo");
    limit(shots, settings.length, clock);
    draft.tracks.push_back({static_cast<int>(TrackType::Video), {}, ""});
    put_shots(draft, std::move(shots), scene);
    if (!settings.title.empty()) put_text(draft, title(settings.title, opening(draft.duration)));
    return draft;
}

}  // namespace takt
