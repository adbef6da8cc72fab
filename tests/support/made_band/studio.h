// SPDX-License-Identifier: GPL-3.0-or-later
// The sounds of the made band: decaying sines, partials and bursts of noise, added into one track at given seconds.
#pragma once

#include "dice.h"

#include <array>
#include <cstddef>
#include <vector>

namespace takt::band {

struct Envelope {
    double attack_s = 0.003;
    double decay_s = 0.5;  ///< to 1/e
    double length_s = 1;   ///< until the release
    double release_s = 0.03;
};

class Studio {
public:
    Studio(double length_s, Dice& dice);

    void kick(double at_s, double velocity);
    void snare(double at_s, double velocity);
    void hat(double at_s, double velocity);
    void shaker(double at_s, double velocity);
    /// Noise that swells until `end_s`.
    void riser(double begin_s, double end_s, double velocity);
    /// A tone with partials that fall by `brightness` each; 0 is a sine.
    void tone(double at_s, double hz, double velocity, const Envelope& envelope, double brightness);

    /// The mix, softly limited, over a faint hiss.
    [[nodiscard]] std::vector<float> mixed();

private:
    using Strike = std::vector<float>;
    void play(const Strike& strike, double at_s, double velocity);

    Dice& dice_;
    std::vector<float> track_;
    Strike kick_;
    std::array<Strike, 3> snares_;
    std::array<Strike, 3> hats_;
    std::array<Strike, 3> shakers_;
};

}  // namespace takt::band
