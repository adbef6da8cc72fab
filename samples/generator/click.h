// SPDX-License-Identifier: GPL-3.0-or-later
// A click that is loudest at its first sample: the moment it sounds is known exactly, also after AAC.
#pragma once

#include <span>

namespace takt::samples {

/// Adds a click of about 10 ms at `at_s` seconds to interleaved sound of `channels`; outside of it nothing happens.
void add_click(std::span<float> interleaved, int sample_rate_hz, int channels, double at_s, double level = 0.8);

}  // namespace takt::samples
