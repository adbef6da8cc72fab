// SPDX-License-Identifier: GPL-3.0-or-later
// What a person compares before and after: the few facts about a file that prep's reports show side by side.
#pragma once

#include "takt/media_info.h"

#include <cstdint>
#include <string>

namespace takt::flow {

struct MediaFacts {
    std::string container;
    std::string codec;     ///< of the picture, else of the sound
    std::string sound;     ///< "aac 48000 Hz stereo"; empty without, and when it is all there is
    Size display;          ///< 0×0 without picture
    FrameRate rate{0, 1};  ///< 0 without moving pictures
    std::string colour;    ///< "SDR bt709", "HLG bt2020", "Dolby Vision 8.x"; empty for sound
    std::int64_t size_bytes = 0;
    std::int64_t bit_rate_bps = 0;  ///< of the whole file; 0 for a still
    Us duration{};
    bool operator==(const MediaFacts&) const = default;
};

[[nodiscard]] MediaFacts facts_of(const MediaInfo& info);

}  // namespace takt::flow
