// SPDX-License-Identifier: GPL-3.0-or-later
// Opens a finished video and measures it as a viewer would meet it: nothing is taken from the plan but what to compare
// with. Cuts are found in the pixels, loudness in the decoded sound.
#pragma once

#include "takt/draft.h"
#include "takt/media_info.h"
#include "takt/preset.h"
#include "takt/progress.h"
#include "takt/time.h"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace takt {

/// What the video is held against; whatever is absent is measured and reported, but cannot fail.
struct Expectation {
    std::optional<Size> size;
    std::optional<int> short_side;  ///< of the picture, where the size is not known
    std::optional<FrameRate> rate;
    std::optional<Ms> duration;
    std::vector<Cut> cuts;          ///< planned; each must be found in the pixels, or be invisible by nature
    std::vector<Us> beats;          ///< on the video's timeline
    bool cuts_follow_beats = true;  ///< false: the cuts were not planned on beats; their distance is only reported
    bool silent = false;            ///< no sound is meant to be heard
    std::optional<double> integrated_lufs;
    std::optional<double> max_true_peak_dbtp;
    /// Made elsewhere: it must be whole, H.264 in MP4, of the size and (within half a second) the length; all else is
    /// only reported.
    bool foreign = false;
    std::optional<Preset> preset;  ///< where the video is to be shown
};

struct Check {
    std::string name;  ///< "video_codec", "faststart", "duration", "cuts_on_beat", …
    bool ok = true;
    std::string value;
    std::string limit;  ///< empty when the check only reports
};

/// A cut found in the pixels, and the nearest beat. `error` is cut minus beat.
struct MeasuredCut {
    Us time{};
    std::optional<Us> beat;
    Us error{};
};

struct Verification {
    std::filesystem::path file;
    bool ok = true;  ///< every check is ok
    std::vector<Check> checks;
    std::vector<MeasuredCut> cuts;
    Us max_cut_error{};
    Us mean_cut_error{};
    bool cuts_within_one_frame = true;
    std::optional<double> integrated_lufs;  ///< absent: silent or no sound
    std::optional<double> true_peak_dbtp;
    FrameRate rate;
    Us duration{};
};

/// Decodes the whole file once. Throws NotFound, UnsupportedFormat, NoDecodableStream, Corrupt (nothing
/// decodes), Interrupted.
[[nodiscard]] Verification verify_video(const std::filesystem::path& file, const Expectation& expected,
                                        Progress& progress, std::stop_token stop = {});

/// The document takt.verify/1.
[[nodiscard]] std::string verification_to_json(const Verification& verification);

}  // namespace takt
