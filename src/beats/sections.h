// SPDX-License-Identifier: GPL-3.0-or-later
// A song's quiet, medium and loud parts: the loudness of its bars, split where it changes for good.
#pragma once

#include "takt/beats.h"

#include <span>
#include <vector>

namespace takt::beats {

/// `level` is one RMS value per hop; `bars` are the hops where bars begin, ascending, and become the only places of
/// boundaries. Without bars every two seconds are one. The sections cover [0, duration) without gaps.
[[nodiscard]] std::vector<Section> find_sections(std::span<const float> level, std::span<const double> bars,
                                                 Us duration);

/// The begins of the pieces into which `values` fall when every piece but the only one has at least `shortest` values
/// and a new piece must save `penalty` of squared error: exact, by dynamic programming.
[[nodiscard]] std::vector<std::size_t> piecewise_constant(std::span<const double> values, std::size_t shortest,
                                                          double penalty);

}  // namespace takt::beats
