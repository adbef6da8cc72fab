// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/encoding.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

namespace takt::prep {
namespace {

using Options = std::map<std::string, std::string>;

/// A camera that coded no B-frames left noise that each picture repeats from the one before it: coded the same way, and
/// without rounding small differences away, it needs fewer bits and half the work.
Options like_camera(bool scaled_down) {
    return {{"subq", scaled_down ? "1" : "2"}, {"bf", "0"}, {"x264-params", "dct-decimate=0:analyse=i8x8"}};
}

Options like_studio() {
    return {{"subq", "2"}, {"bf", "3"}};
}

}  // namespace

av::VideoEncoding encoding_for(const VideoTarget& target, const Footage& footage) {
    av::VideoEncoding encoding;
    encoding.size = target.size;
    encoding.rate = target.rate;
    encoding.threads = kEncoderThreads;
    // Where bits are scarce the noise goes first.
    const bool shrinks = target.bits.file_bytes && !target.bits.source_bytes;
    const bool scaled_down = footage.long_side > std::max(target.size.width, target.size.height);
    encoding.options = footage.has_b_frames || shrinks ? like_studio() : like_camera(scaled_down);
    encoding.options.merge(Options{{"preset", "superfast"},
                                   {"rc-lookahead", "10"},
                                   {"mbtree", "1"},
                                   {"aq-mode", "1"},
                                   {"profile", "high"},
                                   {"crf", fmt::format("{:.3f}", target.bits.crf)}});
    if (target.bits.peak_bps) {
        encoding.options["maxrate"] = fmt::format("{}", *target.bits.peak_bps);
        encoding.options["bufsize"] = fmt::format("{}", 2 * *target.bits.peak_bps);
    }
    return encoding;
}

}  // namespace takt::prep
