// SPDX-License-Identifier: GPL-3.0-or-later
// Plans the cuts of a draft anew on a song's beats, and keeps everything that was done to the draft by hand: what is
// done to a clip goes with the clip to its new shots; texts, canvas, ducking and the music's level stay.
#pragma once

#include "edit/apply/scene.h"

#include <optional>

namespace takt::edit {

struct Replanning {
    /// Whether clips keep the volume they have, or are heard as in a new music video.
    enum class OwnSound { AsIs, AsPlanned };
    CutPlan plan;
    std::optional<Ms> length;          ///< absent: the song's
    const SongSource* song = nullptr;  ///< null: without music, equal cuts
    OwnSound own_sound = OwnSound::AsIs;
};

void replan(Draft& draft, const Replanning& wish, Scene& scene);

/// The volume of music that comes to this draft: 0.35 under clips that are heard, else 1.
[[nodiscard]] double level_under(const Draft& draft, const Scene& scene);

}  // namespace takt::edit
