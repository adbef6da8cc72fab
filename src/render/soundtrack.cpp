// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/soundtrack.h"

#include "av/audio_reader.h"
#include "av/check.h"
#include "av/loudness.h"
#include "av/ticks.h"
#include "base/stop.h"
#include "render/limiter.h"
#include "render/sound.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace takt::render {
namespace {

constexpr std::size_t kBlock = 1024;
constexpr int kMaxAttempts = 4;
constexpr double kFloorDb = -120;      // what digital silence is reported as
constexpr double kGoodEnoughLu = 0.2;  // ± 0.5 is promised
// The limiter holds samples; the peak between samples, and what AAC adds, comes on top. Measuring corrects the rest.
constexpr double kFirstHeadroomDb = 0.3;

double linear(double db) {
    return std::pow(10.0, db / 20);
}

RenderedSound measured(const av::LoudnessMeter& meter) {
    const auto lufs = meter.integrated_lufs();
    return {.silent = !lufs,
            .integrated_lufs = lufs.value_or(kFloorDb),
            .true_peak_dbtp = std::max(meter.true_peak_dbtp(), kFloorDb)};
}

/// Calls `use` with each block of exactly `samples` samples.
template <typename Use>
void for_each_block(std::int64_t samples, Use&& use) {
    std::array<float, 2 * kBlock> block{};
    for (std::int64_t done = 0; done < samples;) {
        const auto count = std::min<std::int64_t>(kBlock, samples - done);
        use(std::span<float>(block.data(), 2 * static_cast<std::size_t>(count)));
        done += count;
    }
}

/// Reports ms on a clock that several passes share.
class Clock {
public:
    Clock(Progress& progress, std::int64_t samples) : progress_(progress) {
        // Two passes, measuring and encoding, is the rule; a correction does not show.
        progress_.begin("sound", 2 * ms(samples), "ms");
    }
    ~Clock() { progress_.end(); }
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    void pass(std::int64_t samples) { progress_.advance(ms(done_ += samples)); }

private:
    static std::int64_t ms(std::int64_t samples) { return samples * 1000 / kSoundRateHz; }
    Progress& progress_;
    std::int64_t done_ = 0;
};

RenderedSound measure_mix(Mix mix, std::int64_t samples, Clock& clock) {
    av::LoudnessMeter meter(kSoundRateHz);
    for_each_block(samples, [&](std::span<float> block) {
        mix.read(block);
        meter.add(block);
        clock.pass(static_cast<std::int64_t>(block.size() / 2));
    });
    return measured(meter);
}

av::FramePtr to_frame(std::span<const float> interleaved, std::int64_t pts) {
    av::FramePtr frame = av::make_frame();
    frame->format = AV_SAMPLE_FMT_FLTP;
    frame->sample_rate = kSoundRateHz;
    frame->nb_samples = static_cast<int>(interleaved.size() / 2);
    frame->pts = pts;
    av_channel_layout_default(&frame->ch_layout, 2);
    av::check(av_frame_get_buffer(frame.get(), 0), "make a sound frame", {}, ErrorCode::Internal);
    for (std::size_t channel = 0; channel < 2; ++channel) {
        auto* out = reinterpret_cast<float*>(frame->extended_data[channel]);
        for (std::size_t i = 0; 2 * i < interleaved.size(); ++i) out[i] = interleaved[2 * i + channel];
    }
    return frame;
}

struct Level {
    double gain_db = 0;
    double ceiling_db = 0;
};

std::unique_ptr<av::Output> encode(Mix mix, std::int64_t samples, const Level& level, const std::filesystem::path& path,
                                   Clock* clock) {
    av::Encoder encoder(av::AudioEncoding{.sample_rate_hz = kSoundRateHz});
    auto output = std::make_unique<av::Output>(path, "mp4");
    const int stream = output->add_stream(encoder);
    output->begin();
    Limiter limiter(linear(level.gain_db), linear(level.ceiling_db));
    // What the limiter holds back is read ahead here, so that nothing moves on the clock.
    for_each_block(Limiter::kDelay, [&](std::span<float> block) {
        mix.read(block);
        limiter.limit(block);
    });
    const av::PacketPtr packet = av::make_packet();
    const auto write_ready = [&] {
        while (encoder.receive(*packet) == av::Pull::Frame) output->write(*packet, stream, encoder.time_base());
    };
    std::int64_t done = 0;
    for_each_block(samples, [&](std::span<float> block) {
        mix.read(block);
        limiter.limit(block);
        encoder.send(to_frame(block, done).get());
        write_ready();
        const auto count = static_cast<std::int64_t>(block.size() / 2);
        done += count;
        if (clock != nullptr) clock->pass(count);
    });
    encoder.send(nullptr);
    write_ready();
    output->finish();
    return output;
}

RenderedSound measure_file(const std::filesystem::path& path, const std::stop_token& stop) {
    av::AudioReader reader(path, {kSoundRateHz, 2}, std::nullopt, Us{0}, stop);
    av::LoudnessMeter meter(kSoundRateHz);
    std::array<float, 2 * kBlock> block{};
    while (const std::size_t count = reader.read(block)) {
        throw_if_stopped(stop);
        meter.add(std::span<const float>(block.data(), 2 * count));
    }
    return measured(meter);
}

/// The next try, or nothing when this one is good (or cannot be bettered: the gain is at its end).
std::optional<Level> corrected(const Level& level, const RenderedSound& got, const RenderOptions& options) {
    const double over = got.true_peak_dbtp - options.max_true_peak_dbtp;
    const double missing = options.integrated_lufs - got.integrated_lufs;
    Level next = level;
    if (over > 0) next.ceiling_db -= over + 0.1;
    if (!got.silent && std::abs(missing) > kGoodEnoughLu) next.gain_db = std::min(level.gain_db + missing, kMaxGainDb);
    const bool same = next.gain_db == level.gain_db && next.ceiling_db == level.ceiling_db;
    return same ? std::nullopt : std::optional(next);
}

}  // namespace

