// SPDX-License-Identifier: GPL-3.0-or-later
// The peer: aubio's own beat tracker with the settings of its program aubiotrack. Only the benchmark sees it.
#pragma once

#include "metrics.h"

#include <filesystem>

namespace takt::bench {

struct PeerBeats {
    Times beats;
    double sound_s = 0;
};

/// Decodes as takt does. Throws as av::AudioReader does.
[[nodiscard]] PeerBeats aubio_beats(const std::filesystem::path& path);

}  // namespace takt::bench
