// SPDX-License-Identifier: GPL-3.0-or-later
// Preparation in four stages: probe → judge → plan → execute. The two in the middle are pure functions over values,
// so everything takt would do to a file can be printed, stored and tested before it is done.
#pragma once

#include "takt/media_info.h"
#include "takt/progress.h"
#include "takt/time.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

namespace takt {

/// What takt accepts and what it makes. The defaults are the `upload` profile.
struct Limits {
    std::int64_t max_size_bytes = 500'000'000;
    std::int64_t max_pixels = 8192LL * 8192;  ///< per frame, stored
    int max_streams = 64;
    int max_channels = 64;
    Us max_duration = std::chrono::hours{12};
    int max_side = 16'384;  ///< of a stored picture
    int max_long_side = 1920;
    int max_still_long_side = 3840;  ///< photos keep more, for slow zooms
    int max_fps = 60;
};

/// One finding: a stable code for programs, a sentence for people, and what to do next (may be empty).
struct Reason {
    std::string code;
    std::string message;
    std::string next_step;
    bool operator==(const Reason&) const = default;
};

enum class Outcome { Accepted, Fixed, Rejected };

/// Accepted: usable as it is. Fixed: usable after the plan's work. Rejected: the reasons say why.
struct Verdict {
    Outcome outcome = Outcome::Accepted;
    std::vector<Reason> reasons;
};

/// Nothing to do to the bytes: the file already is what the service wants and holds nothing private.
struct Copy {
    bool operator==(const Copy&) const = default;
};

/// Same packets, new container: faststart, foreign streams and private metadata dropped.
struct Remux {
    bool operator==(const Remux&) const = default;
};

/// The picture part of a transcode. `size` is upright and square-pixelled.
struct VideoTarget {
    Size size;
    FrameRate rate;
    bool tone_map = false;
    bool deinterlace = false;
    bool operator==(const VideoTarget&) const = default;
};

/// Decode and encode again. A stream without a target is not in the output; `copy_video` and `copy_audio` keep what
/// already is compliant as it is.
struct Transcode {
    std::optional<VideoTarget> video;
    bool audio = false;
    bool copy_video = false;
    bool copy_audio = false;
    bool operator==(const Transcode&) const = default;
};

/// A still picture, upright and without metadata, as JPEG or (with alpha) PNG.
struct ConvertStill {
    Size size;
    bool png = false;
    bool operator==(const ConvertStill&) const = default;
};

using Action = std::variant<Copy, Remux, Transcode, ConvertStill>;

struct Plan {
    std::filesystem::path input;
    std::string extension;  ///< of the output, without dot
    Action action;
    std::vector<std::string> because;  ///< why not something cheaper
    std::vector<std::string>
        removed;                    ///< what the output will not hold: "location", "device", "data track 3 (mebx)", …
    std::optional<TimeRange> trim;  ///< kept range on the input's presentation timeline, exact to the frame
    Us duration{};                  ///< expected, of the picture in the output, else of its sound; 0 for a still
    int video_stream = -1;          ///< stream indexes in the input; -1 when the output has none
    int audio_stream = -1;
};

/// A moment given by a person: from the start, or (negative) from the end.
struct TrimRequest {
    std::optional<Us> begin;
    std::optional<Us> end;
};

/// Reads the file's headers and a bounded number of packets and frames.
/// Throws NotFound, UnsupportedFormat (nothing we know), TooLarge (streams), Corrupt, Interrupted. Whether what it
/// found can be used is judge's to say.
[[nodiscard]] MediaInfo probe(const std::filesystem::path& path, const Limits& limits = {}, std::stop_token stop = {});

/// Pure. Rejections carry every reason found, not only the first.
[[nodiscard]] Verdict judge(const MediaInfo& info, const Limits& limits = {});

/// Pure. `verdict` must not be Rejected. Throws Usage when `trim` leaves nothing.
[[nodiscard]] Plan plan_preparation(const MediaInfo& info, const Verdict& verdict, const Limits& limits = {},
                                    const TrimRequest& trim = {});

/// Obeys `plan`: writes `output` (whole or not at all), opens it again and proves it against the plan.
/// Throws VerificationFailed when the written file is not what was planned, Corrupt when the input breaks on the way.
void execute(const Plan& plan, const std::filesystem::path& output, Progress& progress, std::stop_token stop = {});

/// "copy", "remux", "transcode", "convert": the word of takt.prep/1.
[[nodiscard]] std::string action_name(const Action& action);

}  // namespace takt
