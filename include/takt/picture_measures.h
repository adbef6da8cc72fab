// SPDX-License-Identifier: GPL-3.0-or-later
// What a clip looks like, second by second: enough to choose shots, to match a song's mood, and to avoid black
// stretches.
#pragma once

#include "takt/progress.h"
#include "takt/time.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace takt {

/// One second of picture. All 0..1.
struct PictureSecond {
    double brightness = 0;  ///< mean luma
    double motion =
        0;  ///< mean absolute luma change per frame pair, 1/30 s apart, scaled so that 1 is a hard cut's size
    double sharpness = 0;  ///< mean luma gradient
    bool black = false;
    bool frozen = false;
    double shake = 0;           ///< how much the whole picture jumps to and fro; 0.5 is a camera carried in haste
    bool scene_change = false;  ///< the source itself cuts to another scene within this second
    double subject_x = 0.5;     ///< the middle of what moves, of the picture's width; 0.5 when nothing does
    double subject_y = 0.5;     ///< and of its height
};

/// Counts up whenever measuring the same clip may give other values: what was kept by an earlier version is then
/// measured anew.
inline constexpr int kMeasuringVersion = 2;

struct PictureMeasures {
    std::vector<PictureSecond> seconds;  ///< element i covers [i, i+1) s
    int measuring = kMeasuringVersion;   ///< version of what measured them; 0: from before it was told
    /// The mean of one measure over the whole clip, `mean(&PictureSecond::motion)`; 0 for an empty one.
    [[nodiscard]] double mean(double PictureSecond::*measure) const {
        double sum = 0;
        for (const PictureSecond& second : seconds) sum += second.*measure;
        return seconds.empty() ? 0 : sum / static_cast<double>(seconds.size());
    }
};

/// One cheap decode of the picture. Throws as `probe` does, and Interrupted.
[[nodiscard]] PictureMeasures measure_pictures(const std::filesystem::path& path, std::stop_token stop = {});

/// The document takt.measures/1.
[[nodiscard]] std::string measures_to_json(const PictureMeasures& measures);
[[nodiscard]] PictureMeasures measures_from_json(const std::string& text);

}  // namespace takt
