// SPDX-License-Identifier: GPL-3.0-or-later
// How a person's wishes change what a file plays: which sound track, and how fast. Pure.
#pragma once

#include "takt/preparation.h"

namespace takt::prep {

/// `info` with the wished sound track as its default one, so that `MediaInfo::audio` names it. A track that is not
/// there, or cannot be decoded, changes nothing.
[[nodiscard]] MediaInfo with_wished_sound(MediaInfo info, const Wishes& wishes);

/// Throws Usage when the wished track is not there or cannot be decoded.
void check_wished_sound(const MediaInfo& info, const Wishes& wishes);

/// How many seconds of the file's timeline pass in a second of the output; 1 for everything but high-speed recordings.
[[nodiscard]] double playing_speed(const MediaInfo& info, SlowMotion wanted);

}  // namespace takt::prep
