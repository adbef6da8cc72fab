// SPDX-License-Identifier: GPL-3.0-or-later
// Chance with a seed, for made music. The engine is fixed by the standard and the scaling is ours, since what the
// standard's distributions draw differs between libraries.
#pragma once

#include <cstdint>
#include <random>

namespace takt::band {

class Dice {
public:
    explicit Dice(std::uint32_t seed) : engine_(seed) {}

    /// In [low, high).
    [[nodiscard]] double between(double low, double high) {
        return low + (high - low) * static_cast<double>(engine_()) / 4294967296.0;
    }
    /// In 0 .. count - 1.
    [[nodiscard]] int below(int count) { return static_cast<int>(between(0, count)); }
    [[nodiscard]] bool chance(double probability) { return between(0, 1) < probability; }
    /// Mean 0, standard deviation 1, never beyond 3: a sum of four draws.
    [[nodiscard]] double about() {
        double sum = 0;
        for (int i = 0; i < 4; ++i) sum += between(-0.866, 0.866);
        return sum < -3 ? -3 : sum > 3 ? 3 : sum;
    }
    template <typename List>
    [[nodiscard]] const auto& one_of(const List& list) {
        return list[static_cast<std::size_t>(below(static_cast<int>(list.size())))];
    }

private:
    std::mt19937 engine_;
};

}  // namespace takt::band
