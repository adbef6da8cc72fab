// SPDX-License-Identifier: GPL-3.0-or-later
// Which pulse is the beat? Half, double and triple readings of a song explain its attacks nearly as well, so each is
// decoded and judged by what lies between its beats: a beat is often divided in two, straight or swung, but rarely in
// four.
//
//     beat        .               .               the attacks that speak
//     half                .                       hardly: eighths are in most music
//     quarters        .       .                   against: then the beat is twice as fast
//     swung quarters     .         .              against, likewise
#pragma once

#include <span>
#include <stop_token>
#include <vector>

namespace takt::beats {

/// Attack found on the beats and between them, relative to hops chosen blindly: 1 is chance.
struct PulseProfile {
    double on = 0;
    double half = 0;
    double quarters = 0;
    double swung_quarters = 0;
};

/// Answers for one onset curve; the curve must outlive it.
class Pulse {
public:
    explicit Pulse(std::span<const float> onsets);

    [[nodiscard]] std::span<const float> onsets() const { return onsets_; }
    /// The strongest onset within 20 ms of `hop`.
    [[nodiscard]] double attack(double hop) const;
    [[nodiscard]] PulseProfile profile(std::span<const double> beats) const;
    /// `on` of the profile.
    [[nodiscard]] double clarity(std::span<const double> beats) const;

private:
    [[nodiscard]] double between(std::span<const double> beats, std::span<const double> phases) const;

    std::span<const float> onsets_;
    double blind_ = 0;
};

/// Higher is more like the beat: clear, undivided by four, at a tempo people tap to.
[[nodiscard]] double beat_likeness(const PulseProfile& profile, double bpm);

/// The likeliest beats at the likeliest level, in hops; empty without onsets. Throws Interrupted.
[[nodiscard]] std::vector<double> beats_at_best_level(std::span<const float> onsets, const std::stop_token& stop);

/// The median tempo of beats given in hops; needs two beats.
[[nodiscard]] double median_bpm(std::span<const double> beats);

}  // namespace takt::beats
