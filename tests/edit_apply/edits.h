// SPDX-License-Identifier: GPL-3.0-or-later
// Short words for tests of single operations: a project of two clips and a song, and what an operation makes of it.
// Expected drafts are the one before with the named fields changed, so that anything else that changed fails.
#pragma once

#include "takt/edit.h"
#include "takt/error.h"

#include "support/edit_inputs.h"

#include <string>
#include <vector>

namespace takt::edit_tests {

/// Two clips of 10 s less a frame, at 30 frames a second, and a song of 60 s at 120 BPM.
inline EditInputs two_clips() {
    return {{clip("a", 10), clip("b", 10)}, {song(steady_grid(120, 60))}, {}};
}
constexpr Ms kClip{9966};
constexpr Ms kBoth{19'933};

inline Draft after(const Draft& draft, const std::vector<EditOp>& ops, const EditInputs& inputs = two_clips(),
                   const EditSettings& settings = {}) {
    return apply(draft, ops, inputs, settings).draft;
}
inline Draft begun(const EditInputs& inputs = two_clips()) {
    return first_draft(inputs, {});
}
inline Draft with_music(const EditInputs& inputs = two_clips()) {
    return after({}, {op::AddMusic{}}, inputs);
}

inline std::vector<Segment>& video(Draft& draft) {
    return draft.tracks.at(0).segments;
}
inline std::vector<Segment>& music(Draft& draft) {
    for (Track& track : draft.tracks) {
        if (track.is(TrackType::Audio)) return track.segments;
    }
    throw Error(ErrorCode::Internal, "test: the draft has no music");
}

/// The message with which an operation is refused; empty when it is obeyed.
inline std::string refusal(const Draft& draft, const EditOp& op, const EditInputs& inputs = two_clips()) {
    try {
        (void)apply(draft, {op}, inputs, {});
    } catch (const Error& error) {
        return error.code() == ErrorCode::EditUnclear ? error.what() : "another code";
    }
    return "";
}
inline std::string notes_of(const Draft& draft, const EditOp& op, const EditInputs& inputs = two_clips()) {
    std::string all;
    for (const std::string& note : apply(draft, {op}, inputs, {}).notes) all += note + "\n";
    return all;
}

inline Target clips(std::vector<int> numbers, Target::Kind kind = Target::Kind::Picture) {
    return {kind, std::move(numbers), {}};
}
inline Stretch from_to(int begin_ms, int end_ms) {
    return {{Ms{begin_ms}, false}, {Ms{end_ms}, false}};
}

}  // namespace takt::edit_tests
