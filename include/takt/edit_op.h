// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done to a draft, as values: a request is read into these, `apply` obeys them, `words` prints them as a
// request that reads into the same again.
#pragma once

#include "takt/ops_picture.h"
#include "takt/ops_session.h"
#include "takt/ops_sound.h"
#include "takt/ops_time.h"

#include <string>
#include <variant>
#include <vector>

namespace takt {

using EditOp =
    std::variant<op::AddMusic, op::ReplaceMusic, op::RemoveMusic, op::MusicFrom, op::MusicAt, op::FitMusic,
                 op::FitVideo, op::ChangeVolume, op::Fade, op::Duck, op::Mute, op::SetLoudness, op::Denoise,
                 op::CutToBeat, op::SnapCuts, op::ShiftCuts, op::ChangePace, op::SetTempo, op::MusicVideo,
                 op::ShotPolicy, op::EndOnBeat, op::RemoveStretches, op::KeepStretches, op::TrimClips,
                 op::SetClipLength, op::Split, op::RemoveSilence, op::RemoveFlaws, op::Highlight, op::SetLength,
                 op::MakeLengths, op::Join, op::ChangeSpeed, op::Reverse, op::Freeze, op::LimitHeight, op::DeleteClips,
                 op::KeepClips, op::MoveClip, op::SwapClips, op::DuplicateClips, op::SortClips, op::Slideshow,
                 op::SetTransition, op::RemoveTransitions, op::AddText, op::ChangeText, op::RemoveText, op::AddCaptions,
                 op::SetAspect, op::SetFit, op::SetLetterbox, op::FollowSubject, op::Rotate, op::Flip, op::Zoom,
                 op::KenBurns, op::AdjustLook, op::Stabilise, op::Undo, op::Redo, op::Reset, op::Show, op::Compare,
                 op::Export, op::ShowCredits, op::ShowStatus, op::Upload>;

/// About the session or the output; `apply` has nothing to do with these.
[[nodiscard]] bool is_session_op(const EditOp& op);

/// The operation as an English request: reading it gives the same operation.
[[nodiscard]] std::string words(const EditOp& op);

/// A JSON array of objects, each with "op" ("remove_stretches") and its fields, units in the keys.
[[nodiscard]] std::string ops_to_json(const std::vector<EditOp>& ops);

}  // namespace takt
