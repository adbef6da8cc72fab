// SPDX-License-Identifier: GPL-3.0-or-later
// The questions a draft answers about itself, and the rules it must keep.
#include "takt/draft.h"

#include "timeline/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace takt {
namespace {

bool is_known(const Track& track) {
    constexpr std::array kKnown{TrackType::Video, TrackType::Audio, TrackType::Text};
    return std::any_of(kKnown.begin(), kKnown.end(), [&](TrackType type) { return track.is(type); });
}

class Inspection {
public:
    explicit Inspection(Ms limit) : limit_(limit) {}

    void inspect(const Track& track) {
        for (std::size_t i = 0; i < track.segments.size(); ++i) {
            const Segment* before = i == 0 ? nullptr : &track.segments[i - 1];
            place_ = fmt::format("{} segment {}", timeline::track_label(track.type), i + 1);
            inspect(track.segments[i], before);
        }
    }
    std::vector<std::string> take() { return std::move(broken_); }

private:
    void inspect(const Segment& segment, const Segment* before) {
        require(segment.start >= Ms{0}, "begins before 0");
        require(segment.duration > Ms{0}, "has no duration");
        require(segment.end() <= limit_, "ends after the draft");
        require(segment.source_begin >= Ms{0}, "begins before its source does");
        require(segment.volume >= 0 && segment.volume <= 1, "has a volume outside 0..1");
        require(!before || before->end() <= segment.start, "overlaps the segment before it or is out of order");
        inspect_crossfade(segment, before);
    }

    void inspect_crossfade(const Segment& segment, const Segment* before) {
        if (segment.transition.kind == TransitionKind::Cut) return;
        const Ms length = segment.transition.duration;
        require(length > Ms{0}, "has a crossfade without a duration");
        require(before && before->end() == segment.start, "has a crossfade, but no segment ends where it begins");
        require(length <= segment.duration && (!before || length <= before->duration),
                "has a crossfade longer than a neighbour");
    }

    void require(bool holds, const char* otherwise) {
        if (!holds) broken_.push_back(fmt::format("{} {}", place_, otherwise));
    }

    Ms limit_;
    std::string place_;
    std::vector<std::string> broken_;
};

/// The next picture is the one that would have come anyway: nothing is cut.
bool goes_on(const Segment& before, const Segment& next) {
    return next.transition.kind == TransitionKind::Cut && before.source == next.source && before.fit == next.fit &&
           before.source_begin + before.duration == next.source_begin;
}

}  // namespace

const Track* Draft::track(TrackType type) const {
    const auto found = std::find_if(tracks.begin(), tracks.end(), [&](const Track& t) { return t.is(type); });
    return found == tracks.end() ? nullptr : &*found;
}

bool Draft::renderable() const {
    return std::any_of(tracks.begin(), tracks.end(), [](const Track& t) { return !t.segments.empty(); });
}

std::vector<std::string> broken_invariants(const Draft& draft) {
    Inspection inspection(draft.duration);
    for (const Track& track : draft.tracks) {
        if (is_known(track)) inspection.inspect(track);  // what other numbers mean is not ours to judge
    }
    std::vector<std::string> broken = inspection.take();
    if (draft.duration < Ms{0}) broken.emplace_back("the draft has a negative duration");
    if (draft.canvas.width <= 0 || draft.canvas.height <= 0) broken.emplace_back("the canvas has no area");
    if (draft.rate.num <= 0 || draft.rate.den <= 0) broken.emplace_back("the frame rate is not positive");
    return broken;
}

std::vector<Cut> planned_cuts(const Draft& draft) {
    std::vector<Cut> cuts;
    const Track* video = draft.track(TrackType::Video);
    for (std::size_t i = 1; video && i < video->segments.size(); ++i) {
        const Segment& next = video->segments[i];
        if (!goes_on(video->segments[i - 1], next)) cuts.push_back({next.start, next.transition});
    }
    return cuts;
}

}  // namespace takt
