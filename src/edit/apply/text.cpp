// SPDX-License-Identifier: GPL-3.0-or-later
// Titles and captions come, change and go. They are numbered by their begin.
#include "edit/apply/obey.h"
#include "edit/apply/targets.h"
#include "edit/apply/tracks.h"
#include "edit/title.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace takt::edit {
namespace {

bool is_colour(const std::string& text) {
    return text.size() == 7 && text[0] == '#' &&
           text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
}

void restyle(TextStyle& style, const op::StyleChange& change) {
    constexpr double kSmallest = 0.25;
    constexpr double kLargest = 4;
    if (change.colour && !is_colour(*change.colour)) {
        unclear(fmt::format("colour {}: is not known; name one such as yellow or #FFCC00", *change.colour));
    }
    style.place = change.place.value_or(style.place);
    style.size = std::clamp(change.size.value_or(style.size) * change.scale.value_or(1), kSmallest, kLargest);
    style.colour = change.colour.value_or(style.colour);
    style.bold = change.bold.value_or(style.bold);
    style.italic = change.italic.value_or(style.italic);
    style.box = change.box.value_or(style.box);
}

void set_fades(Segment& text) {
    text.fade_in = std::min(text.fade_in, text.duration / 2);
    text.fade_out = std::min(text.fade_out, text.duration / 2);
}

/// The titles or captions that are meant.
std::vector<Segment*> meant(Draft& draft, const Target& target) {
    const bool captions = target.kind == Target::Kind::Captions;
    const std::vector<Segment*> all = texts(draft, captions);
    if (all.empty()) {
        unclear(captions ? "captions: there are none; say 'add captions from talk.srt'"
                         : "title: there is none; say 'add a title \"…\"'");
    }
    std::set<std::size_t> places;
    for (const int number : target.clips) places.insert(place_of(number, all.size(), captions ? "caption" : "title"));
    std::vector<Segment*> chosen;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool named = target.clips.empty() || places.contains(i);
        const bool there = !target.stretch || (all[i]->start < span_of(draft, *target.stretch).end &&
                                               span_of(draft, *target.stretch).begin < all[i]->end());
        if (named && there) chosen.push_back(all[i]);
    }
    if (chosen.empty()) {
        unclear(fmt::format("{}: none is shown then; name another stretch", captions ? "captions" : "title"));
    }
    return chosen;
}

/// A begin that is moved behind the end takes the whole text along.
void move_text(Segment& text, const Draft& draft, const op::ChangeText& order) {
    const Ms begin = order.begin ? moment_of(draft, *order.begin) : text.start;
    Ms end = order.end ? moment_of(draft, *order.end) : text.end();
    if (!order.end && begin >= end) end = std::min(draft.duration, begin + text.duration);
    if (end <= begin) {
        unclear(fmt::format("title \"{}\": would end before it begins, at {} s; name a later end", text.text,
                            seconds_text(begin)));
    }
    text.start = begin;
    text.duration = end - begin;
    set_fades(text);
}

void take_out(Draft& draft, const Segment& text) {
    for (Track& track : draft.tracks) {
        const auto found = std::find(track.segments.begin(), track.segments.end(), text);
        if (!track.is(TrackType::Text) || found == track.segments.end()) continue;
        track.segments.erase(found);
        if (track.segments.empty()) remove_track(draft, track);
        return;
    }
}

bool overlaps(const Draft& draft, const Segment& text) {
    return std::any_of(draft.tracks.begin(), draft.tracks.end(), [&](const Track& track) {
        const bool has_it =
            std::any_of(track.segments.begin(), track.segments.end(), [&](const Segment& s) { return &s == &text; });
        return has_it && std::any_of(track.segments.begin(), track.segments.end(), [&](const Segment& s) {
                   return &s != &text && s.start < text.end() && text.start < s.end();
               });
    });
}

}  // namespace

void obey(Draft& draft, const op::AddText& order, Scene& scene) {
    if (order.text.empty()) unclear("title: it has no words; say 'add a title \"…\"'");
    const Span span = order.stretch ? span_of(draft, *order.stretch) : opening(draft.duration);
    if (!order.stretch) scene.note(fmt::format("\"{}\": shown for the first {} s", order.text, seconds_text(span.end)));
    Segment text = order.caption ? caption(order.text, span) : title(order.text, span);
    restyle(text.style, order.style);
    put_text(draft, std::move(text));
}

void obey(Draft& draft, const op::ChangeText& order, Scene& /*scene*/) {
    const Draft before = draft;
    const bool retimed = order.begin || order.end;
    if (order.text && order.text->empty()) unclear("title: it would have no words; say 'remove the title' instead");
    std::vector<Segment> moved;
    for (Segment* text : meant(draft, order.target)) {
        if (order.text) text->text = *order.text;
        restyle(text->style, order.style);
        if (retimed) move_text(*text, draft, order);
        if (retimed && overlaps(draft, *text)) moved.push_back(*text);
    }
    for (const Segment& text : moved) {
        take_out(draft, text);
        put_text(draft, text);
    }
    if (draft == before) unclear("title: it is like that already; say what to change");
}

void obey(Draft& draft, const op::RemoveText& order, Scene& /*scene*/) {
    std::vector<Segment> gone;
    for (const Segment* text : meant(draft, order.target)) gone.push_back(*text);
    for (const Segment& text : gone) take_out(draft, text);
}

}  // namespace takt::edit
