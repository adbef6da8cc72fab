// SPDX-License-Identifier: GPL-3.0-or-later
// Every draw stands in a statement of its own: in which order the arguments of a call are computed is the compiler's
// choice, and the song must not be.
#include "chance_band.h"

#include "chance_harmony.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace takt::band {
namespace {

constexpr std::array<int, 4> kBroken{0, 2, 4, 7};  // degrees above the chord's root

struct Loudness {
    double low_db = -9;
    double high_db = 1;
};

class Hiring {
public:
    Hiring(Dice& dice, Studio& studio, const ChancePlan& plan)
        : dice_(dice),
          studio_(studio),
          plan_(plan),
          grid_(plan.grid),
          syncopation_(dice.between(0, 0.7)),
          harmony_(std::make_shared<const ChanceHarmony>(dice, plan.grid, plan.pickup_beats)) {}

    std::vector<Player> all() {
        if (plan_.drums) {
            if (dice_.chance(0.9)) kick();
            if (dice_.chance(0.85)) snare();
            if (dice_.chance(0.85)) hat();
            if (dice_.chance(0.3)) shaker();
        }
        if (dice_.chance(0.8)) bass();
        if (dice_.chance(0.9)) chords();
        const int leads = dice_.below(3);
        for (int i = 0; i < leads; ++i) lead();
        return std::move(players_);
    }

private:
    /// `presence`: how likely they play in a group of bars.
    void hire(Pattern pattern, Loudness loudness, double presence, std::function<void(const Note&)> sound) {
        Player player{std::move(pattern), std::pow(10, dice_.between(loudness.low_db, loudness.high_db) / 20), {}, {}};
        for (int bar = 0; bar < plan_.bars(); bar += kBarsPerEntry) player.plays.push_back(dice_.chance(presence));
        player.sound = std::move(sound);
        players_.push_back(std::move(player));
    }

    int some_bars() { return dice_.one_of(std::array{1, 2, 4}); }

    Pattern even_or(double even_share, const Manner& manner) {
        return dice_.chance(even_share) ? even_pattern(dice_, grid_) : chance_pattern(dice_, grid_, manner);
    }

    void kick() {
        const double busy = plan_.bpm > 150 && dice_.chance(0.25) ? 1.8 : 1;
        const Manner manner{busy * dice_.between(0.35, 0.9), 0.7 * syncopation_, some_bars(), 0.1};
        hire(even_or(0.25, manner), {-8, 2}, 0.85,
             [studio = &studio_](const Note& n) { studio->kick(n.at_s, n.velocity); });
    }

    void snare() {
        const int bars = some_bars();
        Pattern pattern = dice_.chance(0.8) ? backbeat_pattern(dice_, grid_, bars)
                                            : chance_pattern(dice_, grid_, {0.5, 0.6, bars, 0.3});
        hire(std::move(pattern), {-9, 2}, 0.85,
             [studio = &studio_](const Note& n) { studio->snare(n.at_s, n.velocity); });
    }

    void hat() {
        hire(even_or(0.75, {1.4, 0.3, some_bars(), 0.3}), {-12, 0}, 0.85,
             [studio = &studio_](const Note& n) { studio->hat(n.at_s, n.velocity); });
    }

    void shaker() {
        hire(even_or(0.5, {1.2, 0.6, some_bars(), 0.3}), {-12, -3}, 0.7,
             [studio = &studio_](const Note& n) { studio->shaker(n.at_s, n.velocity); });
    }

    void bass() {
        const double attack_s = dice_.between(0.002, 0.02);
        const double bright = dice_.between(0.2, 0.6);
        const Manner manner{dice_.between(0.4, 1.3), syncopation_, some_bars(), 0.05};
        hire(even_or(0.35, manner), {-9, 1}, 0.85,
             [studio = &studio_, harmony = harmony_, attack_s, bright](const Note& n) {
                 studio->tone(n.at_s, harmony->hz(harmony->chord(n.beat), 0), 0.5 * n.velocity,
                              {attack_s, 0.6, std::min(n.length_s, 0.9), 0.03}, bright);
             });
    }

    /// Struck or broken, ringing until the next or short, of any attack from a piano's to that of strings.
    void chords() {
        Envelope envelope{0.003, 1, 0.18, 0.05};
        if (!dice_.chance(0.6)) envelope.attack_s = dice_.between(0.01, 0.08);
        envelope.decay_s = dice_.between(0.25, 2.5);
        const double bright = dice_.between(0.15, 0.7);
        const bool broken = dice_.chance(plan_.drums ? 0.25 : 0.6);
        const bool ring = dice_.chance(0.6);
        const double per_beat = broken ? dice_.between(0.8, 2.2) : dice_.between(0.25, 1.3);
        const Manner manner{per_beat, syncopation_, some_bars(), 0.1};
        hire(even_or(broken ? 0.5 : 0.2, manner), {-9, 1}, 0.9,
             [studio = &studio_, harmony = harmony_, envelope, bright, broken, ring](const Note& n) {
                 Envelope played = envelope;
                 played.length_s = ring ? n.length_s : std::min(n.length_s, envelope.length_s);
                 const int root = harmony->chord(n.beat);
                 if (broken) {
                     const int degree = root + kBroken[static_cast<std::size_t>(n.count % 4)];
                     studio->tone(n.at_s, harmony->hz(degree, 2), 0.35 * n.velocity, played, bright);
                     return;
                 }
                 // No hand strikes three keys at once.
                 for (int i = 0; i < 3; ++i) {
                     studio->tone(n.at_s + 0.002 * i, harmony->hz(root + 2 * i, 2), 0.22 * n.velocity, played, bright);
                 }
             });
    }

    void lead() {
        const double attack_s = dice_.chance(0.6) ? 0.004 : dice_.between(0.01, 0.06);
        const double bright = dice_.between(0.2, 0.8);
        const int octave = 1 + dice_.below(3);
        const int first_degree = dice_.below(7);
        const Manner manner{dice_.between(0.4, 1.8), syncopation_ + 0.2, 4, 0.1};
        hire(chance_pattern(dice_, grid_, manner), {-10, 0}, 0.7,
             [studio = &studio_, harmony = harmony_, attack_s, bright, octave, first_degree](const Note& n) {
                 // Leaps that go nowhere in particular; a melody's pitches are not what tells its beat.
                 const int degree = harmony->chord(n.beat) + (n.count * 5 + n.count / 3 * 2 + first_degree) % 8;
                 studio->tone(n.at_s, harmony->hz(degree, octave), 0.35 * n.velocity,
                              {attack_s, 1.2, std::min(n.length_s, 1.0), 0.04}, bright);
             });
    }

    Dice& dice_;
    Studio& studio_;
    const ChancePlan& plan_;
    const Grid& grid_;
    double syncopation_;
    std::shared_ptr<const ChanceHarmony> harmony_;
    std::vector<Player> players_;
};

}  // namespace

std::vector<Player> chance_band(Dice& dice, Studio& studio, const ChancePlan& plan) {
    return Hiring(dice, studio, plan).all();
}

}  // namespace takt::band
