// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/work_cost.h"

#include <algorithm>
#include <cmath>

namespace takt::flow {
namespace {

constexpr std::int64_t kMemoryBytes = 1LL << 30U;
// Demuxer, muxer, sound and the program's own part.
constexpr std::int64_t kBaseBytes = 32LL << 20U;
// Frames a decoder keeps for reference and reordering, and those that wait to be encoded, beside one for each of its
// threads.
constexpr int kDecodedFrames = 11;
// x264's lookahead, its references, and its half-size copies.
constexpr int kEncodedFrames = 60;
// Shorter encodes end before their lookahead has filled: they keep one core busy, no more.
constexpr double kHeavyFrames = 150;

double megapixels(Size size) {
    return static_cast<double>(size.width) * size.height / 1e6;
}

std::int64_t frame_bytes(Size size, int bit_depth) {
    return static_cast<std::int64_t>(size.width) * size.height * (bit_depth > 8 ? 6 : 3) / 2;
}

double frames_of(const VideoStreamInfo& video, const Plan& plan) {
    return seconds(plan.duration) * std::min(240.0, video.measured_rate.fps());
}

std::int64_t decoding_bytes(const VideoStreamInfo& video, int cores) {
    return frame_bytes(video.coded, video.bit_depth) * (kDecodedFrames + cores);
}

double decoding_ms(const VideoStreamInfo& video, double frames) {
    return frames * megapixels(video.coded) * (video.bit_depth > 8 ? 4.0 : 1.5);
}

WorkCost encoding_cost(const VideoStreamInfo& video, const Plan& plan, Size size, double fps, int cores) {
    const double frames = seconds(plan.duration) * fps;
    WorkCost cost;
    cost.load.heavy = frames >= kHeavyFrames;
    cost.load.memory_bytes = kBaseBytes + decoding_bytes(video, cores) + frame_bytes(size, 8) * kEncodedFrames;
    cost.make_ms = std::llround(decoding_ms(video, frames_of(video, plan)) + frames * megapixels(size) * 3);
    return cost;
}

WorkCost copying_cost(const MediaInfo& info) {
    return {{kBaseBytes, false}, 5 + info.size_bytes / 200'000, 1};
}

WorkCost making_cost(const MediaInfo& info, const Plan& plan, int cores) {
    if (const auto* still = std::get_if<ConvertStill>(&plan.action)) {
        const Size from = info.video() != nullptr ? info.video()->coded : still->size;
        // Decoded, as RGBA, and scaled.
        return {{kBaseBytes + frame_bytes(from, 8) * 5, false}, std::llround(20 + 15 * megapixels(from)), 1};
    }
    if (const auto* encoded = std::get_if<Transcode>(&plan.action)) {
        if (encoded->video) {
            return encoding_cost(*info.video(), plan, encoded->video->size, encoded->video->rate.fps(), cores);
        }
        WorkCost cost = copying_cost(info);
        cost.make_ms += to_ms(plan.duration).count() / 40;
        return cost;
    }
    if (const auto* trimmed = std::get_if<SmartTrim>(&plan.action)) {
        Plan edges = plan;
        edges.duration = std::max(Us{0}, plan.duration - (trimmed->copied.end - trimmed->copied.begin));
        const VideoStreamInfo& video = *info.video();
        WorkCost cost = encoding_cost(video, edges, video.coded, video.measured_rate.fps(), cores);
        cost.make_ms += copying_cost(info).make_ms;
        return cost;
    }
    return copying_cost(info);
}

}  // namespace

WorkCost cost_of(const MediaInfo& info, const Plan& plan, int cores) {
    WorkCost cost = making_cost(info, plan, cores);
    if (info.kind == MediaKind::Audio) cost.analyse_ms = to_ms(plan.duration).count() / 40;
    return cost;
}

WorkCost cost_of_done() {
    return {{kBaseBytes, false}, 1, 1};
}

Room room_for(int jobs) {
    return {.workers = jobs, .heavies = std::max(1, jobs / 2), .memory_bytes = kMemoryBytes};
}

}  // namespace takt::flow
