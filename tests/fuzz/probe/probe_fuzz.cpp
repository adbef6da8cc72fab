// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever bytes a file holds: probe answers or fails as takt fails, what it says is within reason, and judge and plan
// come to a decision about it, also for cuts at and beyond its ends.
#include "takt/error.h"
#include "takt/preparation.h"

#include "fuzz/media_bytes.h"
#include "prep/probe_document.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>

namespace {

using takt::Us;
using takt::fuzz::require;

// Sums of two such times still are far from overflowing.
constexpr Us kAges = std::chrono::hours{24 * 366 * 1000};

bool in_reason(Us time) {
    return time >= -kAges && time <= kAges;
}

void check_streams(const takt::MediaInfo& info) {
    require(in_reason(info.duration) && info.duration >= Us{0}, "the duration is in reason");
    for (const takt::VideoStreamInfo& video : info.videos) {
        require(in_reason(video.start) && in_reason(video.duration) && video.duration >= Us{0}, "picture times");
        require(video.display.width >= 0 && video.display.height >= 0, "picture size");
        require(video.measured_rate.den > 0 && video.measured_rate.num >= 0, "picture rate");
    }
    for (const takt::AudioStreamInfo& audio : info.audios) {
        require(in_reason(audio.start) && in_reason(audio.duration) && audio.duration >= Us{0}, "sound times");
    }
    if (info.video() != nullptr) require(info.video()->decodable, "the picture in use is decodable");
    if (info.audio() != nullptr) require(info.audio()->decodable, "the sound in use is decodable");
}

void check_target(const takt::Plan& plan, const takt::Limits& limits) {
    const auto* encoded = std::get_if<takt::Transcode>(&plan.action);
    if (encoded == nullptr || !encoded->video) return;
    const takt::VideoTarget& target = *encoded->video;
    require(target.size.width > 0 && target.size.height > 0, "something is to be seen");
    require(std::max(target.size.width, target.size.height) <= limits.max_long_side, "the picture is made to fit");
    require(target.rate.num > 0 && target.rate.den > 0 && target.rate.fps() < limits.max_fps * 1.01, "rate to write");
    require(target.speed > 0, "time goes forward");
}

void decide(const takt::MediaInfo& info, const takt::Verdict& verdict, const takt::Limits& limits,
            const takt::Wishes& wishes) {
    try {
        const auto kept = takt::kept_range(info, wishes.trim);
        takt::CutSurvey survey;
        if (kept) {
            require(kept->begin < kept->end, "a cut keeps something");
            survey = takt::survey_cut(info, *kept);
        }
        if (survey.copyable) {
            const takt::TimeRange& copied = *survey.copyable;
            require(copied.begin >= kept->begin && copied.begin < copied.end && copied.end <= kept->end,
                    "what is copied is wanted");
        }
        const takt::Plan plan = takt::plan_preparation(info, verdict, limits, wishes, survey);
        require(plan.video_stream >= 0 || plan.audio_stream >= 0 || plan.extension != "mp4", "the output has a stream");
        require(plan.duration >= Us{0} && in_reason(plan.duration), "the planned duration");
        check_target(plan, limits);
    } catch (const takt::Error& error) {
        if (error.code() == takt::ErrorCode::Internal) std::fprintf(stderr, "%s\n", error.what());
        require(error.code() != takt::ErrorCode::Internal, "our own mistake");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const takt::fuzz::MediaBytes file(data, size);
    const takt::Limits limits = takt::fuzz::tight_limits();
    try {
        const takt::MediaInfo info = takt::probe(file.path(), limits);
        check_streams(info);
        require(!takt::probe_to_json(info).empty(), "the document");
        const takt::Verdict verdict = takt::judge(info, limits);
        require(verdict.outcome != takt::Outcome::Rejected || !verdict.reasons.empty(), "a rejection has a reason");
        if (verdict.outcome == takt::Outcome::Rejected) return 0;
        const std::uint8_t last = size == 0 ? 0 : data[size - 1];
        for (std::uint8_t kind = 0; kind < 7; ++kind) {
            const takt::Wishes wishes = takt::fuzz::some_wishes(&kind, 1);
            // Looking for cuts reads the file again: one kind a run.
            if (kind != 0 && wishes.trim.begin.has_value() != (last % 2 == 0)) continue;
            decide(info, verdict, limits, wishes);
        }
    } catch (const takt::Error& error) {
        if (error.code() == takt::ErrorCode::Internal) std::fprintf(stderr, "%s\n", error.what());
        require(error.code() != takt::ErrorCode::Internal, "our own mistake");
    }
    require(file.files() == 1, "probing writes nothing");
    return 0;
}
