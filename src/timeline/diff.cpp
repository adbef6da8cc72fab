// SPDX-License-Identifier: GPL-3.0-or-later
// What changed between two drafts. Segments are recognised by what they show, so that a moved one is called moved.
#include "takt/draft.h"

#include "timeline/value_wording.h"
#include "timeline/wording.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt {
namespace {

using namespace timeline;
using Lines = std::vector<std::string>;
using Segments = std::vector<const Segment*>;

std::string size_text(Size size) {
    return fmt::format("{}x{}", size.width, size.height);
}

const char* yes_no(bool value) {
    return value ? "yes" : "no";
}

/// Names each changed property of one segment; "details" stands for those no person reads.
Lines changes(const Segment& a, const Segment& b) {
    Lines lines;
    const auto note = [&](bool changed, const char* what, const std::string& from, const std::string& to) {
        if (changed) lines.push_back(fmt::format("{} {} -> {}", what, from, to));
    };
    note(a.start != b.start || a.duration != b.duration, "time", range_text(a), range_text(b));
    note(a.source_begin != b.source_begin, "source from", seconds_text(a.source_begin) + "s",
         seconds_text(b.source_begin) + "s");
    note(a.source != b.source || a.name != b.name || a.text != b.text, "content", segment_label(a), segment_label(b));
    note(a.volume != b.volume, "volume", percent_text(a.volume), percent_text(b.volume));
    note(a.fade_in != b.fade_in, "fade-in", seconds_text(a.fade_in) + "s", seconds_text(b.fade_in) + "s");
    note(a.fade_out != b.fade_out, "fade-out", seconds_text(a.fade_out) + "s", seconds_text(b.fade_out) + "s");
    note(speed_text(a) != speed_text(b), "speed", speed_text(a), speed_text(b));
    note(a.fit != b.fit, "fit", fit_text(a.fit), fit_text(b.fit));
    note(a.rotation != b.rotation, "turned by", std::to_string(a.rotation), std::to_string(b.rotation));
    note(a.mirrored != b.mirrored, "mirrored", yes_no(a.mirrored), yes_no(b.mirrored));
    note(a.flipped != b.flipped, "upside down", yes_no(a.flipped), yes_no(b.flipped));
    note(a.view_begin != b.view_begin, "view from", view_text(a.view_begin), view_text(b.view_begin));
    note(a.view_end != b.view_end, "view to", view_text(a.view_end), view_text(b.view_end));
    note(a.look != b.look, "look", look_text(a.look), look_text(b.look));
    note(a.stabilised != b.stabilised, "stabilised", yes_no(a.stabilised), yes_no(b.stabilised));
    note(a.denoise != b.denoise, "denoised", yes_no(a.denoise), yes_no(b.denoise));
    note(a.style != b.style, "style", style_text(a.style), style_text(b.style));
    note(a.transition != b.transition, "begins with", transition_text(a.transition), transition_text(b.transition));
    if (lines.empty() && a != b) lines.emplace_back("details changed");
    return lines;
}

bool same_content(const Segment& a, const Segment& b) {
    return a.source == b.source && a.text == b.text && a.name == b.name;
}

/// Takes the first of `from` that `matches`, or gives null.
template <typename Matches>
const Segment* take_first(Segments& from, Matches matches) {
    const auto found = std::find_if(from.begin(), from.end(), [&](const Segment* s) { return matches(*s); });
    if (found == from.end()) return nullptr;
    const Segment* taken = *found;
    from.erase(found);
    return taken;
}

Segments pointers(const std::vector<Segment>& segments) {
    Segments all;
    for (const Segment& segment : segments) all.push_back(&segment);
    return all;
}

void compare(const Track& before, const Track& after, Lines& lines) {
    const std::string label = track_label(after.type);
    Segments old = pointers(before.segments);
    Segments rest;
    for (const Segment* now : pointers(after.segments)) {
        if (!take_first(old, [&](const Segment& s) { return s == *now; })) rest.push_back(now);
    }
    for (const Segment* now : rest) {
        // The same stretch of the same clip first, then any of the same clip, then whatever stood in this place.
        const Segment* was = take_first(
            old, [&](const Segment& s) { return same_content(s, *now) && s.source_begin == now->source_begin; });
        if (!was) was = take_first(old, [&](const Segment& s) { return same_content(s, *now); });
        if (!was) was = take_first(old, [&](const Segment& s) { return s.start == now->start; });
        if (!was) {
            lines.push_back(fmt::format("{}: {} ({}) added", label, segment_label(*now), range_text(*now)));
            continue;
        }
        for (const std::string& change : changes(*was, *now)) {
            lines.push_back(fmt::format("{}: {} ({}): {}", label, segment_label(*was), range_text(*was), change));
        }
    }
    for (const Segment* gone : old) {
        lines.push_back(fmt::format("{}: {} ({}) removed", label, segment_label(*gone), range_text(*gone)));
    }
}

void compare_tracks(const std::vector<Track>& before, const std::vector<Track>& after, Lines& lines) {
    std::vector<const Track*> old;
    old.reserve(before.size());
    for (const Track& track : before) old.push_back(&track);
    const Track none;
    for (const Track& track : after) {
        const auto match = std::find_if(old.begin(), old.end(), [&](const Track* t) { return t->type == track.type; });
        if (match == old.end()) lines.push_back(fmt::format("{}: track added", track_label(track.type)));
        compare(match == old.end() ? none : **match, track, lines);
        if (match != old.end()) old.erase(match);
    }
    for (const Track* gone : old) lines.push_back(fmt::format("{}: track removed", track_label(gone->type)));
}

}  // namespace

std::vector<std::string> diff(const Draft& before, const Draft& after) {
    Lines lines;
    const auto note = [&](const char* what, const std::string& from, const std::string& to) {
        if (from != to) lines.push_back(fmt::format("{}: {} -> {}", what, from, to));
    };
    note("title", before.title, after.title);
    note("canvas", size_text(before.canvas), size_text(after.canvas));
    note("frame rate", fmt::format("{}/{}", before.rate.num, before.rate.den),
         fmt::format("{}/{}", after.rate.num, after.rate.den));
    note("duration", seconds_text(before.duration) + "s", seconds_text(after.duration) + "s");
    compare_tracks(before.tracks, after.tracks, lines);
    note("music under speech", ducking_text(before.ducking), ducking_text(after.ducking));
    note("cuts", plan_text(before.plan), plan_text(after.plan));
    note("loudness", loudness_text(before.loudness_lufs), loudness_text(after.loudness_lufs));
    note("black bars", letterbox_text(before.letterbox), letterbox_text(after.letterbox));
    if (lines.empty() && before != after) lines.emplace_back("order or details changed");
    return lines;
}

}  // namespace takt
