// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON object of each operation. Used by ops_to_json() only; every object begins with "op", the operation's name.
#pragma once

#include "takt/edit_op.h"

#include <nlohmann/json.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace takt::edit {

using Json = nlohmann::ordered_json;

/// "op" and the fields; null ones are left out.
[[nodiscard]] Json object(const char* op, std::initializer_list<std::pair<const char*, Json>> fields);

[[nodiscard]] Json json_of(const Moment& moment);
[[nodiscard]] Json json_of(const Stretch& stretch);
[[nodiscard]] Json json_of(const Target& target);
[[nodiscard]] Json json_of(const SongChoice& song);
[[nodiscard]] Json json_of(const std::optional<Ms>& time);
[[nodiscard]] Json json_of(const std::vector<Ms>& times);

template <class Value>
[[nodiscard]] Json json_of(const std::optional<Value>& value) {
    return value ? Json(*value) : Json();
}
template <class Value>
[[nodiscard]] Json json_of(const std::vector<Value>& values) {
    Json list = Json::array();
    for (const Value& value : values) list.push_back(json_of(value));
    return list;
}

// operation_sound_json.cpp
[[nodiscard]] Json fields_of(const op::AddMusic& op);
[[nodiscard]] Json fields_of(const op::ReplaceMusic& op);
[[nodiscard]] Json fields_of(const op::RemoveMusic& op);
[[nodiscard]] Json fields_of(const op::MusicFrom& op);
[[nodiscard]] Json fields_of(const op::MusicAt& op);
[[nodiscard]] Json fields_of(const op::FitMusic& op);
[[nodiscard]] Json fields_of(const op::FitVideo& op);
[[nodiscard]] Json fields_of(const op::ChangeVolume& op);
[[nodiscard]] Json fields_of(const op::Fade& op);
[[nodiscard]] Json fields_of(const op::Duck& op);
[[nodiscard]] Json fields_of(const op::Mute& op);
[[nodiscard]] Json fields_of(const op::SetLoudness& op);
[[nodiscard]] Json fields_of(const op::Denoise& op);

// operation_time_json.cpp
[[nodiscard]] Json fields_of(const op::CutToBeat& op);
[[nodiscard]] Json fields_of(const op::SnapCuts& op);
[[nodiscard]] Json fields_of(const op::ShiftCuts& op);
[[nodiscard]] Json fields_of(const op::ChangePace& op);
[[nodiscard]] Json fields_of(const op::SetTempo& op);
[[nodiscard]] Json fields_of(const op::MusicVideo& op);
[[nodiscard]] Json fields_of(const op::ShotPolicy& op);
[[nodiscard]] Json fields_of(const op::EndOnBeat& op);
[[nodiscard]] Json fields_of(const op::RemoveStretches& op);
[[nodiscard]] Json fields_of(const op::KeepStretches& op);
[[nodiscard]] Json fields_of(const op::TrimClips& op);
[[nodiscard]] Json fields_of(const op::SetClipLength& op);
[[nodiscard]] Json fields_of(const op::Split& op);
[[nodiscard]] Json fields_of(const op::RemoveSilence& op);
[[nodiscard]] Json fields_of(const op::RemoveFlaws& op);
[[nodiscard]] Json fields_of(const op::Highlight& op);
[[nodiscard]] Json fields_of(const op::SetLength& op);
[[nodiscard]] Json fields_of(const op::MakeLengths& op);
[[nodiscard]] Json fields_of(const op::Join& op);
[[nodiscard]] Json fields_of(const op::ChangeSpeed& op);
[[nodiscard]] Json fields_of(const op::Reverse& op);
[[nodiscard]] Json fields_of(const op::Freeze& op);
[[nodiscard]] Json fields_of(const op::LimitHeight& op);
[[nodiscard]] Json fields_of(const op::DeleteClips& op);
[[nodiscard]] Json fields_of(const op::KeepClips& op);
[[nodiscard]] Json fields_of(const op::MoveClip& op);
[[nodiscard]] Json fields_of(const op::SwapClips& op);
[[nodiscard]] Json fields_of(const op::DuplicateClips& op);
[[nodiscard]] Json fields_of(const op::SortClips& op);
[[nodiscard]] Json fields_of(const op::Slideshow& op);

// operation_picture_json.cpp
[[nodiscard]] Json fields_of(const op::SetTransition& op);
[[nodiscard]] Json fields_of(const op::RemoveTransitions& op);
[[nodiscard]] Json fields_of(const op::AddText& op);
[[nodiscard]] Json fields_of(const op::ChangeText& op);
[[nodiscard]] Json fields_of(const op::RemoveText& op);
[[nodiscard]] Json fields_of(const op::AddCaptions& op);
[[nodiscard]] Json fields_of(const op::SetAspect& op);
[[nodiscard]] Json fields_of(const op::SetFit& op);
[[nodiscard]] Json fields_of(const op::SetLetterbox& op);
[[nodiscard]] Json fields_of(const op::FollowSubject& op);
[[nodiscard]] Json fields_of(const op::Rotate& op);
[[nodiscard]] Json fields_of(const op::Flip& op);
[[nodiscard]] Json fields_of(const op::Zoom& op);
[[nodiscard]] Json fields_of(const op::KenBurns& op);
[[nodiscard]] Json fields_of(const op::AdjustLook& op);
[[nodiscard]] Json fields_of(const op::Stabilise& op);

// operation_session_json.cpp
[[nodiscard]] Json fields_of(const op::Undo& op);
[[nodiscard]] Json fields_of(const op::Redo& op);
[[nodiscard]] Json fields_of(const op::Reset& op);
[[nodiscard]] Json fields_of(const op::Show& op);
[[nodiscard]] Json fields_of(const op::Compare& op);
[[nodiscard]] Json fields_of(const op::Export& op);
[[nodiscard]] Json fields_of(const op::ShowCredits& op);
[[nodiscard]] Json fields_of(const op::ShowStatus& op);
[[nodiscard]] Json fields_of(const op::Upload& op);

}  // namespace takt::edit
