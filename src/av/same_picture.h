// SPDX-License-Identifier: GPL-3.0-or-later
// Whether two decoded pictures are one: the proof that a file written without re-encoding shows what the input shows.
#pragma once

#include "av/handles.h"

#include <optional>

namespace takt::av {

/// The mean difference of their samples, of eight bits each: 0 when they are equal byte for byte. Absent when format or
/// size differ.
[[nodiscard]] std::optional<double> mean_difference(const AVFrame& one, const AVFrame& other);

}  // namespace takt::av
