// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/readers.h"

namespace takt::language {
namespace {

using op::SortKey;

Target clips_of(const Clause& clause) {
    return {Target::Kind::Picture, clause.refs("#clip"), {}};
}

Answer delete_clips(const Clause& clause) {
    if (clause.has("except") && !clause.has("keep")) return NotThis{};
    if (clause.count("#clip") != 1) return NotThis{};
    return Ops{op::DeleteClips{clips_of(clause)}};
}
Answer delete_it(const Clause& clause) {
    if (!clause.context().done.empty()) {
        const EditOp& done = clause.context().done.back();
        if (std::holds_alternative<op::SetTransition>(done)) return Ops{op::RemoveTransitions{}};
        if (std::holds_alternative<op::AddMusic>(done)) return Ops{op::RemoveMusic{}};
    }
    if (const Target* text = clause.carried({Target::Kind::Titles, Target::Kind::Captions}))
        return Ops{op::RemoveText{*text}};
    const Target* target = clause.carried({Target::Kind::Picture});
    if (target == nullptr || target->clips.empty()) return NotThis{};
    return Ops{op::DeleteClips{*target}};
}
Answer keep_clips(const Clause& clause) {
    if (clause.has("except") && !clause.has("remove")) return NotThis{};
    if (clause.count("#clip") != 1) return NotThis{};
    return Ops{op::KeepClips{clips_of(clause)}};
}
Answer which_clip(const Clause&) {
    return Question{"which clip is missing; say \"clip 2\" or \"the last clip\""};
}

std::optional<int> single(const Clause& clause) {
    const std::vector<int> refs = clause.refs("#clip");
    return refs.size() == 1 ? std::optional(refs.front()) : std::nullopt;
}

Answer move_to_edge(const Clause& clause) {
    const auto clip = single(clause);
    const bool end = clause.has("to_end");
    if (!clip || clause.count("#clip") != 1 || end == clause.has("to_start")) return NotThis{};
    return Ops{op::MoveClip{*clip, end ? -1 : 1}};
}

Answer move_to_place(const Clause& clause) {
    const auto clip = single(clause);
    if (!clip || clause.count("#clip") != 1) return NotThis{};
    for (const Token& token : clause.tokens()) {
        if (token.is("#number")) return Ops{op::MoveClip{*clip, static_cast<int>(*token.number)}};
        if (token.ordinal) return Ops{op::MoveClip{*clip, *token.ordinal}};
    }
    return NotThis{};
}

/// "clip 3 before clip 1", "move clip 1 after clip 3": numbers are those of before the move.
Answer move_beside(const Clause& clause) {
    std::vector<int> refs;
    for (const Token& token : clause.tokens()) {
        if (token.is("#clip")) refs.insert(refs.end(), token.refs.begin(), token.refs.end());
    }
    if (refs.size() != 2 || clause.count("#clip") != 2) return NotThis{};
    const int clip = refs[0];
    const int other = refs[1];
    const bool forwards = clip > 0 && (other < 0 || clip < other);
    if (clause.has("clip_before") && !clause.has("clip_after")) {
        return Ops{op::MoveClip{clip, forwards ? other - 1 : other}};
    }
    return Ops{op::MoveClip{clip, forwards || other == -1 ? other : other + 1}};
}

Answer swap_clips(const Clause& clause) {
    std::vector<int> refs;
    for (const Token& token : clause.tokens()) {
        if (token.is("#clip")) refs.insert(refs.end(), token.refs.begin(), token.refs.end());
    }
    if (refs.size() != 2) return NotThis{};
    return Ops{op::SwapClips{refs[0], refs[1]}};
}

Answer duplicate(const Clause& clause) {
    if (clause.count("#clip") != 1) return NotThis{};
    return Ops{op::DuplicateClips{clips_of(clause)}};
}

Answer sort_clips(const Clause& clause) {
    struct Key {
        std::string_view said;
        SortKey by;
    };
    constexpr auto kKeys = std::to_array<Key>({{"random", SortKey::Random},
                                               {"reverse_order", SortKey::Backwards},
                                               {"reverse", SortKey::Backwards},
                                               {"name", SortKey::Name},
                                               {"filmed", SortKey::Filmed},
                                               {"by_length", SortKey::Length}});
    for (const Key& key : kKeys) {
        if (clause.has(key.said)) return Ops{op::SortClips{key.by}};
    }
    return NotThis{};
}

Answer slideshow(const Clause& clause) {
    if (clause.lengths().size() > 1) return NotThis{};
    const Token* each = clause.first("each_word");
    Ops ops;
    if (each != nullptr && clause.length()) {
        ops = {op::Slideshow{}, op::SetClipLength{{}, *clause.length()}};
    } else {
        ops = {op::Slideshow{clause.length()}};
    }
    if (clause.has_any({"reel_word", "vertical"})) ops.emplace_back(op::SetAspect{{9, 16}, {}});
    return ops;
}

}  // namespace

std::span<const Rule> order_rules() {
    static const auto kRules = std::to_array<Rule>({
        {"remove|not|no #clip", "@clips use want part_of", delete_clips},
        {"remove", "it", delete_it},
        {"keep except #clip", "@clips use condition of in", delete_clips},
        {"remove except #clip", "@clips use condition of in", keep_clips},
        {"keep|only #clip", "@clips use only make in", keep_clips},
        {"remove clip", "", which_clip},
        {"move|swap|sort clip", "", which_clip},
        {"move|to|make|start_verb|stop_verb #clip to_start|to_end",
         "@clips position at add it move start_verb stop_verb", move_to_edge},
        {"move|make|to #clip position|#number", "@clips to", move_to_place},
        {"move|add|make #clip clip_before|clip_after", "@clips right", move_beside},
        {"swap|replace #clip", "@clips order position", swap_clips},
        {"duplicate #clip", "@clips make", duplicate},
        {"add|show_verb|start_verb #clip twice_as|repeats", "@clips make", duplicate},
        {"sort|order|make filmed|name|random|reverse_order|reverse|by_length", "@clips order sort by in up",
         sort_clips},
        {"random|reverse_order", "@clips order make", sort_clips},
        {"reverse order", "@clips make", sort_clips},
        {"slideshow", "@do @clips genre #length ken_burns reel_word vertical music in for generate", slideshow},
        {"photo make|change|join|generate|ken_burns video|reel_word|slideshow #length|video|reel_word|ken_burns",
         "@do @clips #length ken_burns reel_word vertical in for slow_down genre", slideshow},
    });
    return kRules;
}

}  // namespace takt::language
