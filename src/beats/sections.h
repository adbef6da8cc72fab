// SPDX-License-Identifier: GPL-3.0-or-later
// A song's parts. With bars: where timbre and loudness change for good, on bar lines and rather on phrases, labelled by
// section_labels.h. Without: quiet, medium and loud stretches.
#pragma once

#include "takt/beats.h"

#include "beats/structure.h"

#include <span>
#include <vector>

namespace takt::beats {

/// The stretches of one loudness of a song without bars, cut at multiples of two seconds. `level` is one RMS value per
/// hop. They cover [0, duration) without gaps and are labelled quiet, medium and loud.
[[nodiscard]] std::vector<Section> loudness_sections(std::span<const float> level, Us duration);

/// The bars where sections begin, the first bar among them, from the sound of the bars and the begins of the phrases:
/// the pieces of at most 64 bars with the least squared deviation from their means, where a new piece costs more where
/// no phrase begins.
[[nodiscard]] std::vector<std::size_t> section_begins(std::span<const BarSound> bars,
                                                      std::span<const std::size_t> phrases);

/// The begins of the pieces into which `values` fall when every piece but the only one has at least `shortest` values
/// and a new piece must save `penalty` of squared error: exact, by dynamic programming.
[[nodiscard]] std::vector<std::size_t> piecewise_constant(std::span<const double> values, std::size_t shortest,
                                                          double penalty);

}  // namespace takt::beats
