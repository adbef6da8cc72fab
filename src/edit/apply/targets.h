// SPDX-License-Identifier: GPL-3.0-or-later
// From what people say to what the draft holds: moments, stretches and clip numbers of the timeline before the
// operation. All throw EditUnclear when the draft has no such thing, naming what it has.
#pragma once

#include "takt/edit_target.h"

#include "edit/apply/shots.h"

#include <functional>
#include <optional>
#include <vector>

namespace takt::edit {

/// 0..duration; a moment less than half a second beyond the end is the end.
[[nodiscard]] Ms moment_of(const Draft& draft, const Moment& moment);
[[nodiscard]] std::int64_t frame_of(const Draft& draft, const Moment& moment);
/// At least a frame long.
[[nodiscard]] FrameSpan frames_of(const Draft& draft, const Stretch& stretch);
/// The same to the millisecond, for what is not bound to frames: sound and texts.
[[nodiscard]] Span span_of(const Draft& draft, const Stretch& stretch);
/// "12-17.5 s".
[[nodiscard]] std::string words_of(const Draft& draft, const FrameSpan& span);

/// A number of people as a place from 0; `what` and `whats` name the things: "clip 7: there are 4 clips".
[[nodiscard]] std::size_t place_of(int number, std::size_t count, const char* what);
/// Which clips are meant, by their places; all without numbers.
[[nodiscard]] std::vector<bool> clips_of(const Target& target, std::size_t count);

/// Cuts the shots at the ends of the target's stretch and says of each whether it is meant.
[[nodiscard]] std::vector<bool> choose(Shots& shots, const Target& target, const Draft& draft);

/// `change` is called for every clip that is meant, which stays where it is; with a stretch, clips are split at its
/// ends. Throws EditUnclear with `otherwise` when `change` changed nothing.
void change_clips(Draft& draft, const Target& target, Scene& scene, const std::function<void(Segment&)>& change,
                  const char* otherwise);

}  // namespace takt::edit
