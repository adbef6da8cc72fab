// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/sound_measures.h"

#include "av/audio_reader.h"
#include "av/loudness.h"
#include "base/stop.h"
#include "prep/sound_ranges.h"
#include "prep/speech_features.h"

#include <array>
#include <span>

namespace takt {
namespace {

using prep::SpeechFeatures;

constexpr int kChannels = 2;
constexpr std::size_t kFramesPerSecond = SpeechFeatures::kSampleRateHz / SpeechFeatures::kFrame;

bool has_sound(const std::filesystem::path& path, const std::stop_token& stop) {
    const av::Input input(path, {}, stop);
    return input.best_audio().has_value();
}

/// Hears stereo sound frame by frame.
class SoundMeasuring {
public:
    void add(std::span<const float, kChannels * SpeechFeatures::kFrame> stereo) {
        std::array<float, SpeechFeatures::kFrame> mono{};
        for (std::size_t i = 0; i < mono.size(); ++i) mono[i] = (stereo[2 * i] + stereo[2 * i + 1]) / 2;
        speech_.add(mono);
        meter_.add(stereo);
        if (speech_.levels().size() % kFramesPerSecond == 0) loudness_lufs_.push_back(meter_.last_second_lufs());
    }

    [[nodiscard]] SoundMeasures result() {
        if (speech_.levels().size() % kFramesPerSecond != 0) loudness_lufs_.push_back(meter_.last_second_lufs());
        return {prep::speech_ranges(speech_.levels(), speech_.verdicts()), prep::silent_ranges(speech_.levels()),
                std::move(loudness_lufs_)};
    }

private:
    SpeechFeatures speech_;
    av::LoudnessMeter meter_{SpeechFeatures::kSampleRateHz, kChannels};
    std::vector<double> loudness_lufs_;
};

}  // namespace

SoundMeasures measure_sound(const std::filesystem::path& path, std::stop_token stop) {
    if (!has_sound(path, stop)) return {};
    av::AudioReader reader(path, {SpeechFeatures::kSampleRateHz, kChannels}, {}, {}, stop);
    SoundMeasuring measuring;
    std::array<float, kChannels * SpeechFeatures::kFrame> frame{};
    for (;;) {
        throw_if_stopped(stop);
        frame.fill(0);
        const std::size_t got = reader.read(frame);
        if (got > 0) measuring.add(frame);
        if (got < SpeechFeatures::kFrame) return measuring.result();
    }
}

}  // namespace takt
