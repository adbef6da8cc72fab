// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/encoding.h"

#include <fmt/format.h>

namespace takt::prep {

av::VideoEncoding encoding_for(const VideoTarget& target) {
    av::VideoEncoding encoding;
    encoding.size = target.size;
    encoding.rate = target.rate;
    encoding.threads = kEncoderThreads;
    // Against veryfast at equal SSIM, over four short clips at crf 20 and 26: 0.71 to 0.84 of its CPU for −1.6 to +2.7
    // % of its bits, and +13.5 % on a picture that was scaled up. With subme 1 about 0.65, for 5 to 14 % more bits.
    encoding.options = {{"preset", "superfast"},
                        {"subme", "2"},
                        {"rc-lookahead", "10"},
                        {"mbtree", "1"},
                        {"aq-mode", "2"},
                        {"profile", "high"},
                        {"crf", fmt::format("{:.3f}", target.bits.crf)}};
    if (target.bits.peak_bps) {
        encoding.options["maxrate"] = fmt::format("{}", *target.bits.peak_bps);
        encoding.options["bufsize"] = fmt::format("{}", 2 * *target.bits.peak_bps);
    }
    return encoding;
}

}  // namespace takt::prep
