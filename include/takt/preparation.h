// SPDX-License-Identifier: GPL-3.0-or-later
// Preparation in four stages: probe → judge → plan → execute. The two in the middle are pure functions over values,
// so everything takt would do to a file can be printed, stored and tested before it is done.
#pragma once

#include "takt/media_info.h"
#include "takt/picture_measures.h"
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
    std::int64_t max_input_bytes = 500'000'000;  ///< larger files are refused
    std::int64_t max_size_bytes = 500'000'000;   ///< of a prepared file: it is made to fit
    std::int64_t max_pixels = 8192LL * 8192;     ///< per frame, stored
    int max_streams = 64;
    int max_channels = 64;
    Us max_duration = std::chrono::hours{12};
    int max_side = 16'384;  ///< of a stored picture
    int max_long_side = 1920;
    int max_still_long_side = 3840;  ///< photos keep more, for slow zooms
    int max_fps = 60;
    int max_source_fps = 960;  ///< phones film up to this; more in a file is refused
    // What only some presets ask of clips (takt/preset.h); the defaults ask nothing.
    Us min_kept{};                              ///< of the part that is kept
    std::optional<Us> max_kept;                 ///< likewise; nothing is cut off unasked
    int min_fps = 0;                            ///< slower clips repeat frames
    int min_side = 0;                           ///< smaller pictures are refused
    bool no_landscape = false;                  ///< pictures wider than tall are refused
    std::optional<std::int64_t> max_video_bps;  ///< over any few seconds
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

/// A moment given by a person: from the start, or (negative) from the end.
struct TrimRequest {
    std::optional<Us> begin;
    std::optional<Us> end;
};

/// How a high-speed recording plays: in real time, or slowed until every frame is seen. Auto: as its own timeline says.
enum class SlowMotion { Auto, Real, Slow };

/// What a person asks for, beside the limits.
struct Wishes {
    TrimRequest trim;
    std::optional<int> keep_audio;  ///< the n-th sound track, counted from 1; empty: the one `MediaInfo::audio` names
    SlowMotion slow_motion = SlowMotion::Auto;
    std::uint32_t background_rgb = 0;  ///< 0xRRGGBB, laid behind transparency
    bool keep_metadata = false;        ///< location, device and dates stay
    bool remove_dates = false;         ///< dates count as private too
};

/// What of a wanted range may be copied: whole closed GOPs, found without decoding.
struct CutSurvey {
    std::optional<TimeRange> copyable;  ///< on the presentation timeline, inside the wanted range
    std::string obstacle;               ///< why nothing may be copied; empty otherwise
};

/// Nothing to do to the bytes: the file already is what the service wants and holds nothing private.
struct Copy {
    bool operator==(const Copy&) const = default;
};

/// Same packets, new container: faststart, foreign streams and private metadata dropped. A still keeps its compressed
/// picture and loses everything else.
struct Remux {
    bool operator==(const Remux&) const = default;
};

/// How many bits the picture may take.
struct RateControl {
    double crf = 20;                       ///< x264's quality; finer than this it never gets
    std::optional<std::int64_t> peak_bps;  ///< never more, over any few seconds
    std::optional<std::int64_t>
        file_bytes;  ///< of the whole file: lands in (97 %, 100 %], or under it where `crf` ends
    std::optional<std::int64_t>
        source_bytes;  ///< of the whole file as well, but given up before the picture turns coarse
    bool operator==(const RateControl&) const = default;
};

/// The picture part of a transcode. `size` is upright and square-pixelled.
struct VideoTarget {
    Size size;
    FrameRate rate;
    bool tone_map = false;
    bool deinterlace = false;
    double speed = 1;  ///< under 1 plays slower
    std::uint32_t background_rgb = 0;
    RateControl bits;
    bool operator==(const VideoTarget&) const = default;
};

/// An exact cut: packets of `copied` stay as they are, only the frames before and after them are encoded. The sound is
/// copied too unless it has to change.
struct SmartTrim {
    TimeRange copied;  ///< on the input's presentation timeline
    FrameRate rate;    ///< of the input, constant
    bool encode_sound = false;
    VideoTarget otherwise;  ///< what to encode when the copied part proves not to fit
    bool operator==(const SmartTrim&) const = default;
};