Soundtrack make_soundtrack(const Draft& draft, std::int64_t samples, const std::filesystem::path& output,
                           const RenderOptions& options, Progress& progress, const std::stop_token& stop) {
    std::filesystem::path path = output;
    path += ".sound";
    Clock clock(progress, samples);
    const std::vector<Voice> voices = with_sound(voices_of(draft), stop);
    const RenderedSound raw = measure_mix(Mix(voices, draft.ducking, stop), samples, clock);
    Level level{.ceiling_db = options.max_true_peak_dbtp - kFirstHeadroomDb};
    if (!raw.silent) level.gain_db = std::min(options.integrated_lufs - raw.integrated_lufs, kMaxGainDb);
    Soundtrack track;
    for (int attempt = 1; attempt <= kMaxAttempts; ++attempt) {
        track.side_file.reset();
        track.side_file =
            encode(Mix(voices, draft.ducking, stop), samples, level, path, attempt == 1 ? &clock : nullptr);
        track.sound = measure_file(track.side_file->part(), stop);
        track.sound.gain_db = level.gain_db;
        const auto next = corrected(level, track.sound, options);
        if (!next) break;
        level = *next;
    }
    return track;
}

SoundCopy::SoundCopy(const Soundtrack& soundtrack, av::Output& output, std::stop_token stop)
    : input_(soundtrack.side_file->part(), {}, std::move(stop)),
      output_(output),
      stream_(input_.best_audio().value_or(0)),
      target_(output.add_copied_stream(input_.stream(stream_))) {}

bool SoundCopy::fetch() {
    while (!waiting_ && input_.read(*packet_)) {
        waiting_ = packet_->stream_index == stream_;
        if (!waiting_) av_packet_unref(packet_.get());
    }
    return waiting_;
}

void SoundCopy::copy_until(Us time) {
    const AVRational base = input_.stream(stream_).time_base;
    while (fetch() && av::to_us(packet_->dts, base).value_or(Us{0}) < time) {
        output_.write(*packet_, target_, base);
        waiting_ = false;
    }
}

void SoundCopy::copy_rest() {
    copy_until(Us::max());
}

}  // namespace takt::render
