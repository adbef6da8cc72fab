// SPDX-License-Identifier: GPL-3.0-or-later
// The first frame of a stream: proof that it can be decoded, and the only one to know what headers keep silent about.
#pragma once

#include "av/input.h"

#include <stop_token>

namespace takt::prep {

struct FirstFrame {
    av::FramePtr frame;  ///< null when nothing could be decoded
    int damaged = 0;     ///< packets that did not decode
};

/// Reads a bounded number of packets of stream `index` from the begin of the file; no other stream is read.
[[nodiscard]] FirstFrame decode_first_frame(av::Input& input, int index, std::int64_t max_pixels,
                                            const std::stop_token& stop);

}  // namespace takt::prep
