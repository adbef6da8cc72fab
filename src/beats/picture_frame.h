// SPDX-License-Identifier: GPL-3.0-or-later
// Where things stand in the picture of a song: the bands from top to bottom, and time from left to right. Shared by
// picture.cpp (what was found) and curves_picture.cpp (what was heard).
#pragma once

#include "takt/time.h"

#include "beats/picture.h"

#include <algorithm>

namespace takt::beats {

//   0   title, tempo
//  56   sections
//  78   +-- waveform -------------+   bars across all, beats in the onsets
// 214   +-- spectrogram ----------+
// 324   +-- onset curve ----------+
// 400   bar numbers
// 414   minutes and seconds
inline constexpr int kWidth = 1200;
inline constexpr int kHeight = 438;
inline constexpr double kLeft = 64;
inline constexpr double kRight = 1184;
inline constexpr Area kSections{kLeft, 56, kRight - kLeft, 18};
inline constexpr Area kWave{kLeft, 78, kRight - kLeft, 132};
inline constexpr Area kSpectrum{kLeft, 214, kRight - kLeft, 106};
inline constexpr Area kOnsets{kLeft, 324, kRight - kLeft, 70};
inline constexpr double kBarNumbers = 406;
inline constexpr double kClock = 426;
inline constexpr std::size_t kColumns = static_cast<std::size_t>(kRight - kLeft);

/// Where `time` of a sound of this duration stands.
[[nodiscard]] inline double across(Us time, Us duration) {
    return kLeft + (kRight - kLeft) * std::clamp(seconds(time) / std::max(1e-6, seconds(duration)), 0.0, 1.0);
}

/// One rectangle per pixel column each.
[[nodiscard]] Layer wave_layer(const std::vector<Extent>& wave);
[[nodiscard]] Layer onset_layer(const std::vector<float>& onsets);
/// The mean of each band in each column: 60 dB from white to dark, low bands at the bottom. Empty without sound.
[[nodiscard]] Raster spectrum_raster(const std::vector<Timbre>& timbre);

}  // namespace takt::beats
