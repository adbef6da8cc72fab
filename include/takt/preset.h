// SPDX-License-Identifier: GPL-3.0-or-later
// What the places where videos are shown take, as they document it: `takt prep --preset` makes files so, and `takt
// verify --preset` holds finished ones against the same values.
#pragma once

#include "takt/preparation.h"

#include <span>
#include <string_view>

namespace takt {

struct Preset {
    std::string_view name;      ///< "upload", "tiktok", "reels", "shorts", "youtube"
    std::string_view platform;  ///< for people
    Limits limits;
};

/// In the order people are told them; `upload`, the default, first.
[[nodiscard]] std::span<const Preset> presets();

/// Null when there is none of that name.
[[nodiscard]] const Preset* find_preset(std::string_view name);

}  // namespace takt
