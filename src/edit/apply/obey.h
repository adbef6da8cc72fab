// SPDX-License-Identifier: GPL-3.0-or-later
// One function per operation: it changes the draft as ordered and leaves the rest to settle() (reflow.h). Each throws
// EditUnclear when the order does not fit the draft or would change nothing; apply() then changes nothing at all.
#pragma once

#include "takt/edit_op.h"

#include "edit/apply/scene.h"

namespace takt::edit {

// music.cpp
void obey(Draft& draft, const op::AddMusic& order, Scene& scene);
void obey(Draft& draft, const op::ReplaceMusic& order, Scene& scene);
void obey(Draft& draft, const op::RemoveMusic& order, Scene& scene);

// music_place.cpp
void obey(Draft& draft, const op::MusicFrom& order, Scene& scene);
void obey(Draft& draft, const op::MusicAt& order, Scene& scene);
void obey(Draft& draft, const op::FitMusic& order, Scene& scene);

// volume.cpp
void obey(Draft& draft, const op::ChangeVolume& order, Scene& scene);
void obey(Draft& draft, const op::Mute& order, Scene& scene);

// sound.cpp
void obey(Draft& draft, const op::Fade& order, Scene& scene);
void obey(Draft& draft, const op::Duck& order, Scene& scene);
void obey(Draft& draft, const op::SetLoudness& order, Scene& scene);
void obey(Draft& draft, const op::Denoise& order, Scene& scene);

// beat_cuts.cpp
void obey(Draft& draft, const op::CutToBeat& order, Scene& scene);
void obey(Draft& draft, const op::ChangePace& order, Scene& scene);
void obey(Draft& draft, const op::SetTempo& order, Scene& scene);
void obey(Draft& draft, const op::MusicVideo& order, Scene& scene);
void obey(Draft& draft, const op::FitVideo& order, Scene& scene);
void obey(Draft& draft, const op::ShotPolicy& order, Scene& scene);
void obey(Draft& draft, const op::EndOnBeat& order, Scene& scene);

// cut_points.cpp
void obey(Draft& draft, const op::SnapCuts& order, Scene& scene);
void obey(Draft& draft, const op::ShiftCuts& order, Scene& scene);

// stretches.cpp
void obey(Draft& draft, const op::RemoveStretches& order, Scene& scene);
void obey(Draft& draft, const op::KeepStretches& order, Scene& scene);
void obey(Draft& draft, const op::Split& order, Scene& scene);

// clip_lengths.cpp
void obey(Draft& draft, const op::TrimClips& order, Scene& scene);
void obey(Draft& draft, const op::SetClipLength& order, Scene& scene);
void obey(Draft& draft, const op::Slideshow& order, Scene& scene);

// selection.cpp
void obey(Draft& draft, const op::RemoveSilence& order, Scene& scene);
void obey(Draft& draft, const op::RemoveFlaws& order, Scene& scene);
void obey(Draft& draft, const op::Highlight& order, Scene& scene);

// length.cpp
void obey(Draft& draft, const op::SetLength& order, Scene& scene);
void obey(Draft& draft, const op::MakeLengths& order, Scene& scene);
void obey(Draft& draft, const op::LimitHeight& order, Scene& scene);

// speed.cpp
void obey(Draft& draft, const op::ChangeSpeed& order, Scene& scene);
void obey(Draft& draft, const op::Reverse& order, Scene& scene);
void obey(Draft& draft, const op::Freeze& order, Scene& scene);

// order.cpp
void obey(Draft& draft, const op::DeleteClips& order, Scene& scene);
void obey(Draft& draft, const op::KeepClips& order, Scene& scene);
void obey(Draft& draft, const op::MoveClip& order, Scene& scene);
void obey(Draft& draft, const op::SwapClips& order, Scene& scene);
void obey(Draft& draft, const op::DuplicateClips& order, Scene& scene);
void obey(Draft& draft, const op::SortClips& order, Scene& scene);
void obey(Draft& draft, const op::Join& order, Scene& scene);

// transitions.cpp
void obey(Draft& draft, const op::SetTransition& order, Scene& scene);
void obey(Draft& draft, const op::RemoveTransitions& order, Scene& scene);

// text.cpp
void obey(Draft& draft, const op::AddText& order, Scene& scene);
void obey(Draft& draft, const op::ChangeText& order, Scene& scene);
void obey(Draft& draft, const op::RemoveText& order, Scene& scene);

// captions.cpp
void obey(Draft& draft, const op::AddCaptions& order, Scene& scene);

// frame.cpp
void obey(Draft& draft, const op::SetAspect& order, Scene& scene);
void obey(Draft& draft, const op::SetFit& order, Scene& scene);
void obey(Draft& draft, const op::SetLetterbox& order, Scene& scene);
void obey(Draft& draft, const op::Rotate& order, Scene& scene);
void obey(Draft& draft, const op::Flip& order, Scene& scene);

// view.cpp
void obey(Draft& draft, const op::FollowSubject& order, Scene& scene);
void obey(Draft& draft, const op::Zoom& order, Scene& scene);
void obey(Draft& draft, const op::KenBurns& order, Scene& scene);

// look.cpp
void obey(Draft& draft, const op::AdjustLook& order, Scene& scene);
void obey(Draft& draft, const op::Stabilise& order, Scene& scene);

}  // namespace takt::edit
