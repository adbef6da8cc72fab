// SPDX-License-Identifier: GPL-3.0-or-later
// "A little more", "less", "again": what was done last, once more or some of it back.
#include "edit/language/readers.h"
#include "edit/language/slots.h"

#include <cmath>

namespace takt::language {
namespace {

/// The same change, `by` of its step; negative takes some of it back.
struct Again {
    double by;

    Answer operator()(op::ChangeVolume op) const {
        op.value = op.how == op::ChangeVolume::How::Step ? std::copysign(1.0, op.value) * by : op.value * by;
        if (op.how == op::ChangeVolume::How::Percent) return NotThis{};
        return Ops{op};
    }
    Answer operator()(op::AdjustLook op) const {
        for (double Look::*field :
             {&Look::brightness, &Look::contrast, &Look::saturation, &Look::temperature, &Look::vignette}) {
            op.by.*field *= by;
        }
        return op.plain ? Answer{NotThis{}} : Ops{op};
    }
    Answer operator()(op::ChangeSpeed op) const {
        if (op.factor == 1) return NotThis{};
        const bool faster = (op.factor > 1) == (by > 0);
        op.factor = std::pow(faster ? 1.25 : 0.8, std::abs(by) > 1 ? 2 : 1);
        op.relative = true;
        return Ops{op};
    }
    Answer operator()(op::ChangePace op) const {
        op.steps = (op.steps > 0) == (by > 0) ? 1 : -1;
        return Ops{op};
    }
    Answer operator()(op::Zoom op) const {
        const bool in = (op.factor > 1) == (by > 0);
        op.factor = in ? 1.15 : 1 / 1.15;
        return Ops{op};
    }
    Answer operator()(op::ShiftCuts op) const {
        op.by = Ms{std::lround(static_cast<double>(op.by.count()) * by)};
        return op.by == Ms{0} ? Answer{NotThis{}} : Ops{op};
    }
    Answer operator()(op::ChangeText op) const {
        if (!op.style.scale) return NotThis{};
        const bool bigger = (*op.style.scale > 1) == (by > 0);
        op::ChangeText again;
        again.target = op.target;
        again.style.scale = bigger ? 1.1 : 1 / 1.1;
        return Ops{again};
    }
    template <typename Op>
    Answer operator()(const Op&) const {
        return NotThis{};
    }
};

Answer repeat(const Clause& clause, double by) {
    if (clause.context().done.empty()) {
        return Question{"nothing was changed before; say what should be more, such as \"a bit louder\""};
    }
    return std::visit(Again{by}, clause.context().done.back());
}

Answer more(const Clause& clause) {
    return repeat(clause, clause.has("a_lot") ? 1 : 0.5);
}
Answer less(const Clause& clause) {
    return repeat(clause, clause.has("a_lot") ? -1 : -0.5);
}
Answer again(const Clause& clause) {
    if (clause.context().done.empty()) return repeat(clause, 1);
    const Answer changed = repeat(clause, 1);
    return std::holds_alternative<NotThis>(changed) ? Answer{Ops{clause.context().done.back()}} : changed;
}

/// What another thing can have done to it as well.
struct AlsoOn {
    const Clause& clause;

    template <typename Op>
    Answer operator()(Op op) const {
        if constexpr (requires { op.target; }) {
            using Kind = Target::Kind;
            const bool sound =
                op.target.kind == Kind::Music || op.target.kind == Kind::Original || op.target.kind == Kind::Mix;
            if (clause.has("#clip") && op.target.kind == Kind::Music) op.target.kind = Kind::Original;
            if (!clause.has("#clip")) {
                if (!sound) return NotThis{};
                op.target.kind = clause.has("music") ? Kind::Music : Kind::Original;
            }
            op.target.clips = clause.refs("#clip");
            op.target.stretch.reset();
            return Ops{op};
        } else {
            return NotThis{};
        }
    }
};

/// "and clip 3 too", "the same for the music".
Answer also_on(const Clause& clause) {
    const Context& context = clause.context();
    const bool said = clause.has_any({"same", "too"}) || (clause.has("and") && !context.same_sentence);
    if (!said || context.done.empty() || clause.count("#clip") > 1) return NotThis{};
    return std::visit(AlsoOn{clause}, context.done.back());
}

/// "make it 4 seconds": the fade, the transition, the title of before.
struct WithLength {
    Ms length;