/// Decode and encode again. A stream without a target is not in the output; `copy_video` and `copy_audio` keep what
/// already is compliant as it is.
struct Transcode {
    std::optional<VideoTarget> video;
    bool audio = false;
    bool copy_video = false;
    bool copy_audio = false;
    std::int64_t audio_bps = 192'000;  ///< of sound that is encoded
    bool operator==(const Transcode&) const = default;
};

/// A still picture, upright and without metadata, as JPEG or (with alpha) PNG.
struct ConvertStill {
    Size size;
    bool png = false;
    bool operator==(const ConvertStill&) const = default;
};

using Action = std::variant<Copy, Remux, SmartTrim, Transcode, ConvertStill>;

struct Plan {
    std::filesystem::path input;
    std::string extension;  ///< of the output, without dot
    Action action;
    std::vector<std::string> because;  ///< why not something cheaper
    std::vector<std::string> notes;    ///< worth knowing, with nothing to be done about it
    std::vector<std::string>
        removed;                    ///< what the output will not hold: "location", "device", "data track 3 (mebx)", …
    std::optional<TimeRange> trim;  ///< kept range on the input's presentation timeline, exact to the frame
    Us duration{};                  ///< expected, of the picture in the output, else of its sound; 0 for a still
    int video_stream = -1;          ///< stream indexes in the input; -1 when the output has none
    int audio_stream = -1;
    bool keep_metadata = false;
    std::optional<std::int64_t> max_bytes;  ///< the written file is not larger
};

/// What to learn from the decoded picture and sound beside writing them. Nothing is decoded twice for it.
struct Extras {
    std::filesystem::path proxy;  ///< a small copy of the picture for looking at, written here; empty: none
    int thumbnails = 0;           ///< JPEGs, evenly spread
    bool measures = false;
    bool loudness = false;
    bool operator==(const Extras&) const = default;
};

struct Thumbnail {
    Us time{};
    std::string jpeg;
};

struct Loudness {
    std::optional<double> integrated_lufs;  ///< absent for silence
    double true_peak_dbtp = 0;
};

/// What was seen while `execute` worked.
struct Executed {
    std::optional<PictureMeasures> measures;
    std::optional<Loudness> loudness;
    std::vector<Thumbnail> thumbnails;
    std::vector<std::string> removed;  ///< of the plan's list, what the written file was seen not to hold
    std::vector<std::string> notes;    ///< what turned out otherwise, for people: "damaged frames are passed over", …
};

/// Reads the file's headers and a bounded number of packets and frames.
/// Throws NotFound, UnsupportedFormat (nothing we know), TooLarge (streams), Corrupt, Interrupted. Whether what it
/// found can be used is judge's to say.
[[nodiscard]] MediaInfo probe(const std::filesystem::path& path, const Limits& limits = {}, std::stop_token stop = {});

/// Pure. Rejections carry every reason found, not only the first.
[[nodiscard]] Verdict judge(const MediaInfo& info, const Limits& limits = {}, const Wishes& wishes = {});

/// The range of `info` that `trim` keeps; absent when that is all of it. Pure. Throws Usage when nothing is left.
[[nodiscard]] std::optional<TimeRange> kept_range(const MediaInfo& info, const TrimRequest& trim);

/// Looks at the packets around the edges of `kept`. Throws as `probe` does.
[[nodiscard]] CutSurvey survey_cut(const MediaInfo& info, const TimeRange& kept, std::stop_token stop = {});

/// Pure. `verdict` must not be Rejected; without `survey` a trim always encodes. Throws Usage when the trim leaves
/// nothing, or a wished track is not there.
[[nodiscard]] Plan plan_preparation(const MediaInfo& info, const Verdict& verdict, const Limits& limits = {},
                                    const Wishes& wishes = {}, const CutSurvey& survey = {});

/// Obeys `plan`: writes `output` (whole or not at all), opens it again and proves it against the plan.
/// Throws VerificationFailed when the written file is not what was planned, Corrupt when the input breaks on the way.
Executed execute(const Plan& plan, const std::filesystem::path& output, Progress& progress, std::stop_token stop = {},
                 const Extras& extras = {});

/// "copy", "remux", "smart_trim", "transcode", "convert": the word of takt.prep/1.
[[nodiscard]] std::string action_name(const Action& action);

}  // namespace takt
