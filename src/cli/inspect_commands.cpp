// SPDX-License-Identifier: GPL-3.0-or-later
// probe, verify and doctor: each stage on its own, without a project.
#include "takt/beats.h"
#include "takt/verify.h"

#include "base/atomic_file.h"
#include "base/error_table.h"
#include "cli/commands.h"
#include "cli/lines.h"
#include "cli/time_text.h"
#include "prep/probe_document.h"

#include <fmt/format.h>

namespace takt::cli {
namespace {

// The exit status of everything that is wrong with a file.
constexpr int kBadFile = 3;

void print_recording(const MediaInfo& info) {
    if (info.is_protected) fmt::print("  protected (DRM)\n");
    if (info.truncated) fmt::print("  incomplete download or transfer\n");
    if (info.capture_fps) fmt::print("  filmed at {:.6g} frames a second\n", *info.capture_fps);
    if (info.screen_recording) fmt::print("  a screen recording\n");
    if (info.live_photo) fmt::print("  part of a Live Photo\n");
    if (info.motion_photo) fmt::print("  a motion photo: a clip stands behind the picture\n");
}

void print_info(const MediaInfo& info) {
    fmt::print("{}: {}, {}, {:.1f} MB\n", info.path.filename().string(), info.container, clock_text(info.duration),
               static_cast<double>(info.size_bytes) / 1e6);
    for (const VideoStreamInfo& video : info.videos) {
        fmt::print("  {} picture {} {} {}x{} at {:.3f} fps{}{}{}{}{}\n", video.index, video.codec, video.profile,
                   video.display.width, video.display.height, video.measured_rate.fps(),
                   video.variable_rate ? " (variable)" : "", video.orientation.upright() ? "" : ", turned",
                   video.colour.hdr == HdrKind::None ? "" : ", HDR", video.stereo_views ? ", two views" : "",
                   video.decodable ? "" : ", cannot be decoded");
    }
    for (const AudioStreamInfo& audio : info.audios) {
        fmt::print("  {} sound {} {} Hz {}{}\n", audio.index, audio.codec, audio.sample_rate_hz, audio.layout,
                   audio.decodable ? "" : ", cannot be decoded");
    }
    for (const OtherStreamInfo& other : info.others) fmt::print("  {} {} {}\n", other.index, other.kind, other.codec);
    if (info.location) fmt::print("  holds a location\n");
    print_recording(info);
}

/// Each file on its own: a bad one is told and does not stop the others.
bool probe_one(const std::filesystem::path& file, const Surroundings& with) {
    try {
        const MediaInfo info = probe(file, {}, with.stop);
        if (with.globals.json) {
            fmt::print("{}\n", probe_to_json(info));
        } else {
            print_info(info);
        }
        return true;
    } catch (const Error& error) {
        if (error_row(error.code()).exit_status != kBadFile) throw;
        if (with.globals.json) fmt::print("{}", error_document(error));
        fmt::print(stderr, "takt: {}\n", error.what());
        return false;
    }
}

Expectation held_against(const VerifyArguments& arguments, const Surroundings& with) {
    Expectation expected;
    expected.preset = arguments.preset;
    const MediaInfo info = probe(arguments.video, {}, with.stop);
    if (!arguments.beats && info.audio() == nullptr) return expected;
    const BeatGrid grid = arguments.beats ? beats_from_json(read_file(*arguments.beats))
                                          : analyse_beats(arguments.video, with.progress, with.stop);
    for (const Beat& beat : grid.beats()) expected.beats.push_back(beat.time);
    return expected;
}

}  // namespace

int run(const ProbeArguments& arguments, const Surroundings& with) {
    bool all_read = true;
    for (const auto& file : arguments.files) all_read = probe_one(file, with) && all_read;
    return all_read ? 0 : kBadFile;
}

int run(const VerifyArguments& arguments, const Surroundings& with) {
    const Verification verification =
        verify_video(arguments.video, held_against(arguments, with), with.progress, with.stop);
    if (with.globals.json) {
        fmt::print("{}", verification_to_json(verification));
    } else {
        for (const Check& check : verification.checks) {
            fmt::print("{:<6} {:<20} {}{}\n", check.ok ? "ok" : "FAILED", check.name, check.value,
                       check.limit.empty() ? "" : fmt::format("  (limit {})", check.limit));
        }
    }
    return verification.ok ? 0 : error_row(ErrorCode::VerificationFailed).exit_status;
}

int run(const DoctorArguments&, const Surroundings& with) {
    const std::vector<Finding> findings = examine(with.globals.project, with.environment);
    bool all_ok = true;
    for (const Finding& finding : findings) all_ok = all_ok && finding.ok;
    if (with.globals.json) {
        fmt::print("{}", doctor_document(findings));
    } else {
        for (const Finding& finding : findings) {
            fmt::print("{:<7} {:<22} {}{}\n", finding.ok ? "ok" : "MISSING", finding.name, finding.value,
                       finding.ok ? "" : fmt::format("; {}", finding.next_step));
        }
    }
    return all_ok ? 0 : error_row(ErrorCode::EncoderMissing).exit_status;
}

}  // namespace takt::cli
