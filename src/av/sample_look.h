// SPDX-License-Identifier: GPL-3.0-or-later
// A glance at a sample's bytes: does the index point at what it promises? Used by probe where nothing is decoded; finds
// files whose rest was never written.
#pragma once

#include "av/input.h"

namespace takt::av {

enum class SampleLook { Plausible, Broken, Zeros };

/// Reads a few bytes of index entry `index` of `stream`. In H.264 and HEVC the units' lengths must add up and one must
/// be a slice; of other codecs only zeros are suspicious.
[[nodiscard]] SampleLook look_at_sample(const Input& input, const AVStream& stream, int index);

}  // namespace takt::av
