// SPDX-License-Identifier: GPL-3.0-or-later
// What a phone's microphone hears beside each scene: interleaved stereo at kSongRate_hz, quiet, different for each
// place.
#pragma once

#include <vector>

namespace takt::samples {

using Ambience = std::vector<float> (*)(double seconds);

[[nodiscard]] std::vector<float> surf(double seconds);     ///< waves that come and go
[[nodiscard]] std::vector<float> traffic(double seconds);  ///< a low hum and passing cars
[[nodiscard]] std::vector<float> thumps(double seconds);   ///< balls on a floor
[[nodiscard]] std::vector<float> engine(double seconds);
[[nodiscard]] std::vector<float> birds(double seconds);

}  // namespace takt::samples
