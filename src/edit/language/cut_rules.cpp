// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/readers.h"

#include <algorithm>
#include <cmath>

namespace takt::language {
namespace {

Answer cut_to_beat(const Clause& clause) {
    op::CutToBeat cut;
    if (const auto every = clause.number("#every")) {
        if (*every < 1 || *every > 64) return NotThis{};
        cut.every = static_cast<int>(*every);
        cut.unit = CutUnit::Beat;
    }
    if (clause.has("section")) {
        cut.unit = CutUnit::Section;
    } else if (clause.has_any({"bar", "downbeat"})) {
        cut.unit = CutUnit::Bar;
    } else if (clause.has("each_word")) {
        cut.unit = CutUnit::Beat;
    }
    return Ops{cut};
}

Answer snap(const Clause& clause) {
    return Ops{op::SnapCuts{clause.has_any({"downbeat", "bar"})}};
}

/// "shift the cuts 80 ms earlier"; "the cuts come late" wants them earlier.
Answer shift(const Clause& clause) {
    constexpr double kStepMs = 40;
    const bool moved = clause.has("move");
    const bool early = clause.has("early");
    const bool late = clause.has("late");
    if (early == late) return NotThis{};
    const bool than = std::ranges::any_of(clause.tokens(), [](const Token& token) { return token.text == "than"; });
    const bool complaint = clause.has("too") || than || !(moved || clause.has("shift_word"));
    const int sign = early != complaint ? -1 : 1;
    const auto length = clause.length();
    return Ops{op::ShiftCuts{length ? Ms{sign * length->count()}
                                    : Ms{static_cast<std::int64_t>(sign * kStepMs * std::max(1.0, clause.degree()))}}};
}

Answer shift_as_told(const Clause& clause) {
    const auto length = clause.length();
    if (!length || clause.has("early") == clause.has("late")) return NotThis{};
    return Ops{op::ShiftCuts{clause.has("early") ? -*length : *length}};
}

int steps(const Clause& clause) {
    constexpr double kMost = 100;
    if (const auto number = clause.number("#number"); number && clause.has("step")) {
        return static_cast<int>(std::clamp(*number, 1.0, kMost));
    }
    return clause.has("a_lot") ? 2 : 1;
}

Answer calmer(const Clause& clause) {
    const auto wanted = {"slow", "less", "down", "calm", "too", "slow_down"};
    const bool said = std::ranges::any_of(clause.tokens(), [&](const Token& token) {
        const bool any = std::ranges::any_of(wanted, [&](const char* name) { return token.is(name); });
        return any && !(token.is("cut") && token.is("remove"));
    });
    if (!said) return NotThis{};  // "cut" alone brings nothing down
    return Ops{op::ChangePace{-steps(clause)}};
}
Answer denser(const Clause& clause) {
    return Ops{op::ChangePace{steps(clause)}};
}
Answer less_so(const Clause& clause) {
    return Ops{op::ChangePace{clause.has_any({"hectic", "dynamic", "fast"}) ? -steps(clause) : steps(clause)}};
}

/// "less often" after "cut to the beat".
Answer often(const Clause& clause) {
    const std::vector<EditOp>& done = clause.context().done;
    const bool cuts = !done.empty() && (std::holds_alternative<op::CutToBeat>(done.back()) ||
                                        std::holds_alternative<op::ChangePace>(done.back()) ||
                                        std::holds_alternative<op::MusicVideo>(done.back()));
    if (!cuts) return NotThis{};
    return Ops{op::ChangePace{clause.has("less") ? -steps(clause) : steps(clause)}};
}

/// "every bar instead" after "cut every 2 beats".
Answer cut_as_before(const Clause& clause) {
    const std::vector<EditOp>& done = clause.context().done;
    if (done.empty() || !std::holds_alternative<op::CutToBeat>(done.back())) return NotThis{};
    return cut_to_beat(clause);
}

Answer tempo(const Clause& clause) {
    op::SetTempo set;
    set.bpm = clause.number("#bpm");
    if (!set.bpm) set.bpm = clause.number("#number");
    if (!set.bpm) return NotThis{};
    if (*set.bpm < 20 || *set.bpm > 400) return Question{"a tempo is 20 to 400 bpm; say \"the tempo is 128 bpm\""};
    return Ops{set};
}
Answer half_tempo(const Clause&) {
    return Ops{op::SetTempo{{}, -1}};
}
Answer double_tempo(const Clause&) {
    return Ops{op::SetTempo{{}, 1}};
}

std::optional<Size> shape_of(const Clause& clause) {
    if (const Token* ratio = clause.first("#ratio")) return ratio->ratio;
    if (clause.has("vertical")) return Size{9, 16};
    if (clause.has("square")) return Size{1, 1};
    return clause.has("horizontal") ? std::optional(Size{16, 9}) : std::nullopt;
}

Answer music_video(const Clause& clause) {
    if (clause.lengths().size() > 1) return NotThis{};
    const bool two = std::ranges::any_of(clause.tokens(), [](const Token& token) { return token.separates(); });
    if (clause.has("at_most") && two) return NotThis{};
    const bool posted = clause.has_any({"preset_tiktok", "preset_reels", "preset_shorts", "preset_youtube"});
    if (clause.has("export") && !posted) return NotThis{};
    Ops ops;
    if (const auto shape = shape_of(clause)) ops.emplace_back(op::SetAspect{*shape, {}});
    ops.emplace_back(op::MusicVideo{clause.has_any({"transition", "crossfade"}), clause.length()});
    return ops;
}

Answer use_all(const Clause& clause) {
    return Ops{op::ShotPolicy{true, clause.has_any({"not", "no"}) && clause.has("repeats")}};
}
Answer no_repeats(const Clause&) {
    return Ops{op::ShotPolicy{false, true}};
}
Answer repeats_allowed(const Clause&) {
    return Ops{op::ShotPolicy{false, false}};
}

Answer end_on_beat(const Clause&) {
    return Ops{op::EndOnBeat{}};
}

}  // namespace

std::span<const Rule> cut_rules() {
    static const auto kRules = std::to_array<Rule>({
        {"sync|cut|make|change beat|bar|section|downbeat|#every|beat_synced",
         "cut beat #every music video clip all it each_word on transition photo to make change by section part_of "
         "downbeat use",
         cut_to_beat},
        {"#every", "cut beat bar section music on each_word replace change video instead make it sync", cut_to_beat},
        {"clip|photo|#clip all|each_word|on beat|bar|section|downbeat|#every",
         "@do cut different replace one music of for use move with in sync photo", cut_to_beat},
        {"replace clip|photo|#clip all|each_word|on|#every beat|bar|section|downbeat|#every",
         "different one music of for in sync", cut_to_beat},
        {"sync music", "cut video clip all it to photo transition beat", cut_to_beat},
        {"sync|cut to|on|and music", "cut video clip all it photo transition beat", cut_to_beat},
        {"cut on|at|to|each_word beat|bar|section", "music clip all each_word", cut_to_beat},
        {"beat_synced", "cut video clip transition it add make all", cut_to_beat},
        {"snap cut|clip|transition|it|beat|beat_synced",
         "beat_synced cut transition video all it beat downbeat bar music to move make snap change sync", snap},
        {"move|sync cut snap", "all it beat downbeat bar to music", snap},
        {"move cut|beat|it|transition early|late", "cut off a_little a_lot #length all beat by it down shift_word",
         shift},
        {"make|move cut|beat|it|transition early|late #length", "cut off all beat by", shift_as_told},
        {"cut|beat early|late", "off a_little a_lot too all beat cut #length on shift_word by move", shift},
        {"too fast|hectic|often|dynamic",
         "cut it video a_little all change clip transition part_of move split sync remove", calmer},
        {"too slow|boring|calm", "cut it video a_little all change", denser},
        {"boring", "cut it video a_little too all", denser},
        {"less|more often", "a_little a_lot it make", often},
        {"bar|beat|section|downbeat all|each_word|on", "instead make it one", cut_as_before},
        {"cut off", "all beat a_little it with", snap},
        {"stop_verb|to_end beat_synced", "video music it make", end_on_beat},
        {"fast|more|often cut", "make add change a_little a_lot even all transition part_of #number step by", denser},
        {"more often cut", "make a_little a_lot", denser},
        {"slow|less|down|calm cut", "make add change a_little a_lot even slow_down all often #number step by", calmer},
        {"slow_down cut", "make a_little a_lot all", calmer},
        {"calm", "make more a_little a_lot it video even cut all down turn", calmer},
        {"dynamic", "make more a_little a_lot it video even cut all add up", denser},
        {"less|not hectic|boring|dynamic|calm", "make it video a_little a_lot cut", less_so},
        {"down hectic|dynamic", "make it video a_little a_lot cut", calmer},
        {"#bpm", "tempo music beat make change it #song set_to counted", tempo},
        {"tempo #number", "music beat make change it set_to counted", tempo},
        {"tempo|beat counted twice_as", "music it fast alone", half_tempo},
        {"tempo|beat counted half|half_as", "music it fast slow alone", double_tempo},
        {"half_time", "tempo beat music make change use it alone", half_tempo},
        {"tempo|beat half|half_as|half_time", "music make change it tempo beat", half_tempo},
        {"double_time", "tempo beat music make change use it in", double_tempo},
        {"tempo|beat twice_as", "music make change it tempo beat", double_tempo},
        {"music_video",
         "@do @clips #song music from of beat_synced beat sync cut transition crossfade #length smooth dynamic for "
         "join generate use some this background match reel_word genre "
         "vertical square horizontal #ratio preset_tiktok preset_reels preset_shorts preset_youtube version aspect "
         "part_of "
         "about at_most length export",
         music_video},
        {"use|add all clip|photo|video", "at_least_once make repeats not no each_word it part_of", use_all},
        {"not|no repeats", "same clip photo part_of use video all it cut", no_repeats},
        {"allow repeats", "clip all", repeats_allowed},
        {"stop_verb|to_end|land cut|clip|video|it beat|bar|downbeat", "make back_part land stop_verb to_end on music",
         end_on_beat},
        {"stop_verb|to_end on|at|in|and beat|bar|downbeat", "video music make it to_end stop_verb", end_on_beat},
    });
    return kRules;
}

}  // namespace takt::language
