// SPDX-License-Identifier: GPL-3.0-or-later
// What tells speech from music and noise, heard in frames of 20 ms and judged over 1.28 s:
//   - syllables: speech swells about four times a second, in every band (E. Scheirer, M. Slaney, "Construction and
//     evaluation of a robust multifeature speech/music discriminator", 1997);
//   - voice: much of it has a pitch, between 80 and 400 Hz;
//   - glides: that pitch never stands still, as a note of an instrument does.
// The voice detectors made for telephony call white noise and nearly all music speech.
#pragma once

#include <array>
#include <cstddef>
#include <deque>
#include <span>
#include <vector>

namespace takt::prep {

/// Passes the band between two frequencies; second order.
class BandPass {
public:
    BandPass(double low_hz, double high_hz, double sample_rate_hz);
    double operator()(double sample);

private:
    double gain_, back1_, back2_;
    double in1_ = 0, in2_ = 0, out1_ = 0, out2_ = 0;
};

class SpeechFeatures {
public:
    static constexpr int kSampleRateHz = 16'000;
    static constexpr std::size_t kFrame = 320;     ///< samples: 20 ms
    static constexpr std::size_t kWindow = 64;     ///< frames: 1.28 s
    static constexpr std::size_t kWindowStep = 5;  ///< frames between two judgements: 0.1 s

    SpeechFeatures();

    /// One frame of mono sound.
    void add(std::span<const float, kFrame> frame);

    /// Of every frame so far: root mean square, 1 is full scale.
    [[nodiscard]] const std::vector<float>& levels() const { return levels_; }
    /// Whether the window of frames that begins at i * kWindowStep is speech.
    [[nodiscard]] const std::vector<bool>& verdicts() const { return verdicts_; }

private:
    static constexpr std::size_t kBands = 6;
    struct Frame {
        std::array<double, kBands> bands{};
        double level = 0;
        double pitch_hz = 0;  ///< 0: none
    };

    [[nodiscard]] bool sounds_like_speech() const;
    [[nodiscard]] double syllables() const;
    [[nodiscard]] double pitch_of_newest() const;

    std::vector<BandPass> bands_;
    BandPass voice_;
    std::deque<Frame> window_;
    std::deque<double> low_;  ///< the newest sound below 900 Hz, at a quarter of the rate
    std::vector<float> levels_;
    std::vector<bool> verdicts_;
    std::size_t frames_ = 0;
};

}  // namespace takt::prep
