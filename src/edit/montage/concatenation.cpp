// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/montage/concatenation.h"

#include <algorithm>
#include <cstdint>

namespace takt::edit {
namespace {

constexpr Ms kCrossfade{400};

/// Whole frames that a clip can fill; one frame of the source stays in reserve.
std::int64_t frames_of(const ClipSource& clip, const OutputClock& clock, Ms still_length) {
    if (clip.kind == MediaKind::Still) return clock.whole_frames(still_length);
    const Us frame = clip.rate.num > 0 && clip.rate.den > 0 ? frame_time(1, clip.rate) : Us{40'000};
    return clock.whole_frames(clip.duration - frame);
}

/// A clip of which `head` and `tail` frames are kept for the crossfades at its ends.
struct Part {
    const ClipSource* clip = nullptr;
    std::int64_t frames = 0;
    std::int64_t head = 0;
    std::int64_t tail = 0;
    bool crossfade = false;  ///< begins with one
    [[nodiscard]] std::int64_t shown() const { return frames - head - tail; }
};

/// A crossfade shows both clips at once: half of it comes off the end of one and the begin of the other.
void reserve_crossfades(std::vector<Part>& parts, const OutputClock& clock) {
    const std::int64_t half = clock.whole_frames(kCrossfade / 2) + 1;
    const auto long_enough = [&](const Part& part) { return part.frames >= 8 * half; };
    const auto reserve = [&](const Part& part) { return part.clip->kind == MediaKind::Still ? 0 : half; };
    for (std::size_t i = 1; i < parts.size(); ++i) {
        if (!long_enough(parts[i - 1]) || !long_enough(parts[i])) continue;
        parts[i - 1].tail = reserve(parts[i - 1]);
        parts[i].head = reserve(parts[i]);
        parts[i].crossfade = true;
    }
}

}  // namespace

std::vector<Segment> concatenate(const std::vector<ClipSource>& clips, const OutputClock& clock, bool transitions,
                                 const EditSettings& settings) {
    std::vector<Part> parts;
    for (const ClipSource& clip : clips) {
        const std::int64_t frames = frames_of(clip, clock, settings.still_length);
        if (frames > 0) parts.push_back({&clip, frames});
    }
    if (transitions) reserve_crossfades(parts, clock);
    const std::int64_t limit = settings.length ? clock.whole_frames(*settings.length) : INT64_MAX;
    std::vector<Segment> segments;
    std::int64_t first = 0;
    for (const Part& part : parts) {
        const std::int64_t end = std::min(first + part.shown(), limit);
        if (end <= first) break;
        Segment segment;
        segment.start = clock.begin_of(first);
        segment.duration = clock.begin_of(end) - segment.start;
        segment.name = part.clip->name;
        segment.source = part.clip->path;
        segment.source_begin = clock.begin_of(part.head);
        segment.fit = settings.fit;
        // The last clip may have been cut down to less than a crossfade.
        if (part.crossfade && segment.duration >= kCrossfade) {
            segment.transition = {TransitionKind::Crossfade, kCrossfade};
        }
        segments.push_back(std::move(segment));
        first = end;
    }
    return segments;
}

}  // namespace takt::edit
