// SPDX-License-Identifier: GPL-3.0-or-later
// What a file tells about the place, the device and the person: sorted out of the names that cameras and programs use.
#pragma once

#include "takt/media_info.h"

#include "av/input.h"

namespace takt::prep {

/// Adds the entries of `entries` (of the file, a stream, or a decoded picture) to location, device and extras of
/// `info`. Titles, artists and technical entries are no private matter and are passed over.
void sort_metadata(MediaInfo& info, const AVDictionary* entries);

}  // namespace takt::prep
