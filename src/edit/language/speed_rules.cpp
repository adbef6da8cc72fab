// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/readers.h"

#include <cmath>

namespace takt::language {
namespace {

constexpr double kLittleFaster = 1.25;

Answer changed(const Clause& clause, double factor, bool relative) {
    op::ChangeSpeed change{clause.picture(), factor, relative, !clause.has("pitch")};
    if (clause.has("pitch") && (clause.has("keep") || clause.has("not"))) change.keep_pitch = true;
    if (!(factor >= kMinSpeed && factor <= kMaxSpeed)) {
        return Question{"a speed is 0.1 to 16 times; say \"at 2x\" or \"at half speed\""};
    }
    return Ops{change};
}

struct Asked {
    double factor;
    bool relative;
};

/// The number that is said, as a factor.
std::optional<Asked> asked(const Clause& clause, int towards) {
    if (const auto percent = clause.number("#percent")) {
        if (clause.role("#percent") != Role::By) {
            const bool more = clause.role("#percent") == Role::Plain && towards != 0 && *percent < 100;
            if (!more) return Asked{*percent / 100, false};
        }
        return Asked{1 + towards * *percent / 100, true};
    }
    if (const auto factor = clause.number("#factor")) {
        const bool by = clause.role("#factor") == Role::By;
        return Asked{by && towards < 0 && *factor > 1 ? 1 / *factor : *factor, by};
    }
    if (clause.has("twice_as")) return Asked{2, true};
    if (clause.has_any({"half_as"})) return Asked{0.5, true};
    if (clause.has("half") || clause.number("#number") == 0.5) return Asked{0.5, false};
    if (const auto number = clause.number("#number")) return Asked{*number, false};
    return std::nullopt;
}

Answer speed(const Clause& clause) {
    const bool up = clause.has_any({"speed_up", "fast"}) || (clause.has("speed") && clause.has("up"));
    const bool down = clause.has_any({"slow_down", "slow"}) || (clause.has("speed") && clause.has("down"));
    if (up == down && up) return NotThis{};
    const int towards = up ? 1 : down ? -1 : 0;
    if (const auto said = asked(clause, towards)) {
        const bool plain_times = clause.has("#factor") && clause.role("#factor") == Role::Plain;
        if (down && plain_times && said->factor > 1) return changed(clause, 1 / said->factor, false);
        const bool against = (up && said->factor < 1) || (down && said->factor > 1);
        if (against) {
            return Question{
                "the direction and the number contradict each other; say \"speed it up to 2x\" or "
                "\"slow it down to 0.5x\""};
        }
        return changed(clause, said->factor, said->relative);
    }
    if (towards == 0) return NotThis{};
    const std::vector<EditOp>& done = clause.context().done;
    const bool cuts =
        !done.empty() && clause.has_any({"fast", "slow"}) && !clause.has_any({"#clip", "#stretch", "video"}) &&
        (std::holds_alternative<op::CutToBeat>(done.back()) || std::holds_alternative<op::ChangePace>(done.back()) ||
         std::holds_alternative<op::MusicVideo>(done.back()));
    if (cuts) return Ops{op::ChangePace{(clause.has("too") ? -1 : 1) * towards}};
    const bool once_more = !done.empty() && std::holds_alternative<op::ChangeSpeed>(done.back()) &&
                           !clause.has("#stretch") && !clause.has("#clip");
    const bool small = clause.has("a_little") || clause.has("too") || once_more;
    const bool complaint = clause.has("too");
    const bool faster = up != complaint;
    if (small) return changed(clause, faster ? kLittleFaster : 1 / kLittleFaster, true);
    return changed(clause, faster ? 2 : 0.5, false);
}

Answer normal_speed(const Clause& clause) {
    return changed(clause, 1, false);
}

Answer how_fast(const Clause&) {
    return Question{"how fast is missing; say \"at 2x\", \"at half speed\" or \"slow motion\""};
}

Answer reverse(const Clause& clause) {
    return Ops{op::Reverse{clause.picture()}};
}

Answer freeze(const Clause& clause) {
    op::Freeze freeze;
    if (const auto at = clause.moment()) {
        freeze.at = *at;
    } else if (clause.has_any({"to_end", "back_part"})) {
        freeze.at = {Ms{0}, true};
    } else if (!clause.has_any({"to_start", "front_part"})) {
        return Question{"where to freeze is missing; say \"freeze at 5 seconds for 2 seconds\""};
    }
    if (const auto length = clause.length()) freeze.length = *length;
    return freeze.length > Ms{0} ? Answer{Ops{freeze}} : NotThis{};
}

}  // namespace

std::span<const Rule> speed_rules() {
    static const auto kRules = std::to_array<Rule>({
        {"speed_up|slow_down",
         "@do @clips #stretch #percent #factor #number half half_as twice_as a_little a_lot pitch keep not no up down "
         "speed set_to",
         speed},
        {"speed #percent|#factor|#number|half|half_as|twice_as",
         "@do @clips #stretch pitch keep not up down slow fast set_to", speed},
        {"speed up|down", "@do @clips #stretch #percent #factor #number half a_little a_lot pitch keep", speed},
        {"slow|fast down|up", "@do @clips #stretch #percent #factor #number half a_little a_lot pitch", speed},
        {"too slow|fast|slow_down|speed_up #clip", "@clips a_little", speed},
        {"make|slow|#clip #factor", "@do @clips #stretch slow fast speed pitch keep", speed},
        {"#factor", "@clips speed #stretch add", speed},
        {"reset speed", "@clips #stretch", normal_speed},
        {"normal|original_word speed", "@do @clips #stretch", normal_speed},
        {"change speed", "@clips make", how_fast},
        {"reverse", "@do @clips #stretch", reverse},
        {"freeze", "@do @clips #moment #length frame to_end to_start front_part back_part", freeze},
    });
    return kRules;
}

}  // namespace takt::language
