// SPDX-License-Identifier: GPL-3.0-or-later
// SMPTE ST 12 timecode: a name for each frame. At 29.97 and 59.94 frames a second the names ;00 and ;01 (;00 to ;03) of
// each minute but the tenth are left out, so that the clock keeps up with time (drop-frame).
#pragma once

#include "takt/time.h"

#include <cstdint>
#include <optional>
#include <string>

namespace takt::timeline {

class Timecode {
public:
    /// Absent for rates that have none: not a whole number up to 99, nor a thousandth below one.
    [[nodiscard]] static std::optional<Timecode> of(FrameRate rate);

    /// "01:00:00:00", "01:00:00;00" with drop-frame; `frame` >= 0; starts again after 24 hours.
    [[nodiscard]] std::string at(std::int64_t frame) const;
    /// The frame that is called 01:00:00:00, where programmes begin.
    [[nodiscard]] std::int64_t hour() const;

    [[nodiscard]] bool drops() const { return dropped_ > 0; }
    [[nodiscard]] int frames_per_second() const { return count_; }

private:
    Timecode(int count, int dropped) : count_(count), dropped_(dropped) {}
    int count_;    // names a second
    int dropped_;  // names a minute that are left out
};

}  // namespace takt::timeline
