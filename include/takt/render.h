// SPDX-License-Identifier: GPL-3.0-or-later
// Turns a draft into an H.264/AAC MP4 that plays everywhere. Pull-based: the output clock drives, frame n shows what
// the draft says for frame_time(n, rate), and memory is bounded by the layers on screen.
#pragma once

#include "takt/draft.h"
#include "takt/progress.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>

namespace takt {

enum class Quality { Draft, High, Max };

struct RenderOptions {
    Quality quality = Quality::High;
    double integrated_lufs = -14;  ///< EBU R 128, of the whole, unless the draft names its own; silence stays silence
    double max_true_peak_dbtp = -1;
    int threads = 0;  ///< 0: as many as the machine has cores
};

/// Quiet sound is raised by this much at most, so that noise does not become the programme.
inline constexpr double kMaxGainDb = 20;

/// What came of the sound, measured on the encoded and decoded track.
struct RenderedSound {
    bool silent = false;         ///< nothing over the gate of -70 LUFS, or shorter than its 0.4 s: left as it is
    double integrated_lufs = 0;  ///< -120 when silent
    double true_peak_dbtp = 0;   ///< -120 for digital silence
    double gain_db = 0;          ///< what the mix was raised by; at kMaxGainDb it may stay under the target
};

struct RenderResult {
    std::filesystem::path file;
    std::int64_t frames = 0;
    RenderedSound sound;
};

/// Writes `output` whole or not at all. Throws NotFound (a source is gone), RenderFailed (draft not renderable),
/// Corrupt (a source breaks), EncoderMissing, DiskFull, Permission, Interrupted.
RenderResult render_draft(const Draft& draft, const std::filesystem::path& output, const RenderOptions& options,
                          Progress& progress, std::stop_token stop = {});

}  // namespace takt
