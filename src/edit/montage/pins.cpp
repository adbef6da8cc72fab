// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/montage/pins.h"

#include "takt/error.h"

#include "edit/montage/named_clip.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt::edit {

std::vector<PinnedShot> pinned_shots(const std::vector<Pin>& pins, const std::vector<ClipSource>& clips, Ms duration) {
    std::vector<PinnedShot> found;
    for (const Pin& pin : pins) {
        const std::size_t clip = clip_called(clips, pin.clip, "pin");
        if (pin.time < Ms{0} || pin.time >= duration) {
            throw Error(ErrorCode::EditUnclear,
                        fmt::format("pin: {} at {:.2f} s is not in the video, which is {:.2f} s long; pin it earlier",
                                    pin.clip, seconds(pin.time), seconds(duration)));
        }
        PinnedShot shot{clip, pin.time};
        if (pin.source) shot.source = std::chrono::floor<Ms>(*pin.source);
        found.push_back(shot);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const PinnedShot& a, const PinnedShot& b) { return a.time < b.time; });
    return found;
}

Span pinned_stretch(const PinnedShot& pin, const ClipProfile& profile, const std::string& name) {
    const Spans& spans = pin.source || profile.usable().empty() ? profile.showable() : profile.usable();
    const auto shorter = [](const Span& a, const Span& b) { return a.duration() < b.duration(); };
    const auto found =
        pin.source ? std::find_if(spans.begin(), spans.end(),
                                  [&](const Span& span) { return span.begin <= *pin.source && *pin.source < span.end; })
                   : std::max_element(spans.begin(), spans.end(), shorter);
    if (found != spans.end()) return *found;
    const std::string what =
        pin.source ? fmt::format("{:.2f} s of {}", seconds(*pin.source), name) : fmt::format("all of {}", name);
    throw Error(ErrorCode::EditUnclear, fmt::format("pin: {} is excluded, or after its end; pin another moment", what));
}

Ms pinned_in(const PinnedShot& pin, const Span& shot, const Span& stretch) {
    const Ms wish = pin.source ? *pin.source - (pin.time - shot.begin) : stretch.begin;
    return std::clamp(wish, stretch.begin, std::max(stretch.begin, stretch.end - shot.duration()));
}

}  // namespace takt::edit
