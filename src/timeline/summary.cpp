// SPDX-License-Identifier: GPL-3.0-or-later
// A draft in one line.
#include "takt/draft.h"

#include "timeline/wording.h"

#include <fmt/format.h>

namespace takt {
namespace {

using namespace timeline;

/// More segments than this are counted, not listed: a music video has hundreds.
constexpr std::size_t kListed = 3;

std::string described(const Segment& segment) {
    const std::string volume = segment.volume == 1 ? "" : ", " + percent_text(segment.volume);
    return fmt::format("{} ({}{})", segment_label(segment), range_text(segment), volume);
}

std::string described(const Track& track) {
    const std::vector<Segment>& segments = track.segments;
    if (segments.empty()) return "empty";
    if (segments.size() > kListed) {
        Segment whole;
        whole.start = segments.front().start;
        whole.duration = segments.back().end() - whole.start;
        return fmt::format("{} segments ({})", segments.size(), range_text(whole));
    }
    std::string text;
    for (const Segment& segment : segments) text += (text.empty() ? "" : ", ") + described(segment);
    return text;
}

}  // namespace

std::string summary(const Draft& draft) {
    const std::size_t count = draft.tracks.size();
    std::string line = fmt::format("Timeline ({} {})", count, count == 1 ? "track" : "tracks");
    for (std::size_t i = 0; i < count; ++i) {
        const Track& track = draft.tracks[i];
        line += fmt::format("{} {}. {}: {}", i == 0 ? ":" : "", i + 1, track_label(track.type), described(track));
    }
    return line;
}

}  // namespace takt
