// SPDX-License-Identifier: GPL-3.0-or-later
#include "verify/sound.h"

#include "av/audio_reader.h"
#include "av/input.h"
#include "av/loudness.h"
#include "av/ticks.h"
#include "base/stop.h"

#include <cstdint>
#include <vector>

namespace takt::verify {
namespace {

constexpr int kRate_hz = 48'000;
constexpr int kChannels = 2;

Us from_samples(std::int64_t samples) {
    return frame_time(samples, {kRate_hz, 1});
}

}  // namespace

std::optional<Sound> listen(const std::filesystem::path& file, Progress& progress, const std::stop_token& stop) {
    const av::Input input(file, {}, stop);
    const auto index = input.best_audio();
    if (!index) return std::nullopt;
    const AVStream& stream = input.stream(*index);
    Sound notes;
    notes.begin = av::to_us(stream.start_time, stream.time_base).value_or(input.zero()) - input.zero();

    av::AudioReader reader(file, {kRate_hz, kChannels}, index, {}, stop);
    av::LoudnessMeter meter(kRate_hz, kChannels);
    std::vector<float> block(static_cast<std::size_t>(kRate_hz / 10 * kChannels));
    std::int64_t samples = 0;
    progress.begin("check the sound", to_ms(input.declared_duration().value_or(Us{0})).count(), "ms");
    while (const std::size_t frames = reader.read(block)) {
        throw_if_stopped(stop);
        meter.add(std::span(block).first(frames * kChannels));
        samples += static_cast<std::int64_t>(frames);
        progress.advance(to_ms(from_samples(samples)).count());
    }
    progress.end();
    notes.end = from_samples(samples);
    notes.integrated_lufs = meter.integrated_lufs();
    notes.true_peak_dbtp = meter.true_peak_dbtp();
    notes.damaged_packets = reader.damaged_packets();
    return notes;
}

}  // namespace takt::verify
