// SPDX-License-Identifier: GPL-3.0-or-later
#include "chance_plan.h"

#include "dice.h"

#include <algorithm>
#include <cmath>

namespace takt::band {
namespace {

constexpr double kLowBpm = 45;
constexpr double kHighBpm = 228;
constexpr double kMedianBpm = 115;
constexpr double kTempoSpread = 0.52;  // octaves, one standard deviation

double chance_bpm(Dice& dice) {
    double bpm = kMedianBpm * std::exp2(kTempoSpread * dice.about());
    while (bpm < kLowBpm) bpm *= 1.5;
    while (bpm > kHighBpm) bpm /= 1.5;
    return bpm;
}

/// Slow beats are mostly divided into sixteenths, fast ones into eighths: there are limits to hands.
Grid chance_grid(Dice& dice, double bpm) {
    Grid grid;
    const int meter = dice.below(20);
    grid.meter = meter < 15 ? 4 : meter < 18 ? 3 : meter < 19 ? 2 : 6;
    if (bpm < 150) {
        grid.parts = dice.chance(bpm < 100 ? 0.65 : 0.4) ? 4 : dice.chance(0.5) ? 2 : 3;
    } else {
        grid.parts = dice.chance(0.75) ? 2 : dice.chance(0.8) ? 3 : 4;
    }
    grid.swung = grid.parts == 3 && dice.chance(0.7);
    return grid;
}

/// How far the players keep to a steady beat; without drums they are freer.
struct Freedom {
    double rubato = 0;       ///< of the tempo, as a share
    double ramp = 1;         ///< last tempo over the first
    double looseness_s = 0;  ///< of a stroke, one standard deviation
};

Freedom chance_freedom(Dice& dice, bool drums) {
    const int kind = dice.below(10);
    Freedom freedom;
    if (drums) {
        if (kind >= 7) freedom.rubato = dice.between(0.005, 0.03);
        if (kind == 9) freedom.ramp = dice.between(0.8, 1.25);
        freedom.looseness_s = dice.between(0.002, 0.012);
    } else {
        if (kind >= 3) freedom.rubato = dice.between(0.01, 0.09);
        freedom.looseness_s = dice.between(0.005, 0.03);
    }
    return freedom;
}

/// The tempo strolls: its change has inertia, and a slow pull leads it back.
std::vector<double> chance_beats(Dice& dice, double bpm, const Freedom& freedom) {
    std::vector<double> beats_s;
    double time_s = dice.between(0.1, 1.2);
    double astray = 0;
    double drift = 0;
    while (time_s < kChanceSongSeconds - 0.5) {
        beats_s.push_back(time_s);
        drift = 0.8 * drift + 0.25 * dice.about();
        astray = 0.95 * astray + 0.2 * drift;
        const double slower = 1 + freedom.rubato * std::clamp(1.5 * astray, -2.0, 2.0);
        const double faster = 1 + (freedom.ramp - 1) * time_s / kChanceSongSeconds;
        time_s += 60 / bpm * slower / faster;
    }
    return beats_s;
}

}  // namespace

ChancePlan chance_plan(std::uint32_t seed) {
    Dice dice(seed);
    ChancePlan plan;
    plan.seed = seed;
    plan.bpm = chance_bpm(dice);
    plan.grid = chance_grid(dice, plan.bpm);
    plan.drums = dice.chance(0.75);
    const Freedom freedom = chance_freedom(dice, plan.drums);
    plan.looseness_s = freedom.looseness_s;
    plan.beats_s = chance_beats(dice, plan.bpm, freedom);
    if (dice.chance(0.3)) plan.pickup_beats = dice.below(plan.grid.meter);
    return plan;
}

int ChancePlan::bars() const {
    const int beats = static_cast<int>(beats_s.size()) - pickup_beats;
    return (beats + grid.meter - 1) / grid.meter;
}

}  // namespace takt::band
