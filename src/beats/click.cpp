// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/click.h"

#include "av/audio_reader.h"
#include "av/check.h"
#include "av/encoder.h"
#include "av/output.h"
#include "base/stop.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

namespace takt::beats {
namespace {

constexpr int kRateHz = 44'100;
constexpr std::size_t kChannels = 2;
constexpr std::size_t kBlockFrames = 4096;

// The two together cannot exceed full scale: a click that clips would be heard late.
constexpr double kSongGain = 0.6;
constexpr double kClickGain = 0.4;
constexpr double kBeatHz = 1000;
constexpr double kDownbeatHz = 1600;
constexpr double kDecayS = 0.012;
constexpr std::int64_t kClickFrames = kRateHz * 6 / 100;

std::int64_t frame_of(Us time) {
    return time.count() * kRateHz / 1'000'000;
}

double click_sample(std::int64_t frame, bool downbeat) {
    const double t = static_cast<double>(frame) / kRateHz;
    return kClickGain * std::exp(-t / kDecayS) *
           std::sin(2 * std::numbers::pi * (downbeat ? kDownbeatHz : kBeatHz) * t);
}

/// Lowers the song in `block`, whose first frame is `begin`, and adds the clicks that sound within it.
void mix(std::span<float> block, std::int64_t begin, const BeatGrid& grid) {
    for (float& sample : block) sample *= static_cast<float>(kSongGain);
    const std::int64_t end = begin + static_cast<std::int64_t>(block.size() / kChannels);
    const auto time = [](std::int64_t frame) { return Us{frame * 1'000'000 / kRateHz}; };
    for (const Beat& beat : grid.in({time(begin - kClickFrames), time(end) + Us{1}})) {
        const std::int64_t start = frame_of(beat.time);
        const std::int64_t last = std::min(end, start + kClickFrames);
        for (std::int64_t frame = std::max(begin, start); frame < last; ++frame) {
            const auto sample = static_cast<float>(click_sample(frame - start, beat.downbeat));
            for (std::size_t channel = 0; channel < kChannels; ++channel) {
                block[static_cast<std::size_t>(frame - begin) * kChannels + channel] += sample;
            }
        }
    }
}

/// A WAV file of stereo float samples, rounded to 16 bits.
class WavWriter {
public:
    explicit WavWriter(const std::filesystem::path& path)
        : encoder_({.sample_rate_hz = kRateHz, .channels = static_cast<int>(kChannels), .codec = "pcm_s16le"}),
          output_(path, "wav"),
          stream_(output_.add_stream(encoder_)) {
        output_.begin();
    }

    void write(std::span<const float> samples) {
        const av::FramePtr frame = av::make_frame();
        frame->format = AV_SAMPLE_FMT_S16;
        frame->sample_rate = kRateHz;
        frame->nb_samples = static_cast<int>(samples.size() / kChannels);
        frame->pts = written_;
        av::check(av_channel_layout_copy(&frame->ch_layout, &encoder_.context().ch_layout), "describe the click mix");
        av::check(av_frame_get_buffer(frame.get(), 0), "make a click mix frame", {}, ErrorCode::Internal);
        written_ += frame->nb_samples;
        auto* out = reinterpret_cast<std::int16_t*>(frame->data[0]);
        for (const float sample : samples) {
            *out++ = static_cast<std::int16_t>(std::lround(std::clamp(sample, -1.0F, 1.0F) * 32767));
        }
        encode(frame.get());
    }

    void finish() {
        encode(nullptr);
        output_.finish();
        output_.publish();
    }

private:
    void encode(const AVFrame* frame) {
        encoder_.send(frame);
        while (encoder_.receive(*packet_) == av::Pull::Frame) output_.write(*packet_, stream_, encoder_.time_base());
    }

    av::Encoder encoder_;
    av::Output output_;
    int stream_;
    av::PacketPtr packet_ = av::make_packet();
    std::int64_t written_ = 0;
};

}  // namespace

void write_click_mix(const std::filesystem::path& song, const BeatGrid& grid, const std::filesystem::path& wav,
                     Progress& progress, const std::stop_token& stop) {
    av::AudioReader reader(song, {.sample_rate_hz = kRateHz, .channels = static_cast<int>(kChannels)}, {}, {}, stop);
    WavWriter writer(wav);
    const std::int64_t total = frame_of(grid.duration());
    progress.begin("write click mix", total, "samples");
    std::vector<float> block(kBlockFrames * kChannels);
    std::int64_t done = 0;
    while (const std::size_t frames = reader.read(block)) {
        throw_if_stopped(stop);
        const std::span<float> heard(block.data(), frames * kChannels);
        mix(heard, done, grid);
        writer.write(heard);
        done += static_cast<std::int64_t>(frames);
        progress.advance(std::min(done, total));
    }
    writer.finish();
    progress.end();
}

}  // namespace takt::beats
