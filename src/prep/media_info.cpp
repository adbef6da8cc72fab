// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/media_info.h"

#include <algorithm>

namespace takt {

const VideoStreamInfo* MediaInfo::video() const {
    const auto found =
        std::find_if(videos.begin(), videos.end(), [](const VideoStreamInfo& video) { return video.decodable; });
    return found == videos.end() ? nullptr : &*found;
}

const AudioStreamInfo* MediaInfo::audio() const {
    const AudioStreamInfo* first = nullptr;
    for (const AudioStreamInfo& audio : audios) {
        if (!audio.decodable) continue;
        if (audio.is_default) return &audio;
        if (first == nullptr) first = &audio;
    }
    return first;
}

}  // namespace takt
