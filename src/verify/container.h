// SPDX-License-Identifier: GPL-3.0-or-later
// What stands around the pictures and the sound: container, streams, metadata, and the order of an MP4's boxes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace takt::verify {

struct Container {
    bool is_mp4 = false;  ///< by its file type box, not QuickTime
    std::string format;   ///< for people
    std::int64_t size_bytes = 0;
    bool index_first = false;  ///< moov before mdat: playback can begin before all is there
    int videos = 0;
    int audios = 0;
    int others = 0;
    std::string audio_codec;            ///< of the first sound stream; empty without one
    std::vector<std::string> personal;  ///< metadata keys that tell a place or a device
};

/// Reads headers only. Throws as av::Input does.
[[nodiscard]] Container look_at(const std::filesystem::path& file);

}  // namespace takt::verify
