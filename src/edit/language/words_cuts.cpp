// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/saying.h"

#include <fmt/format.h>

#include <array>
#include <cstdlib>

namespace takt::language {
namespace {

std::string say_where(const op::Where& where) {
    if (where.at) return " at " + say_point(*where.at);
    if (where.before_clip) return " before " + say_clips({Target::Kind::Picture, {*where.before_clip}, {}}, "");
    return {};
}

struct Sayer {
    std::string operator()(const op::CutToBeat& o) const {
        if (o.unit == CutUnit::Auto) return "cut to the beat";
        constexpr auto kUnits = std::to_array<std::string_view>({"", "beat", "bar", "section"});
        const std::string_view unit = kUnits[static_cast<std::size_t>(o.unit)];
        return o.every == 1 ? fmt::format("cut on every {}", unit) : fmt::format("cut every {} {}s", o.every, unit);
    }
    std::string operator()(const op::SnapCuts& o) const {
        return o.downbeats ? "snap the cuts to the downbeats" : "snap the cuts to the beats";
    }
    std::string operator()(const op::ShiftCuts& o) const {
        return fmt::format("shift the cuts {} {}", say_time(o.by < Ms{0} ? -o.by : o.by),
                           o.by < Ms{0} ? "earlier" : "later");
    }
    std::string operator()(const op::ChangePace& o) const {
        const int steps = std::abs(o.steps);
        const std::string_view way = o.steps > 0 ? "more" : "fewer";
        return steps == 1 ? fmt::format("{} cuts", way) : fmt::format("{} cuts by {} steps", way, steps);
    }
    std::string operator()(const op::SetTempo& o) const {
        if (o.bpm) return fmt::format("the tempo is {} bpm", say_number(*o.bpm));
        return o.level < 0 ? "count the beats at half time" : "count the beats at double time";
    }
    std::string operator()(const op::MusicVideo& o) const {
        return fmt::format("make a {}music video{}", o.length ? say_time(*o.length) + " " : "",
                           o.transitions ? " with transitions" : "");
    }
    std::string operator()(const op::ShotPolicy& o) const {
        if (!o.use_all) return o.no_repeats ? "don't repeat shots" : "allow repeated shots";
        return o.no_repeats ? "use every clip without repeats" : "use every clip";
    }
    std::string operator()(const op::EndOnBeat&) const { return "end on a beat"; }
    std::string operator()(const op::SetTransition& o) const {
        constexpr auto kKinds =
            std::to_array<std::string_view>({"hard cut", "crossfade", "dip to black", "flash", "wipe", "push"});
        constexpr auto kSides =
            std::to_array<std::string_view>({" from the left", "", " from the top", " from the bottom"});
        return fmt::format("add a {}{}{}{}", kKinds[static_cast<std::size_t>(o.kind)],
                           kSides[static_cast<std::size_t>(o.from)], o.length ? " for " + say_time(*o.length) : "",
                           say_where(o.where));
    }
    std::string operator()(const op::RemoveTransitions& o) const {
        return "remove the transitions" + say_where(o.where);
    }
    template <typename Op>
    std::string operator()(const Op&) const {
        return {};
    }
};

}  // namespace

std::string say_cut_op(const EditOp& op) {
    return std::visit(Sayer{}, op);
}

}  // namespace takt::language
