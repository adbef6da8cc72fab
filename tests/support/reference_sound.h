// SPDX-License-Identifier: GPL-3.0-or-later
// What a listener should hear of a file: its samples where their times say, channels mixed down by the table of
// ITU-R BS.775 written out here, brought to 8 kHz. Prep's sound is held against it; takt's reader is not used.
#pragma once

#include "takt/time.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace takt::test {

inline constexpr int kReferenceRate = 8000;

struct ReferenceSound {
    Us start{};  ///< on the file's own clock
    Us end{};
    int channels = 0;                ///< before the mix
    std::vector<float> left, right;  ///< at kReferenceRate, from `start` on
};

[[nodiscard]] ReferenceSound reference_sound(const std::filesystem::path& path, int stream);

struct SoundFit {
    double lag_s = 0;        ///< how much later the second is
    double correlation = 0;  ///< 1: the same but for its level
};

/// Of the second over a window of the first. Absent when there is nothing to hear. `begin` is counted in samples.
[[nodiscard]] std::optional<SoundFit> fit(const std::vector<float>& first, const std::vector<float>& second,
                                          std::ptrdiff_t begin, std::ptrdiff_t length);

/// Root mean square in dB of full scale; -200 for silence.
[[nodiscard]] double level_db(const std::vector<float>& samples);

}  // namespace takt::test
