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
        require(within(segment.volume, 0, kMaxVolume), "has a volume out of range");
        require(!before || before->end() <= segment.start, "overlaps the segment before it or is out of order");
        require(segment.speed == 0 || within(segment.speed, kMinSpeed, kMaxSpeed), "has a speed out of range");
        require(segment.fade_in >= Ms{0} && segment.fade_out >= Ms{0}, "has a negative fade");
        inspect_picture(segment);
        inspect_style(segment.style);
        inspect_transition(segment, before);
    }

    void inspect_picture(const Segment& segment) {
        const int turn = segment.rotation;
        require(turn == 0 || turn == 90 || turn == 180 || turn == 270, "is not turned by quarters");
        for (const View& view : {segment.view_begin, segment.view_end}) {
            require(within(view.x, 0, 1) && within(view.y, 0, 1) && within(view.zoom, 1, 10),
                    "has a view out of range");
        }
        const Look& look = segment.look;
        for (const double each : {look.brightness, look.contrast, look.saturation, look.temperature}) {
            require(within(each, -1, 1), "has a look out of range");
        }
        require(within(look.vignette, 0, 1), "has a vignette out of range");
    }

    void inspect_style(const TextStyle& style) {
        const bool colour = style.colour.size() == 7 && style.colour[0] == '#' &&
                            style.colour.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
        require(colour, "has a text colour that is not #RRGGBB");
        require(within(style.size, 0.25, 4), "has a text size out of range");
    }

    void inspect_transition(const Segment& segment, const Segment* before) {
        const Ms length = segment.transition.duration;
        if (segment.transition.kind == TransitionKind::Cut)
            return require(length == Ms{0}, "has a cut that takes time");
        require(length > Ms{0}, "has a transition without a duration");
        require(before && before->end() == segment.start, "has a transition, but no segment ends where it begins");
        require(length <= segment.duration && (!before || length <= before->duration),
                "has a transition longer than a neighbour");
    }

    /// False for what is not a number.
    static bool within(double value, double least, double most) { return value >= least && value <= most; }

    void require(bool holds, const char* otherwise) {
        if (!holds) broken_.push_back(fmt::format("{} {}", place_, otherwise));
    }

    Ms limit_;
    std::string place_;
    std::vector<std::string> broken_;
};

bool looks_alike(const Segment& a, const Segment& b) {
    return a.source == b.source && a.fit == b.fit && a.rotation == b.rotation && a.mirrored == b.mirrored &&
           a.flipped == b.flipped && a.look == b.look && a.stabilised == b.stabilised;
}

/// The next picture is the one that would have come anyway: nothing is cut.
bool goes_on(const Segment& before, const Segment& next) {
    return next.transition.kind == TransitionKind::Cut && looks_alike(before, next) &&
           before.view_end == next.view_begin && !before.reversed && !next.reversed &&
           before.source_begin + to_ms(before.source_duration()) == next.source_begin;
}

bool ascends(const std::vector<Span>& spans) {
    Ms end{};
    for (const Span& span : spans) {
        if (span.begin < end || span.end <= span.begin) return false;
        end = span.end;
    }
    return true;
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
    if (draft.ducking && !ascends(draft.ducking->speech)) broken.emplace_back("its speech is out of order or overlaps");
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
