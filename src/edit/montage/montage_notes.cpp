// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/montage/montage_notes.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

namespace takt::edit {
namespace {

/// Whether the clips come in the order they were filmed; absent when not all of them tell.
std::optional<bool> in_filming_order(const std::vector<ClipSource>& clips) {
    const bool known =
        std::all_of(clips.begin(), clips.end(), [](const ClipSource& clip) { return clip.recorded_s.has_value(); });
    if (!known) return std::nullopt;
    return std::is_sorted(clips.begin(), clips.end(),
                          [](const ClipSource& a, const ClipSource& b) { return *a.recorded_s < *b.recorded_s; });
}

std::string order_note(const std::vector<ClipSource>& clips, std::size_t shots) {
    const std::optional<bool> filmed = in_filming_order(clips);
    if (filmed && !*filmed) {
        return fmt::format("{} shots, clips: {}, in the order given, not as they were filmed; ask to sort them by date",
                           shots, clips.size());
    }
    return fmt::format("{} shots in {}, clips: {}", shots, filmed ? "filming order" : "the order given", clips.size());
}

}  // namespace

std::vector<std::string> montage_notes(const std::vector<ClipSource>& clips, const std::vector<Segment>& segments,
                                       const MontageFacts& facts) {
    std::vector<std::string> notes{order_note(clips, segments.size())};
    if (facts.rounds > 1) {
        notes.push_back(fmt::format("the footage is shown {} times: it is shorter than the video", facts.rounds));
    }
    if (facts.ended_early) notes.emplace_back("the video ends where nothing is left that was not shown");
    if (facts.beside_the_beat > 0) {
        notes.push_back(fmt::format("cuts beside the beat: {}, no clip is long enough", facts.beside_the_beat));
    }
    if (facts.left_out > Ms{0}) {
        notes.push_back(fmt::format("{:.1f} s of black or frozen picture left out", seconds(facts.left_out)));
    }
    std::set<std::string> shown;
    for (const Segment& segment : segments) shown.insert(segment.source);
    for (const ClipSource& clip : clips) {
        if (!shown.contains(clip.path)) {
            notes.push_back(fmt::format("{}: not shown, there was no place for it", clip.name));
        }
    }
    return notes;
}

}  // namespace takt::edit
