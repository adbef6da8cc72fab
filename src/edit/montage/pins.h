// SPDX-License-Identifier: GPL-3.0-or-later
// "The shot at this moment is of this clip": pins found among the clips, and the source time that obeys one.
#pragma once

#include "takt/edit.h"

#include "edit/montage/clip_profile.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace takt::edit {

struct PinnedShot {
    std::size_t clip = 0;
    Ms time{};                   ///< of the video
    std::optional<Ms> source{};  ///< of the clip
};

/// By time. Throws EditUnclear when no clip has the name, or the time is not in a video of this `duration`.
[[nodiscard]] std::vector<PinnedShot> pinned_shots(const std::vector<Pin>& pins, const std::vector<ClipSource>& clips,
                                                   Ms duration);

/// The stretch of the pinned clip that its shot comes from: what holds the source time, else the longest one.
/// Throws EditUnclear when that may not be shown; `name` is the clip's.
[[nodiscard]] Span pinned_stretch(const PinnedShot& pin, const ClipProfile& profile, const std::string& name);

/// Where in the clip a shot over `shot` of the video begins, so that the pin's source time is seen at the pin's time,
/// or as near to that as `stretch` allows.
[[nodiscard]] Ms pinned_in(const PinnedShot& pin, const Span& shot, const Span& stretch);

}  // namespace takt::edit
