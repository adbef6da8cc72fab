// SPDX-License-Identifier: GPL-3.0-or-later
// What a picture stream is, in takt's words: upright size, orientation, colour. The header says some of it, the first
// decoded frame the rest (JPEG orientation, HDR signalled only in the bitstream). Shared by probe and renderer.
#pragma once

#include "takt/media_info.h"

#include "av/handles.h"

namespace takt::av {

/// Without measured rate, times and `decodable`, which need more than one frame. `first` may be null: header only.
[[nodiscard]] VideoStreamInfo describe_video(const AVStream& stream, const AVFrame* first);

}  // namespace takt::av
