// SPDX-License-Identifier: GPL-3.0-or-later
// Which of the songs that are there is meant: by number, name, tags, or mood. Used by the operations on music.
#pragma once

#include "takt/edit_target.h"

#include "edit/apply/scene.h"

#include <optional>
#include <string>

namespace takt::edit {

/// `playing` is the path of the song that `This` does not mean: the one to be replaced; empty for none. Notes say what
/// was chosen by mood. Throws EditUnclear when there is no song, or several and nothing says which.
[[nodiscard]] const SongSource& choose_song(const SongChoice& choice, Scene& scene, const std::string& playing = "");

/// What "upbeat", "sad", "epic" stand for; absent when no word of `words` stands for a mood.
[[nodiscard]] std::optional<Mood> mood_of_words(const std::string& words);

/// The song that the draft plays, if it is among the inputs.
[[nodiscard]] const SongSource* playing_song(const Draft& draft, const Scene& scene);

}  // namespace takt::edit
