// SPDX-License-Identifier: GPL-3.0-or-later
// What kind of recording a clip is, by its tags, its rate and its name: slow motion, a screen, the moving half of a
// Live Photo. Rules of thumb over MediaInfo, used by probe; none of them decides whether a file is taken.
#pragma once

#include "takt/media_info.h"

#include <string_view>

namespace takt::prep {

/// One tag of the file, its key in lower case.
void recognise_tag(MediaInfo& info, std::string_view key, std::string_view value);

/// Once rate and tags stand. High speed: at least 100 frames a second, measured or by tag, or a tag that names at least
/// one and a half times the rate the file plays at. A screen: a tag that names ReplayKit or a screen recorder, or a
/// file name that phones give to screen recordings.
void recognise_recording(MediaInfo& info);

}  // namespace takt::prep
