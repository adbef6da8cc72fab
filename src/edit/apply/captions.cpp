// SPDX-License-Identifier: GPL-3.0-or-later
// Captions from a subtitle file.
#include "edit/apply/obey.h"
#include "edit/apply/tracks.h"
#include "edit/title.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt::edit {
namespace {

const CaptionSource& chosen(const std::string& file, const std::vector<CaptionSource>& all) {
    if (all.empty()) {
        unclear(
            "captions: there is no subtitle file; name one (add captions from talk.srt), or use --backend cloud, "
            "which hears what is said");
    }
    std::string list;
    for (const CaptionSource& source : all) {
        if (!file.empty() && source.name == file) return source;
        list += fmt::format("{}{}", list.empty() ? "" : ", ", source.name);
    }
    if (!file.empty()) unclear(fmt::format("captions: {} is not there, but {}; name one of these", file, list));
    if (all.size() > 1) unclear(fmt::format("captions: there are {}; say 'add captions from {}'", list, all[0].name));
    return all.front();
}

void remove_captions(Draft& draft) {
    for (Track& track : draft.tracks) {
        if (!track.is(TrackType::Text)) continue;
        std::erase_if(track.segments, [](const Segment& s) { return s.style.caption; });
    }
    std::erase_if(draft.tracks, [](const Track& t) { return t.is(TrackType::Text) && t.segments.empty(); });
}

}  // namespace

void obey(Draft& draft, const op::AddCaptions& order, Scene& scene) {
    const CaptionSource& source = chosen(order.file, scene.inputs.captions);
    const std::size_t had = texts(draft, true).size();
    remove_captions(draft);
    std::size_t beyond = 0;
    for (const CaptionSource::Cue& cue : source.cues) {
        Segment text = caption(cue.text, {std::max(Ms{0}, cue.shown.begin), std::min(cue.shown.end, draft.duration)});
        if (text.duration > Ms{0} && !text.text.empty()) {
            put_text(draft, std::move(text));
        } else {
            ++beyond;
        }
    }
    if (beyond == source.cues.size()) {
        unclear(fmt::format("{}: none of its {} lines is inside the video; name another file", source.name, beyond));
    }
    if (beyond > 0) scene.note(fmt::format("{}: {} lines are beyond the video's end", source.name, beyond));
    if (had > 0) scene.note(fmt::format("{} captions that were there before are replaced", had));
}

}  // namespace takt::edit
