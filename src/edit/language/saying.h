// SPDX-License-Identifier: GPL-3.0-or-later
// Pieces of the requests that words() makes: numbers, times, targets. Each is read back as exactly the same value.
#pragma once

#include "takt/edit_op.h"

#include <string>

namespace takt::language {

[[nodiscard]] std::string say_number(double value);
[[nodiscard]] std::string say_percent(double part);         ///< 0.35 as "35%"
[[nodiscard]] std::string say_time(Ms time);                ///< "1.5 s"
[[nodiscard]] std::string say_point(const Moment& moment);  ///< "2 s before the end"
[[nodiscard]] std::string say_stretch(const Stretch& stretch);
[[nodiscard]] std::string say_quoted(const std::string& text);
/// "clip 2", "the last clip", "clips 2 and 4"; `all` when none is named.
[[nodiscard]] std::string say_clips(const Target& target, const std::string& all);
[[nodiscard]] std::string say_sound(const Target& target);
[[nodiscard]] std::string say_texts(const Target& target);

[[nodiscard]] std::string say_sound_op(const EditOp& op);  ///< empty for an operation of another group
[[nodiscard]] std::string say_cut_op(const EditOp& op);
[[nodiscard]] std::string say_time_op(const EditOp& op);
[[nodiscard]] std::string say_text_op(const EditOp& op);
[[nodiscard]] std::string say_picture_op(const EditOp& op);
[[nodiscard]] std::string say_session_op(const EditOp& op);

}  // namespace takt::language
