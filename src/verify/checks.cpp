// SPDX-License-Identifier: GPL-3.0-or-later
#include "verify/checks.h"

#include "verify/cut_checks.h"
#include "verify/preset_checks.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <numeric>
#include <string_view>

namespace takt::verify {
namespace {

constexpr double kLoudnessToleranceLu = 0.5;
// Peaks between samples are estimated; two estimates of the same sound differ by this much.
constexpr double kPeakToleranceDb = 0.1;
// Under one gating block of EBU R 128, loudness is not defined.
constexpr Us kShortestMeasurable = std::chrono::milliseconds{400};
// MP4 rounds frame times to its ticks, at most a millisecond.
constexpr Us kTick = std::chrono::milliseconds{1};
// Services round a length to their own frames and sound blocks.
constexpr Us kForeignLength = std::chrono::milliseconds{500};
// The last AAC frame is filled up with silence.
constexpr Us kAacFrame{21'334};

std::string in_ms(Us time) {
    return fmt::format("{:.1f} ms", seconds(time) * 1000);
}

std::string text(Size size) {
    return fmt::format("{}x{}", size.width, size.height);
}

std::string text(FrameRate rate) {
    return rate.den == 1 ? fmt::format("{}", rate.num) : fmt::format("{}/{}", rate.num, rate.den);
}

std::string text(const std::vector<TimeRange>& stretches) {
    std::vector<std::string> words;
    words.reserve(stretches.size());
    for (const TimeRange& range : stretches) {
        words.push_back(fmt::format("{:.2f}-{:.2f} s", seconds(range.begin), seconds(range.end)));
    }
    return words.empty() ? "none" : fmt::format("{}", fmt::join(words, ", "));
}

bool same(FrameRate a, FrameRate b) {
    return static_cast<std::int64_t>(a.num) * b.den == static_cast<std::int64_t>(b.num) * a.den;
}

Us length(const Pictures& pictures) {
    return pictures.end - pictures.begin;
}

class Checks {
public:
    void must(std::string name, bool ok, std::string value, std::string limit) {
        list_.push_back({std::move(name), ok, std::move(value), std::move(limit)});
    }
    void report(std::string name, std::string value) { list_.push_back({std::move(name), true, std::move(value), ""}); }
    [[nodiscard]] std::vector<Check>& list() { return list_; }

private:
    std::vector<Check> list_;
};

void check_container(const Container& container, Checks& checks) {
    checks.must("container", container.is_mp4, container.format, "mp4");
    checks.must("faststart", container.index_first, container.index_first ? "index first" : "index after the media",
                "index first");
    const bool one_each = container.videos == 1 && container.audios <= 1 && container.others == 0;
    checks.must("streams", one_each,
                fmt::format("{} video, {} audio, {} other", container.videos, container.audios, container.others),
                "1 video, at most 1 audio");
    if (container.audios > 0) checks.must("audio_codec", container.audio_codec == "aac", container.audio_codec, "aac");
    checks.must("personal_metadata", container.personal.empty(),
                container.personal.empty() ? "none" : fmt::format("{}", fmt::join(container.personal, ", ")), "none");
}

void check_size(Size size, const Expectation& expected, Checks& checks) {
    if (expected.size || !expected.short_side) {
        checks.must("size", !expected.size || size == *expected.size, text(size),
                    expected.size ? text(*expected.size) : "");
        return;
    }
    checks.must("size", std::min(size.width, size.height) == *expected.short_side, text(size),
                fmt::format("short side {}", *expected.short_side));
}

void check_stream(const Pictures& pictures, const Expectation& expected, Checks& checks) {
    const VideoStreamInfo& stream = pictures.stream;
    checks.must("video_codec", stream.codec == "h264", stream.codec, "h264");
    checks.must("video_profile", stream.profile == "High" || stream.profile == "Main", stream.profile, "High or Main");
    checks.must("pixel_format", stream.pixel_format == "yuv420p", stream.pixel_format, "yuv420p");
    const ColourInfo& colour = stream.colour;
    const bool bt709 = colour.primaries == "bt709" && colour.transfer == "bt709" && colour.matrix == "bt709";
    checks.must("colour", bt709 && !colour.full_range,
                fmt::format("{}/{}/{} {}", colour.primaries, colour.transfer, colour.matrix,
                            colour.full_range ? "full" : "limited"),
                "bt709/bt709/bt709 limited");
    const bool square = stream.sample_aspect_num == stream.sample_aspect_den;
    checks.must("upright", stream.orientation.upright() && square,
                fmt::format("turned {} degrees, samples {}:{}", stream.orientation.clockwise_deg,
                            stream.sample_aspect_num, stream.sample_aspect_den),
                "turned 0 degrees, samples 1:1");
    check_size(stream.coded, expected, checks);
}

void check_pictures(const Pictures& pictures, const Expectation& expected, Checks& checks) {
    const Us frame = frame_time(1, expected.rate.value_or(pictures.rate));
    checks.must("frame_rate", !expected.rate || same(pictures.rate, *expected.rate), text(pictures.rate),
                expected.rate ? text(*expected.rate) : "");
    checks.must("constant_rate", pictures.worst_time_error <= kTick, in_ms(pictures.worst_time_error),
                "no frame over " + in_ms(kTick) + " off");
    const Us off = expected.duration ? std::chrono::abs(length(pictures) - Us{*expected.duration}) : Us{0};
    const Us slack = expected.foreign ? kForeignLength : frame + kTick;
    checks.must("duration", off <= slack, fmt::format("{:.3f} s", seconds(length(pictures))),
                expected.duration ? fmt::format("{:.3f} s within {}", seconds(*expected.duration),
                                                expected.foreign ? "half a second" : "one frame")
                                  : "");
    const bool complete = pictures.declared_frames == 0 || pictures.frames >= pictures.declared_frames;
    checks.must("complete", complete && !pictures.truncated,
                fmt::format("{} of {} frames", pictures.frames, std::max(pictures.frames, pictures.declared_frames)),
                "every frame");
    checks.report("black", text(pictures.black));
    checks.report("frozen", text(pictures.frozen));
}

void check_sound(const Measured& measured, const Expectation& expected, Checks& checks) {
    const std::optional<Sound>& sound = measured.sound;
    const bool heard = sound && std::isfinite(sound->true_peak_dbtp);
    const bool wanted = expected.integrated_lufs.has_value() && !expected.silent;
    const bool ok = expected.silent ? !sound || !sound->integrated_lufs : heard || !wanted;
    checks.must("sound", ok,
                heard   ? "heard"
                : sound ? "silence"
                        : "no track",
                expected.silent ? "silence"
                : wanted        ? "heard"
                                : "");
    if (!sound || expected.silent) return;

    const bool measurable = sound->end >= kShortestMeasurable;
    const bool loud_enough = expected.integrated_lufs && sound->integrated_lufs &&
                             std::abs(*sound->integrated_lufs - *expected.integrated_lufs) <= kLoudnessToleranceLu;
    checks.must("loudness", !expected.integrated_lufs || !measurable || loud_enough,
                sound->integrated_lufs ? fmt::format("{:.1f} LUFS", *sound->integrated_lufs) : "under -70 LUFS",
                expected.integrated_lufs
                    ? fmt::format("{:.1f} LUFS ± {:.1f}", *expected.integrated_lufs, kLoudnessToleranceLu)
                    : "");
    const bool low =
        !expected.max_true_peak_dbtp || sound->true_peak_dbtp <= *expected.max_true_peak_dbtp + kPeakToleranceDb;
    checks.must("true_peak", low, fmt::format("{:.1f} dBTP", sound->true_peak_dbtp),
                expected.max_true_peak_dbtp ? fmt::format("{:.1f} dBTP", *expected.max_true_peak_dbtp) : "");
}

void check_sync(const Pictures& pictures, const Sound& sound, Checks& checks) {
    const Us frame = frame_time(1, pictures.rate);
    const Us start = sound.begin - pictures.begin;
    checks.must("sync_start", std::chrono::abs(start) * 2 <= frame, in_ms(start), "half a frame");
    const Us end = sound.end - pictures.end;
    const Us limit = frame + kAacFrame;
    checks.must("sync_end", std::chrono::abs(end) <= limit, in_ms(end), in_ms(limit));
}

/// How a service packs, colours and mixes is its own affair.
void only_report_details(std::vector<Check>& checks) {
    constexpr std::array<std::string_view, 6> kBinding = {"container", "video_codec", "size",
                                                          "duration",  "complete",    "decode_errors"};
    for (Check& check : checks) {
        if (std::find(kBinding.begin(), kBinding.end(), check.name) != kBinding.end()) continue;
        check.ok = true;
        check.limit.clear();
    }
}

}  // namespace

Verification judge(const Measured& measured, const Expectation& expected) {
    const Pictures& pictures = measured.pictures;
    Checks checks;
    check_container(measured.container, checks);
    check_stream(pictures, expected, checks);
    check_pictures(pictures, expected, checks);
    check_sound(measured, expected, checks);
    if (measured.sound) check_sync(pictures, *measured.sound, checks);
    const int damaged = pictures.damaged_packets + (measured.sound ? measured.sound->damaged_packets : 0);
    checks.must("decode_errors", damaged == 0, fmt::format("{}", damaged), "0");
    check_cuts(pictures, expected, checks.list());
    if (expected.foreign) only_report_details(checks.list());
    if (expected.preset) check_preset(measured, *expected.preset, checks.list());

    Verification verification;
    verification.checks = std::move(checks.list());
    verification.ok = std::all_of(verification.checks.begin(), verification.checks.end(),
                                  [](const Check& check) { return check.ok; });
    verification.cuts = measure_cuts(pictures, expected);
    verification.rate = pictures.rate;
    verification.duration = length(pictures);
    if (measured.sound) {
        verification.integrated_lufs = measured.sound->integrated_lufs;
        if (std::isfinite(measured.sound->true_peak_dbtp)) verification.true_peak_dbtp = measured.sound->true_peak_dbtp;
    }
    summarise_cuts(verification);
    return verification;
}

}  // namespace takt::verify
