// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/readers.h"

namespace takt::language {
namespace {

struct Kind {
    std::string_view said;
    TransitionKind kind;
};
constexpr auto kKinds = std::to_array<Kind>({{"fade_black", TransitionKind::FadeBlack},
                                             {"flash", TransitionKind::FadeWhite},
                                             {"wipe", TransitionKind::Wipe},
                                             {"push", TransitionKind::Push},
                                             {"crossfade", TransitionKind::Crossfade},
                                             {"transition", TransitionKind::Crossfade}});
struct From {
    std::string_view said;
    Side side;
};
constexpr auto kSides =
    std::to_array<From>({{"left", Side::Left}, {"right", Side::Right}, {"top", Side::Top}, {"bottom", Side::Bottom}});

/// At a moment, or where a clip begins: between clips 2 and 3 is before clip 3.
std::optional<op::Where> where(const Clause& clause) {
    op::Where where;
    if (clause.moments().size() > 1 || clause.lengths().size() > 1) return std::nullopt;
    where.at = clause.moment();
    std::vector<int> refs;
    for (const Token& token : clause.tokens()) {
        if (token.is("#clip")) refs.insert(refs.end(), token.refs.begin(), token.refs.end());
    }
    if (refs.empty()) return where;
    if (refs.size() > 2 || where.at) return std::nullopt;
    where.before_clip = refs.back();
    if (refs.size() == 1 && clause.has("clip_after")) where.before_clip = refs.back() + 1;
    return where;
}

Answer set_transition(const Clause& clause) {
    const auto place = where(clause);
    if (!place) return NotThis{};
    op::SetTransition set;
    for (const Kind& kind : kKinds) {
        if (!clause.has(kind.said)) continue;
        set.kind = kind.kind;
        break;
    }
    for (const From& from : kSides) {
        if (clause.has(from.said)) set.from = from.side;
    }
    set.length = clause.length();
    set.where = *place;
    return Ops{set};
}

Answer remove_transitions(const Clause& clause) {
    const auto place = where(clause);
    return place ? Answer{Ops{op::RemoveTransitions{*place}}} : NotThis{};
}

}  // namespace

std::span<const Rule> transition_rules() {
    static const auto kRules = std::to_array<Rule>({
        {"transition|crossfade|flash|fade_black|wipe|push",
         "@do @clips transition crossfade flash fade_black wipe push between between_cuts smooth use replace #length "
         "#moment #clip left right top bottom clip_before clip_after cut at each_word for some in",
         set_transition},
        {"fade between|between_cuts", "@do @clips smooth use #length cut each_word", set_transition},
        {"fade_black between|between_cuts", "@do @clips smooth use #length cut each_word transition", set_transition},
        {"remove|no|not transition|crossfade|flash|fade_black|wipe|push",
         "@clips between between_cuts all #moment clip_before clip_after use cut want", remove_transitions},
        {"hard_cut", "@do @clips use only between between_cuts all replace transition #moment", remove_transitions},
    });
    return kRules;
}

}  // namespace takt::language
