// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/examine.h"

#include "av/audio_reader.h"
#include "av/loudness.h"
#include "av/video_reader.h"
#include "base/stop.h"
#include "prep/picture_sinks.h"

#include <vector>

namespace takt::prep {
namespace {

constexpr int kRateHz = 48'000;

void look(const std::filesystem::path& file, const MediaInfo& info, const Extras& extras, Executed& seen,
          const std::stop_token& stop) {
    const VideoStreamInfo& video = *info.video();
    const auto sinks = make_sinks(extras, video.display, video.measured_rate, info.duration, stop);
    if (sinks.empty()) return;
    av::VideoReader reader(file, video.index, {.cheap = extras.proxy.empty() && extras.thumbnails == 0}, stop);
    while (const AVFrame* frame = reader.next()) {
        throw_if_stopped(stop);
        for (const auto& sink : sinks) sink->show(*frame, reader.time());
    }
    for (const auto& sink : sinks) sink->finish(seen);
}

/// A picture for each part of the clip, without what lies between.
void pick_thumbnails(const std::filesystem::path& file, const MediaInfo& info, int count, Executed& seen,
                     const std::stop_token& stop) {
    av::VideoReader reader(file, info.video()->index, {}, stop);
    ThumbnailSink sink(count, info.duration);
    for (auto due = sink.due(); due; due = sink.due()) {
        throw_if_stopped(stop);
        const AVFrame* frame = reader.at(*due);
        if (frame == nullptr) break;
        sink.show(*frame, *due);
    }
    sink.finish(seen);
}

Loudness listen(const std::filesystem::path& file, const std::stop_token& stop) {
    av::AudioReader reader(file, {kRateHz, 2}, {}, {}, stop);
    av::LoudnessMeter meter(kRateHz, 2);
    std::vector<float> block(2 * 4096);
    while (const std::size_t count = reader.read(block)) {
        throw_if_stopped(stop);
        meter.add({block.data(), 2 * count});
    }
    return {meter.integrated_lufs(), meter.true_peak_dbtp()};
}

}  // namespace

void examine(const std::filesystem::path& file, const Extras& extras, Executed& seen, const std::stop_token& stop) {
    if (extras == Extras{}) return;
    const MediaInfo info = probe(file, {}, stop);
    if (info.video() != nullptr && info.kind != MediaKind::Audio) {
        const bool thumbnails_only = extras.thumbnails > 0 && !extras.measures && extras.proxy.empty();
        if (thumbnails_only) {
            pick_thumbnails(file, info, extras.thumbnails, seen, stop);
        } else {
            look(file, info, extras, seen, stop);
        }
    }
    if (extras.loudness && info.audio() != nullptr) seen.loudness = listen(file, stop);
}

}  // namespace takt::prep
