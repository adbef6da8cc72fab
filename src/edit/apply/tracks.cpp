// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/apply/tracks.h"

#include "edit/apply/scene.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace takt::edit {
namespace {

std::vector<Track>::iterator first_of(Draft& draft, TrackType type) {
    return std::find_if(draft.tracks.begin(), draft.tracks.end(), [&](const Track& t) { return t.is(type); });
}

bool has_room(const Track& track, const Segment& text) {
    return std::none_of(track.segments.begin(), track.segments.end(),
                        [&](const Segment& s) { return s.start < text.end() && text.start < s.end(); });
}

}  // namespace

Track& main_track(Draft& draft) {
    return *first_of(draft, TrackType::Video);
}

const Track* music_track(const Draft& draft) {
    const Track* track = draft.track(TrackType::Audio);
    return track != nullptr && !track->segments.empty() ? track : nullptr;
}

Track* music_track(Draft& draft) {
    const auto track = first_of(draft, TrackType::Audio);
    return track != draft.tracks.end() && !track->segments.empty() ? &*track : nullptr;
}

Track& music_to(Draft& draft, const char* for_what) {
    Track* music = music_track(draft);
    if (music == nullptr) unclear(fmt::format("music: there is none to {}; add music first", for_what));
    return *music;
}

void remove_track(Draft& draft, const Track& track) {
    draft.tracks.erase(draft.tracks.begin() + (&track - draft.tracks.data()));
}

std::vector<Segment*> texts(Draft& draft, bool captions) {
    std::vector<Segment*> found;
    for (Track& track : draft.tracks) {
        if (!track.is(TrackType::Text)) continue;
        for (Segment& segment : track.segments) {
            if (segment.style.caption == captions) found.push_back(&segment);
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Segment* a, const Segment* b) { return a->start < b->start; });
    return found;
}

void put_text(Draft& draft, Segment text) {
    for (Track& track : draft.tracks) {
        if (!track.is(TrackType::Text) || !has_room(track, text)) continue;
        const auto later = std::find_if(track.segments.begin(), track.segments.end(),
                                        [&](const Segment& s) { return s.start > text.start; });
        track.segments.insert(later, std::move(text));
        return;
    }
    draft.tracks.push_back({static_cast<int>(TrackType::Text), {std::move(text)}, ""});
}

}  // namespace takt::edit
