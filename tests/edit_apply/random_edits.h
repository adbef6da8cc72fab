// SPDX-License-Identifier: GPL-3.0-or-later
// Random projects and random operations, the same for the same seed on every machine: for tests of what always holds.
#pragma once

#include "takt/edit.h"

#include "support/edit_inputs.h"

#include <array>
#include <random>
#include <string>
#include <vector>

namespace takt::edit_tests {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : random_(seed) {}
    /// [low, high]
    int number(int low, int high) {
        return low + static_cast<int>(random_() % static_cast<std::uint64_t>(high - low + 1));
    }
    bool coin() { return number(0, 1) == 1; }
    double share() { return number(0, 1000) / 1000.0; }

private:
    std::mt19937_64 random_;
};

EditInputs random_inputs(Dice& dice);
EditSettings random_settings(Dice& dice);
/// For a draft of about this length; some do not fit any draft.
EditOp random_op(Dice& dice, Ms length);

}  // namespace takt::edit_tests
