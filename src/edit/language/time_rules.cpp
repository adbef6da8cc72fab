// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/readers.h"

#include <algorithm>

namespace takt::language {
namespace {

using op::Bound;
using op::Flaw;

constexpr Moment kEnd{Ms{0}, true};

Bound bound_of(const Clause& clause) {
    if (clause.has("at_least") && !clause.has("at_most")) return Bound::AtLeast;
    return clause.has("at_most") ? Bound::AtMost : clause.has("about") ? Bound::About : Bound::Exactly;
}

/// "the first 2 s of clip 3": of the clips, not of the video.
Answer trim_clips(const Clause& clause) {
    op::TrimClips trim{{Target::Kind::Picture, clause.refs("#clip"), {}}, Ms{0}, Ms{0}};
    for (const Stretch& stretch : clause.stretches()) {
        if (stretch.begin == Moment{} && !stretch.end.from_end) {
            trim.head = stretch.end.at;
        } else if (stretch.begin.from_end && stretch.end == kEnd) {
            trim.tail = stretch.begin.at;
        } else {
            return NotThis{};
        }
    }
    if (const auto length = clause.length()) {
        const bool head = clause.has("to_start");
        const bool tail = clause.has("to_end");
        if (head == tail && !head) return NotThis{};
        if (head) trim.head = *length;
        if (tail) trim.tail = *length;
    }
    const bool named = !trim.target.clips.empty() || clause.has_any({"each_word", "all"});
    if (!named || trim.head + trim.tail == Ms{0}) return NotThis{};
    return Ops{trim};
}

Answer remove_stretches(const Clause& clause) {
    std::vector<Stretch> gone = clause.stretches();
    if (const auto length = clause.length(); gone.empty() && length) {
        if (clause.has("to_start")) gone.push_back({{}, {*length, false}});
        if (clause.has("to_end")) gone.push_back({{*length, true}, kEnd});
    }
    if (gone.empty()) return NotThis{};
    return Ops{op::RemoveStretches{gone}};
}

Answer keep_stretches(const Clause& clause) {
    if (clause.stretches().empty()) return NotThis{};
    return Ops{op::KeepStretches{clause.stretches()}};
}

/// "shorten clip 1 by 2 s": from its end.
Answer shortened(const Clause& clause) {
    const auto length = clause.length();
    if (!length || *length <= Ms{0} || !clause.has("shorten") || !clause.has("#clip")) return NotThis{};
    return Ops{op::TrimClips{{Target::Kind::Picture, clause.refs("#clip"), {}}, Ms{0}, *length}};
}

/// "keep the first 3 s of clip 2", "trim clip 2 to 5 s", "show each photo for 3 s".
Answer clip_length(const Clause& clause) {
    if (clause.role("#length") == Role::By) return shortened(clause);
    op::SetClipLength set{{Target::Kind::Picture, clause.refs("#clip"), {}}, Ms{0}};
    if (const auto stretch = clause.stretch()) {
        if (!(stretch->begin == Moment{}) || stretch->end.from_end) return NotThis{};
        set.length = stretch->end.at;
    } else if (const auto length = clause.length(); length && *length > Ms{0}) {
        set.length = *length;
    } else {
        return NotThis{};
    }
    return Ops{set};
}

Answer split(const Clause& clause) {
    if (clause.moments().empty()) return NotThis{};
    return Ops{op::Split{clause.moments()}};
}
Answer split_where(const Clause&) {
    return Question{"where to split is missing; say \"split at 5 seconds\""};
}

Answer remove_silence(const Clause&) {
    return Ops{op::RemoveSilence{}};
}

Answer remove_flaws(const Clause& clause) {
    const Flaw flaw = clause.has("shaky")    ? Flaw::Shaky
                      : clause.has("blurry") ? Flaw::Blurred
                      : clause.has("frozen") ? Flaw::Frozen
                                             : Flaw::Black;
    return Ops{op::RemoveFlaws{flaw}};
}

Answer highlight(const Clause& clause) {
    const auto length = clause.length();
    if (!length) return Question{"how long the highlights should be is missing; say \"the best 30 seconds\""};
    return Ops{op::Highlight{*length}};
}

Answer set_length(const Clause& clause) {
    const auto length = clause.length();
    if (!length || *length <= Ms{0}) return NotThis{};
    const bool text = clause.carried({Target::Kind::Titles, Target::Kind::Captions}) != nullptr;
    if (text && clause.has("stay")) return NotThis{};  // "show it for 5 s"
    return Ops{op::SetLength{*length, bound_of(clause)}};
}

/// "trim it by 5 s" is 5 s less: from which end is not said.
Answer shorten_by(const Clause& clause) {
    if (clause.role("#length") != Role::By) return NotThis{};
    return Question{"from which end is missing; say \"cut the last 5 seconds\" or \"make it 30 seconds long\""};
}

Answer length_missing(const Clause&) {
    return Question{"the length is missing; say \"make it 30 seconds long\" or \"at most 60 seconds\""};
}
Answer stretch_missing(const Clause&) {
    return Question{"which part is missing; say \"cut from 0:03 to 0:08\" or \"trim the first 5 seconds\""};
}

Answer make_lengths(const Clause& clause) {
    if (clause.lengths().size() < 2) return NotThis{};
    return Ops{op::MakeLengths{clause.lengths()}};
}

Answer join(const Clause& clause) {
    if (clause.lengths().size() > 1) return NotThis{};
    return Ops{op::Join{clause.length()}};
}

}  // namespace

std::span<const Rule> time_rules() {
    static const auto kRules = std::to_array<Rule>({
        {"remove|shorten #stretch #clip|each_word|all", "@clips part_of of from", trim_clips},
        {"remove|shorten #length to_start|to_end #clip|each_word", "@clips part_of of from", trim_clips},
        {"take|make|move off|out #length to_start|to_end #clip|each_word", "part_of of from all turn take", trim_clips},
        {"take|make|move off|out #length to_start|to_end", "part_of of from video it all turn take", remove_stretches},
        {"take|make|move off|out #stretch", "part_of of from video it all turn take", remove_stretches},
        {"remove|cut|no|not #stretch", "video it part_of all want use clip", remove_stretches},
        {"remove|shorten #length to_start|to_end", "video it part_of all", remove_stretches},
        {"keep|only|use #stretch", "video it part_of only keep use all clip", keep_stretches},
        {"remove|shorten|cut to #stretch", "video it part_of only down", keep_stretches},
        {"keep|only|use #stretch #clip|each_word", "@clips part_of only of", clip_length},
        {"make|shorten|stay|add|lengthen|change|remove|keep #length #clip|each_word",
         "@clips length for video about it set_to", clip_length},
        {"#length photo|#clip|each_word clip|photo|#clip", "@clips length for stay make", clip_length},
        {"photo #length", "@clips length for stay make add each_word", clip_length},
        {"split|cut|add #moment", "video clip #clip it in half split cut make", split},
        {"split", "video clip #clip it in half make all", split_where},
        {"remove|no|shorten silence", "@clips all in from sound voice", remove_silence},
        {"remove|no|not shaky|blurry|black_flaw|frozen", "@clips in from use condition all want", remove_flaws},
        {"highlight #length",
         "@clips make keep only add generate cut show_verb join genre reel_word at_most about shorten export version "
         "for of footage_thing video",
         highlight},
        {"highlight", "@clips make keep only add generate cut reel_word", highlight},
        {"make|shorten|length|lengthen|change|at_most|at_least|about|keep|cut|generate|for|add #length",
         "video it at_most at_least about length all version down up shorten lengthen not no to make reel_word clip "
         "stay",
         set_length},
        {"#length video|it|length|version|reel_word", "at_most at_least about make add generate version", set_length},
        {"#length at_most|at_least|about|exactly", "video it make too length", set_length},
        {"too length shorten|make|set_to|cut #length", "video it down to at_most", set_length},
        {"shorten|down #length", "video it by", shorten_by},
        {"shorten|lengthen", "make video it a_little a_lot length all", length_missing},
        {"change length", "video it make", length_missing},
        {"remove part_of", "video it some boring", stretch_missing},
        {"#length version|length|make|export", "make add video it all generate length version export for cut",
         make_lengths},
        {"join", "@clips make video all #length each_word one order music in add", join},
    });
    return kRules;
}

}  // namespace takt::language
