// SPDX-License-Identifier: GPL-3.0-or-later
// Sound at another speed and the same pitch, to the sample and without delay: overlapping grains of 40 ms are laid
// where they continue each other best (WSOLA: Verhelst and Roelands, 1993). Attacks are kept: the grains around one all
// carry it to its exact place, and no other grain carries it again, so drums neither smear nor stutter, as they do in
// libavfilter's atempo, which loses one click in three at double speed and moves others by 40 ms.
#pragma once

#include "render/attacks.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace takt::render {

class Tempo {
public:
    /// Fills stereo frames, interleaved; says how many there were. Fewer than asked: the end.
    using Fetch = std::function<std::size_t(std::span<float>)>;

    /// `speed` over 0: source time per output time.
    Tempo(double speed, Fetch fetch);

    /// The next frames, interleaved stereo; silence after the source's end.
    void read(std::span<float> out);

private:
    [[nodiscard]] std::int64_t place(std::int64_t grain) const;
    [[nodiscard]] std::int64_t most_alike(std::int64_t low, std::int64_t high, std::int64_t ideal) const;
    [[nodiscard]] double likeness(std::int64_t centre, int step) const;
    [[nodiscard]] std::int64_t scaled(std::int64_t output_samples) const;
    void add_grain();
    void fill_until(std::int64_t sample);
    void forget_before(std::int64_t sample);

    double speed_;
    Fetch fetch_;
    AttackFinder attacks_;
    std::vector<float> input_;  // stereo frames from input_begin_ on
    std::vector<float> mono_;
    std::int64_t input_begin_ = 0;
    std::int64_t grain_ = 0;    // the last one laid,
    std::int64_t centre_ = 0;   // and the input sample in its middle
    std::vector<float> ready_;  // half a grain of output
    std::size_t ready_begin_ = 0;
    std::vector<float> rising_;  // window, half a grain long
};

}  // namespace takt::render
