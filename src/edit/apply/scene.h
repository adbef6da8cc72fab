// SPDX-License-Identifier: GPL-3.0-or-later
// What every operation of the editor is given besides the draft: the measured inputs, the settings, and a place for
// notes. Used by everything in this folder; it lives as long as one call of apply().
#pragma once

#include "takt/edit.h"

#include "edit/montage/output_clock.h"

#include <string>
#include <vector>

namespace takt::edit {

struct Scene {
    const EditInputs& inputs;
    const EditSettings& settings;
    std::vector<std::string> notes;

    /// By path; null when the draft plays something that is not among the inputs.
    [[nodiscard]] const ClipSource* clip(const std::string& source) const;
    [[nodiscard]] const SongSource* song(const std::string& source) const;
    /// Sound that the segment could play; media that nobody measured may have some.
    [[nodiscard]] bool has_sound(const Segment& segment) const;
    [[nodiscard]] bool is_still(const Segment& segment) const;
    void note(std::string text) { notes.push_back(std::move(text)); }
};

/// Throws EditUnclear: "subject: what is wrong; what to do next".
[[noreturn]] void unclear(const std::string& message);

/// "12.5", "3": seconds as people write them.
[[nodiscard]] std::string seconds_text(Ms time);

/// `time` moved to the nearest moment at which the picture can change.
[[nodiscard]] inline Ms on_grid(const Draft& draft, Ms time) {
    const OutputClock clock(draft.rate);
    return clock.begin_of(clock.nearest(time));
}

}  // namespace takt::edit
