// SPDX-License-Identifier: GPL-3.0-or-later
// Judges what was measured, pure: the names of the checks are stable, programs rely on them.
#pragma once

#include "takt/verify.h"

#include "verify/container.h"
#include "verify/pictures.h"
#include "verify/sound.h"

#include <optional>

namespace takt::verify {

struct Measured {
    Container container;
    Pictures pictures;
    std::optional<Sound> sound;
};

/// Everything but `file`.
[[nodiscard]] Verification judge(const Measured& measured, const Expectation& expected);

}  // namespace takt::verify
