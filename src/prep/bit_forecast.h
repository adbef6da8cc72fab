// SPDX-License-Identifier: GPL-3.0-or-later
// Where in a clip the bits will be needed, before one is spent: its own packets tell, since whoever encoded it gave
// the difficult places more. Reads packets, decodes nothing.
#pragma once

#include "takt/preparation.h"

#include "prep/rate_governor.h"

#include <stop_token>

namespace takt::prep {

/// For what `plan` keeps, on the output's timeline. Empty for what has no packets of its own (WebP).
[[nodiscard]] Forecast forecast_bits(const Plan& plan, const VideoTarget& target, const std::stop_token& stop);

}  // namespace takt::prep
