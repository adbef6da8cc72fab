// SPDX-License-Identifier: GPL-3.0-or-later
// "A little more", "less", "again": what was done last, once more or some of it back.
#include "edit/language/readers.h"

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
        for (double Look::*field : {&Look::brightness, &Look::contrast, &Look::saturation, &Look::temperature, &Look::vignette}) {
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

/// "take clip 3", "for the second clip": only says what follows is about.
Answer focus(const Clause&) {
    return Ops{};
}

}  // namespace

std::span<const Rule> repeat_rules() {
    static const auto kRules = std::to_array<Rule>({
        {"more|even|a_little", "a_little a_lot more even again it make one in step", more},
        {"less|too", "a_little a_lot even it make a_lot more down", less},
        {"again", "it make add one", again},
        {"#clip", "take make it", focus},
    });
    return kRules;
}

}  // namespace takt::language
