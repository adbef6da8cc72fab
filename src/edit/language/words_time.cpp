// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/saying.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace takt::language {
namespace {

using op::Bound;
using op::Flaw;

std::string say_stretches(const std::vector<Stretch>& stretches) {
    std::string said;
    for (const Stretch& stretch : stretches) said += (said.empty() ? "" : " and ") + say_stretch(stretch);
    return said;
}
std::string say_lengths(const std::vector<Ms>& lengths) {
    std::string said;
    for (const Ms length : lengths) said += (said.empty() ? "" : " and ") + say_time(length);
    return said;
}
std::string say_flaw(Flaw flaw) {
    switch (flaw) {
        case Flaw::Shaky: return "shaky";
        case Flaw::Blurred: return "blurry";
        case Flaw::Black: return "black";
        case Flaw::Frozen: return "frozen";
    }
    return {};
}
std::string say_bound(Bound bound) {
    switch (bound) {
        case Bound::Exactly: return "";
        case Bound::AtMost: return "at most ";
        case Bound::AtLeast: return "at least ";
        case Bound::About: return "about ";
    }
    return {};
}

struct Sayer {
    std::string operator()(const op::RemoveStretches& o) const { return "remove " + say_stretches(o.stretches); }
    std::string operator()(const op::KeepStretches& o) const { return "keep only " + say_stretches(o.stretches); }
    std::string operator()(const op::TrimClips& o) const {
        const std::string head = o.head > Ms{0} ? "the first " + say_time(o.head) : "";
        const std::string tail = o.tail > Ms{0} ? "the last " + say_time(o.tail) : "";
        return fmt::format("trim {}{}{} of {}", head, !head.empty() && !tail.empty() ? " and " : "", tail, say_clips(o.target, "every clip"));
    }
    std::string operator()(const op::SetClipLength& o) const {
        return fmt::format("make {} {} long", say_clips(o.target, "every clip"), say_time(o.length));
    }
    std::string operator()(const op::Split& o) const {
        std::string said;
        for (const Moment& at : o.at) said += (said.empty() ? "split at " : " and at ") + say_point(at);
        return said;
    }
    std::string operator()(const op::RemoveSilence&) const { return "remove the silence"; }
    std::string operator()(const op::RemoveFlaws& o) const { return fmt::format("remove the {} parts", say_flaw(o.flaw)); }
    std::string operator()(const op::Highlight& o) const { return "keep the best " + say_time(o.length); }
    std::string operator()(const op::SetLength& o) const { return fmt::format("make the video {}{} long", say_bound(o.bound), say_time(o.length)); }
    std::string operator()(const op::MakeLengths& o) const { return fmt::format("make versions of {}", say_lengths(o.lengths)); }
    std::string operator()(const op::Join& o) const { return "join all clips" + (o.each ? ", " + say_time(*o.each) + " each" : ""); }
    std::string operator()(const op::ChangeSpeed& o) const {
        const std::string pitch = o.keep_pitch ? "" : " with changed pitch";
        const std::string clips = say_clips(o.target, "the video");
        if (!o.relative) return fmt::format("set the speed of {} to {}x{}", clips, say_number(o.factor), pitch);
        return fmt::format("{} {} by {}%{}", o.factor < 1 ? "slow down" : "speed up", clips, say_number(std::abs(o.factor - 1) * 100), pitch);
    }
    std::string operator()(const op::Reverse& o) const { return "reverse " + say_clips(o.target, "the video"); }
    std::string operator()(const op::Freeze& o) const { return fmt::format("freeze at {} for {}", say_point(o.at), say_time(o.length)); }
    std::string operator()(const op::LimitHeight& o) const { return fmt::format("at most {} lines", o.lines); }
    std::string operator()(const op::DeleteClips& o) const { return "delete " + say_clips(o.target, "every clip"); }
    std::string operator()(const op::KeepClips& o) const { return "keep only " + say_clips(o.target, "every clip"); }
    std::string operator()(const op::MoveClip& o) const {
        return fmt::format("move {} to position {}", say_clips({Target::Kind::Picture, {o.clip}, {}}, ""), o.to == -1 ? "last" : std::to_string(o.to));
    }
    std::string operator()(const op::SwapClips& o) const { return "swap " + say_clips({Target::Kind::Picture, {o.a, o.b}, {}}, ""); }
    std::string operator()(const op::DuplicateClips& o) const { return "duplicate " + say_clips(o.target, "every clip"); }
    std::string operator()(const op::SortClips& o) const {
        constexpr auto kKeys = std::to_array<std::string_view>({"sort the clips by date", "sort the clips by name", "sort the clips by length", "shuffle the clips", "reverse the order"});
        return std::string(kKeys[static_cast<std::size_t>(o.by)]);
    }
    std::string operator()(const op::Slideshow& o) const { return "make a slideshow" + (o.length ? " of " + say_time(*o.length) : ""); }
    template <typename Op>
    std::string operator()(const Op&) const { return {}; }
};

}  // namespace

std::string say_time_op(const EditOp& op) {
    return std::visit(Sayer{}, op);
}

}  // namespace takt::language
