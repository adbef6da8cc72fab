// SPDX-License-Identifier: GPL-3.0-or-later
#include "local/measuring.h"

#include <algorithm>

namespace takt::local {
namespace {

template <typename... Ops>
bool is_any(const EditOp& op) {
    return (std::holds_alternative<Ops>(op) || ...);
}

/// Shots are chosen, by how they look and sound.
bool chooses_shots(const EditOp& op) {
    return is_any<op::MusicVideo, op::CutToBeat, op::ChangePace, op::SetTempo, op::ReplaceMusic, op::ShotPolicy,
                  op::FitVideo, op::SetLength, op::EndOnBeat, op::Highlight>(op);
}

/// A mood is compared with that of the pictures.
bool chooses_song_by_mood(const EditOp& op) {
    const auto* add = std::get_if<op::AddMusic>(&op);
    return add != nullptr && add->song.how == SongChoice::How::ForClip;
}

}  // namespace

Measuring measuring_for(const std::vector<EditOp>& ops, const Draft& draft) {
    const bool shots = std::ranges::any_of(ops, chooses_shots);
    const auto looks = [](const EditOp& op) {
        return chooses_song_by_mood(op) || is_any<op::RemoveFlaws, op::FollowSubject>(op);
    };
    const auto listens = [](const EditOp& op) { return is_any<op::Duck, op::RemoveSilence>(op); };
    return {.pictures = shots || std::ranges::any_of(ops, looks),
            // Lowered music follows the speech, whatever is done.
            .sound = shots || draft.ducking.has_value() || std::ranges::any_of(ops, listens)};
}

}  // namespace takt::local
