// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of rules, one for each domain of editing, each in its own file. Their order only matters between rules
// that need equally much.
#pragma once

#include "edit/language/rule.h"

#include <array>
#include <span>

namespace takt::language {

[[nodiscard]] std::span<const Rule> session_rules();
[[nodiscard]] std::span<const Rule> impossible_rules();
[[nodiscard]] std::span<const Rule> music_rules();
[[nodiscard]] std::span<const Rule> sound_rules();
[[nodiscard]] std::span<const Rule> cut_rules();
[[nodiscard]] std::span<const Rule> time_rules();
[[nodiscard]] std::span<const Rule> speed_rules();
[[nodiscard]] std::span<const Rule> order_rules();
[[nodiscard]] std::span<const Rule> transition_rules();
[[nodiscard]] std::span<const Rule> text_rules();
[[nodiscard]] std::span<const Rule> picture_rules();
[[nodiscard]] std::span<const Rule> look_rules();
[[nodiscard]] std::span<const Rule> repeat_rules();

[[nodiscard]] inline auto readers() {
    return std::to_array<std::span<const Rule>>(
        {session_rules(), impossible_rules(), music_rules(), sound_rules(), cut_rules(), time_rules(), speed_rules(),
         order_rules(), transition_rules(), text_rules(), picture_rules(), look_rules(), repeat_rules()});
}

}  // namespace takt::language
