// SPDX-License-Identifier: GPL-3.0-or-later
// How far music sinks under speech, sample by sample. Pure. Ramps are straight in amplitude; where those of two spans
// overlap, the deeper one counts, so that music does not pump between two words.
//
//     speech          |------|  |----|
//     gain   ---------\              /‾‾‾‾‾‾‾    200 ms before, 600 ms after
//                      \____________/
#pragma once

#include "takt/draft.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace takt::render {

class DuckingCurve {
public:
    /// Without ducking nothing ever sinks.
    explicit DuckingCurve(const std::optional<Ducking>& ducking);

    /// 0: the music is as loud as it is; 1: as low as it goes.
    [[nodiscard]] double depth(std::int64_t sample) const;
    /// What a voice of `volume` is multiplied by.
    [[nodiscard]] double gain(double volume, std::int64_t sample) const;

private:
    struct Stretch {
        std::int64_t begin;
        std::int64_t end;
    };
    double level_ = 1;
    std::vector<Stretch> speech_;  // in samples, ascending
};

}  // namespace takt::render
