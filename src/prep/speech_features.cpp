// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/speech_features.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace takt::prep {
namespace {

// Found on the project's songs and speech: instruments reach 0.08 semitones a frame, voices begin at 0.12; the drum
// loops that swell like syllables have no pitch.
constexpr double kLeastSyllables = 0.6;
constexpr double kLeastVoiced = 0.25;
constexpr double kLeastGlide = 0.12;  // semitones from frame to frame
constexpr double kQuietest = 0.001;   // -60 dB

constexpr std::size_t kDecimation = 4;
constexpr std::size_t kLowRateHz = SpeechFeatures::kSampleRateHz / kDecimation;
constexpr std::size_t kCompared = 160;  // samples at the low rate: 40 ms
constexpr std::size_t kShortestLag = kLowRateHz / 400;
constexpr std::size_t kLongestLag = kLowRateHz / 80;

double middle_of(std::vector<double>& values) {
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

}  // namespace

BandPass::BandPass(double low_hz, double high_hz, double sample_rate_hz) {
    const double centre = std::sqrt(low_hz * high_hz);
    const double angle = 2 * std::numbers::pi * centre / sample_rate_hz;
    const double alpha = std::sin(angle) * (high_hz - low_hz) / (2 * centre);
    gain_ = alpha / (1 + alpha);
    back1_ = -2 * std::cos(angle) / (1 + alpha);
    back2_ = (1 - alpha) / (1 + alpha);
}

double BandPass::operator()(double sample) {
    const double out = gain_ * (sample - in2_) - back1_ * out1_ - back2_ * out2_;
    in2_ = in1_;
    in1_ = sample;
    out2_ = out1_;
    out1_ = out;
    return out;
}

SpeechFeatures::SpeechFeatures() : voice_(80, 900, kSampleRateHz) {
    constexpr std::array<double, kBands + 1> kEdgesHz{150, 350, 700, 1200, 2000, 3000, 4000};
    for (std::size_t i = 0; i < kBands; ++i) bands_.emplace_back(kEdgesHz[i], kEdgesHz[i + 1], kSampleRateHz);
}

void SpeechFeatures::add(std::span<const float, kFrame> samples) {
    constexpr double kFloor = 1e-5;
    Frame frame;
    double low = 0;
    for (std::size_t i = 0; i < kFrame; ++i) {
        const double sample = samples[i];
        frame.level += sample * sample;
        for (std::size_t band = 0; band < kBands; ++band) {
            const double part = bands_[band](sample);
            frame.bands[band] += part * part;
        }
        low += voice_(sample);
        if (i % kDecimation == kDecimation - 1) low_.push_back(std::exchange(low, 0) / kDecimation);
    }
    frame.level = std::sqrt(frame.level / kFrame);
    for (double& band : frame.bands) band = std::sqrt(band / kFrame) + kFloor;
    while (low_.size() > kCompared + kLongestLag) low_.pop_front();
    frame.pitch_hz = pitch_of_newest();
    levels_.push_back(static_cast<float>(frame.level));
    window_.push_back(frame);
    if (window_.size() > kWindow) window_.pop_front();
    ++frames_;
    if (frames_ >= kWindow && (frames_ - kWindow) % kWindowStep == 0) verdicts_.push_back(sounds_like_speech());
}

/// By autocorrelation: the lag at which the newest 40 ms look most like what was before them.
double SpeechFeatures::pitch_of_newest() const {
    constexpr double kVoiced = 0.75;
    if (low_.size() < kCompared + kLongestLag) return 0;
    const std::vector<double> sound(low_.begin(), low_.end());
    const auto alike = [&](std::size_t lag) {
        double product = 0;
        double now = 1e-9;
        double then = 1e-9;
        for (std::size_t i = kLongestLag; i < sound.size(); ++i) {
            product += sound[i] * sound[i - lag];
            now += sound[i] * sound[i];
            then += sound[i - lag] * sound[i - lag];
        }
        return product / std::sqrt(now * then);
    };
    std::array<double, kLongestLag + 1> likeness{};
    for (std::size_t lag = kShortestLag; lag <= kLongestLag; ++lag) likeness[lag] = alike(lag);
    double best = 0;
    double period = 0;
    for (std::size_t lag = kShortestLag + 1; lag < kLongestLag; ++lag) {
        const double left = likeness[lag - 1];
        const double here = likeness[lag];
        const double right = likeness[lag + 1];
        // A multiple of the period is nearly as like; the shorter one is the pitch.
        constexpr double kClearlyMore = 0.03;
        if (here <= left || here < right || here <= best + kClearlyMore) continue;
        best = here;
        const double curve = left - 2 * here + right;
        period = static_cast<double>(lag) + (curve < 0 ? 0.5 * (left - right) / curve : 0);
    }
    return best > kVoiced && period > 0 ? static_cast<double>(kLowRateHz) / period : 0;
}

/// How much the bands swell between 2 and 8 times a second, relative to their mean level.
double SpeechFeatures::syllables() const {
    constexpr double kFramesPerSecond = static_cast<double>(kSampleRateHz) / kFrame;
    constexpr auto kFirstBin = static_cast<int>(2 * kWindow / kFramesPerSecond) + 1;
    constexpr auto kLastBin = static_cast<int>(8 * kWindow / kFramesPerSecond);
    double power = 0;
    for (std::size_t band = 0; band < kBands; ++band) {
        double mean = 0;
        for (const Frame& frame : window_) mean += frame.bands[band] / kWindow;
        for (int bin = kFirstBin; bin <= kLastBin; ++bin) {
            double real = 0;
            double imaginary = 0;
            for (std::size_t i = 0; i < kWindow; ++i) {
                const double turn = 2 * std::numbers::pi * static_cast<double>(i) / kWindow;
                const double swell = (window_[i].bands[band] / mean - 1) * (0.5 - 0.5 * std::cos(turn));
                real += swell * std::cos(bin * turn);
                imaginary += swell * std::sin(bin * turn);
            }
            power += (real * real + imaginary * imaginary) / (kWindow * kWindow / 16.0);
        }
    }
    return std::sqrt(power / kBands);
}

bool SpeechFeatures::sounds_like_speech() const {
    constexpr double kHeard = 0.3;  // of the mean level
    constexpr double kLeap = 3;     // semitones: another note, or a mistake
    double mean = 0;
    for (const Frame& frame : window_) mean += frame.level / kWindow;
    if (mean < kQuietest) return false;
    int heard = 0;
    int voiced = 0;
    std::vector<double> glides;
    for (std::size_t i = 0; i < kWindow; ++i) {
        const bool has_pitch = window_[i].pitch_hz > 0;
        if (window_[i].level > kHeard * mean) {
            ++heard;
            voiced += has_pitch ? 1 : 0;
        }
        if (!has_pitch || i == 0 || window_[i - 1].pitch_hz <= 0) continue;
        const double glide = std::abs(12 * std::log2(window_[i].pitch_hz / window_[i - 1].pitch_hz));
        if (glide < kLeap) glides.push_back(glide);
    }
    return heard > 0 && voiced >= kLeastVoiced * heard && middle_of(glides) >= kLeastGlide &&
           syllables() >= kLeastSyllables;
}

}  // namespace takt::prep
