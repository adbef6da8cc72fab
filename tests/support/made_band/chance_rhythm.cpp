// SPDX-License-Identifier: GPL-3.0-or-later
#include "chance_rhythm.h"

#include <algorithm>
#include <cmath>

namespace takt::band {
namespace {

/// How likely each slot is, relative to the others. Every player has habits: the dice bend the weights a little for a
/// straight one and much for a syncopated one.
std::vector<double> habits(Dice& dice, const Grid& grid, double syncopation) {
    std::vector<double> likely;
    for (int slot = 0; slot < grid.meter * grid.parts; ++slot) {
        const double strong = std::pow(metrical_weight(grid, slot), 1.5 * (1 - syncopation));
        likely.push_back(strong * std::exp(dice.about() * (0.25 + 0.5 * syncopation)));
    }
    double sum = 0;
    for (const double one : likely) sum += one;
    for (double& one : likely) one /= sum;
    return likely;
}

double accent(Dice& dice, const Grid& grid, int slot, double ghosts) {
    if (dice.chance(ghosts)) return 0.35;
    return std::min(1.0, 0.6 + 0.4 * metrical_weight(grid, slot) * dice.between(0.5, 1.2));
}

struct Steps {
    double first = 0;  ///< in beats
    double step = 1;   ///< in beats
};

Steps chance_steps(Dice& dice, const Grid& grid) {
    switch (dice.below(5)) {
        case 0: return {0, 1};
        case 1: return {0, grid.parts == 3 ? 1.0 / 3 : 0.5};
        case 2: return {0, 1.0 / grid.parts};
        case 3: return {grid.parts == 3 ? 2.0 / 3 : 0.5, 1};
        default: return {0, 2};
    }
}

/// Before it varies from bar to bar.
std::vector<Stroke> plain_backbeat(Dice& dice, int meter) {
    const int kind = dice.below(10);
    if (meter == 3 && kind < 5) return {{1, 0.8}, {2, 0.8}};
    if (meter == 3) return {{kind < 8 ? 2.0 : 1.0, 1}};
    if (meter < 3) return {{1, 1}};
    if (kind >= 7 && kind < 9) return {{static_cast<double>(meter / 2), 1}};  // half-time
    std::vector<Stroke> line;
    for (int beat = kind < 7 ? 1 : 0; beat < meter; beat += kind < 7 ? 2 : 1) {
        line.push_back({static_cast<double>(beat), kind < 7 ? 1 : 0.9});
    }
    return line;
}

}  // namespace

double metrical_weight(const Grid& grid, int slot) {
    const int beat = slot / grid.parts;
    const int part = slot % grid.parts;
    if (slot == 0) return 1;
    if (part == 0) return grid.meter % 2 == 0 && beat == grid.meter / 2 ? 0.85 : 0.72;
    if (grid.parts == 2) return 0.45;
    if (part == 2) return 0.45;  // the last triplet and the middle sixteenth both lead somewhere
    if (grid.parts == 4) return 0.22;
    return grid.swung ? 0.04 : 0.2;
}

Pattern chance_pattern(Dice& dice, const Grid& grid, const Manner& manner) {
    const std::vector<double> likely = habits(dice, grid, manner.syncopation);
    Pattern pattern;
    for (int bar = 0; bar < manner.bars; ++bar) {
        if (bar > 0 && dice.chance(0.6)) {
            pattern.push_back(pattern.front());
            continue;
        }
        std::vector<Stroke> line;
        for (int slot = 0; slot < grid.meter * grid.parts; ++slot) {
            if (!dice.chance(manner.per_beat * grid.meter * likely[static_cast<std::size_t>(slot)])) continue;
            line.push_back({static_cast<double>(slot) / grid.parts, accent(dice, grid, slot, manner.ghosts)});
        }
        if (line.empty() && bar == 0) line.push_back({0, 1});
        pattern.push_back(std::move(line));
    }
    return pattern;
}

Pattern even_pattern(Dice& dice, const Grid& grid) {
    const Steps steps = chance_steps(dice, grid);
    const double contrast = dice.between(0, 1);
    const int accents = dice.below(3);  // on the beat, off it, anywhere
    const bool swung = grid.parts == 3 && (grid.swung || dice.chance(0.3));
    std::vector<Stroke> line;
    for (int i = 0; steps.first + i * steps.step < grid.meter - 1e-6; ++i) {
        const double beat = steps.first + i * steps.step;
        const double part = beat - std::floor(beat + 1e-6);
        if (swung && std::abs(part - 1.0 / 3) < 0.05) continue;
        const bool on_beat = std::abs(part) < 1e-3;
        const bool accented = accents == 0 ? on_beat : accents == 1 ? !on_beat : dice.chance(0.5);
        line.push_back({beat, 0.6 + (accented ? 0.4 * contrast : 0)});
    }
    return {line};
}

Pattern backbeat_pattern(Dice& dice, const Grid& grid, int bars) {
    const std::vector<Stroke> plain = plain_backbeat(dice, grid.meter);
    Pattern pattern;
    for (int bar = 0; bar < bars; ++bar) {
        std::vector<Stroke> line = plain;
        const int more = dice.chance(0.25) ? 1 + dice.below(2) : 0;
        for (int i = 0; i < more; ++i) {
            const int slot = dice.below(grid.meter * grid.parts);
            line.push_back({static_cast<double>(slot) / grid.parts, dice.between(0.25, 0.6)});
        }
        std::sort(line.begin(), line.end(), [](const Stroke& a, const Stroke& b) { return a.beat < b.beat; });
        pattern.push_back(std::move(line));
    }
    return pattern;
}

}  // namespace takt::band