    Answer operator()(op::Fade op) const {
        op.length = length;
        return Ops{op};
    }
    Answer operator()(op::SetTransition op) const {
        op.length = length;
        return Ops{op};
    }
    Answer operator()(op::Freeze op) const {
        op.length = length;
        return Ops{op};
    }
    Answer operator()(op::SetClipLength op) const {
        op.length = length;
        return Ops{op};
    }
    Answer operator()(op::Highlight op) const {
        op.length = length;
        return Ops{op};
    }
    Answer operator()(op::SetLength op) const {
        op.length = length;
        return Ops{op};
    }
    Answer operator()(const op::AddText& op) const {
        const Stretch shown = op.stretch.value_or(Stretch{{}, {Ms{1}, false}});
        op::ChangeText change{{op.caption ? Target::Kind::Captions : Target::Kind::Titles, {-1}, {}}, {}, {}, {}, {}};
        if (shown.begin.from_end) {
            change.begin = Moment{length, true};
        } else {
            change.end = Moment{shown.begin.at + length, false};
        }
        return Ops{change};
    }
    template <typename Op>
    Answer operator()(const Op&) const {
        return NotThis{};
    }
};

Answer with_length(const Clause& clause) {
    constexpr Ms kShort{15'000};  // nothing but the video itself is longer
    const auto length = clause.length();
    const std::vector<EditOp>& done = clause.context().done;
    if (!length || *length <= Ms{0} || done.empty()) return NotThis{};
    const bool whole =
        std::holds_alternative<op::SetLength>(done.back()) || std::holds_alternative<op::Highlight>(done.back());
    if (*length > kShort && !whole) return NotThis{};
    return std::visit(WithLength{*length}, done.back());
}

/// "make it 50%", "50% instead": the amount of before.
struct WithPercent {
    double percent;
    Role role;

    Answer operator()(op::ChangeVolume op) const {
        op.how = role == Role::By ? op::ChangeVolume::How::ByPercent : op::ChangeVolume::How::Percent;
        op.value = role == Role::By ? std::copysign(percent, op.value) : percent;
        return Ops{op};
    }
    Answer operator()(op::Duck op) const {
        if (percent < 0 || percent > 100) return NotThis{};
        op.level = percent / 100;
        return Ops{op};
    }
    Answer operator()(const op::AddMusic&) const {
        return Ops{op::ChangeVolume{{Target::Kind::Music, {}, {}}, op::ChangeVolume::How::Percent, percent}};
    }
    template <typename Op>
    Answer operator()(const Op&) const {
        return NotThis{};
    }
};

Answer with_percent(const Clause& clause) {
    const auto percent = clause.number("#percent");
    if (!percent || clause.context().done.empty()) return NotThis{};
    return std::visit(WithPercent{*percent, clause.role("#percent")}, clause.context().done.back());
}

/// "make it every 4": of the beats or bars of before.
Answer with_every(const Clause& clause) {
    const auto number = clause.number("#number");
    if (!number || *number < 1 || *number > 64 || *number != std::floor(*number)) return NotThis{};
    if (clause.context().done.empty()) return NotThis{};
    const EditOp& done = clause.context().done.back();
    const bool counts_cuts = std::holds_alternative<op::CutToBeat>(done);
    if (const auto* volume = std::get_if<op::ChangeVolume>(&done)) {
        const bool percent = volume->how == op::ChangeVolume::How::Percent;
        return percent ? Answer{Ops{op::ChangeVolume{volume->target, volume->how, *number}}} : NotThis{};
    }
    if (!counts_cuts) return std::visit(WithLength{to_ms_of(*number, Unit::Second)}, done);
    if (!clause.has_any({"all", "each_word"})) return NotThis{};
    const auto* before = std::get_if<op::CutToBeat>(&clause.context().done.back());
    if (before == nullptr) return NotThis{};
    const CutUnit unit = before->unit == CutUnit::Auto ? CutUnit::Beat : before->unit;
    return Ops{op::CutToBeat{unit, static_cast<int>(*number)}};
}

/// "too small" after "make the music quieter".
Answer sized_wrong(const Clause& clause) {
    if (clause.context().done.empty()) return NotThis{};
    const auto* volume = std::get_if<op::ChangeVolume>(&clause.context().done.back());
    if (volume == nullptr) return NotThis{};
    op::ChangeVolume change{volume->target, op::ChangeVolume::How::Step, clause.has("small") ? 1.0 : -1.0};
    return Ops{change};
}

/// "take clip 3", "for the second clip": only says what follows is about.
Answer focus(const Clause& clause) {
    if (clause.context().same_sentence && !clause.has("take")) return NotThis{};  // nothing said may be lost
    return Ops{};
}

}  // namespace

std::span<const Rule> repeat_rules() {
    static const auto kRules = std::to_array<Rule>({
        {"more|even|a_little", "a_little a_lot more even again it make one in step", more},
        {"less|too", "a_little a_lot even it make a_lot more down", less},
        {"again", "it make add one", again},
        {"#clip", "take make it", focus},
        {"#clip too|same|and", "add make again take for it use", also_on},
        {"same|too music|original|voice|sound", "add make again take for it use background", also_on},
        {"it|this|one make|change|stay #length",
         "make change stay length for shorten lengthen instead only set_to it all", with_length},
        {"it|this|one|change #length",
         "make change stay length for shorten lengthen instead only set_to it all at_most", with_length},
        {"#length", "instead for stay make only", with_length},
        {"#percent", "instead make it only set_to", with_percent},
        {"#number make|instead|change", "make it instead change only", with_every},
        {"too small|big", "a_little it even", sized_wrong},
        {"#number all|each_word", "make it instead change cut only one", with_every},
    });
    return kRules;
}

}  // namespace takt::language
