// SPDX-License-Identifier: GPL-3.0-or-later
// Listens to a video's sound once: how long it is, how loud, and whether it decodes.
#pragma once

#include "takt/progress.h"
#include "takt/time.h"

#include <filesystem>
#include <optional>
#include <stop_token>

namespace takt::verify {

struct Sound {
    Us begin{};                             ///< as the container declares it
    Us end{};                               ///< of the last sample
    std::optional<double> integrated_lufs;  ///< absent for silence
    double true_peak_dbtp = 0;              ///< −infinity for digital silence
    int damaged_packets = 0;
};

/// Absent when the file has no sound. Throws as av::AudioReader does.
[[nodiscard]] std::optional<Sound> listen(const std::filesystem::path& file, Progress& progress,
                                          const std::stop_token& stop);

}  // namespace takt::verify
