// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/saying.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace takt::language {
namespace {

std::string_view say_fit(Fit fit) {
    constexpr auto kFits = std::to_array<std::string_view>({"cropped", "with padding", "with a blurred background"});
    return kFits[static_cast<std::size_t>(fit)];
}

std::string say_look(const Look& by) {
    struct Slider {
        double value;
        std::string_view name;
        std::string_view more;
        std::string_view less;
    };
    const auto sliders = std::to_array<Slider>({{by.brightness, "brightness", "brighter", "darker"},
                                                {by.contrast, "contrast", "more contrast", "less contrast"},
                                                {by.saturation, "saturation", "more saturated", "less saturated"},
                                                {by.temperature, "temperature", "warmer", "cooler"},
                                                {by.vignette, "vignette", "more vignette", "less vignette"}});
    if (by == Look{.saturation = -1}) return "black and white";
    std::string said;
    if (std::ranges::count_if(sliders, [](const Slider& slider) { return slider.value != 0; }) > 1) {
        for (const Slider& slider : sliders) {
            if (slider.value == 0) continue;
            said += fmt::format(" {} {}{}", slider.name, slider.value > 0 ? "+" : "", say_percent(slider.value));
        }
        return said;
    }
    for (const Slider& slider : sliders) {
        if (slider.value == 0) continue;
        said += fmt::format("{}{} by {}", said.empty() ? "" : " and ", slider.value > 0 ? slider.more : slider.less,
                            say_percent(std::abs(slider.value)));
    }
    return said;
}

struct Sayer {
    std::string operator()(const op::SetAspect& o) const {
        return fmt::format("make it {}:{}{}{}", o.ratio.width, o.ratio.height, o.fit ? " " : "",
                           o.fit ? say_fit(*o.fit) : "");
    }
    std::string operator()(const op::SetFit& o) const {
        constexpr auto kFits = std::to_array<std::string_view>({"crop", "pad", "add a blurred background to"});
        return fmt::format("{} {}", kFits[static_cast<std::size_t>(o.fit)], say_clips(o.target, "the video"));
    }
    std::string operator()(const op::SetLetterbox& o) const {
        return o.ratio == 0 ? "remove the letterbox" : fmt::format("letterbox {}", say_number(o.ratio));
    }
    std::string operator()(const op::FollowSubject& o) const {
        return "follow the subject in " + say_clips(o.target, "the video");
    }
    std::string operator()(const op::Rotate& o) const {
        return fmt::format("rotate {} by {} degrees{}", say_clips(o.target, "the video"), std::abs(o.degrees),
                           o.degrees < 0 ? " to the left" : "");
    }
    std::string operator()(const op::Flip& o) const {
        return fmt::format("flip {} {}", say_clips(o.target, "the video"), o.vertical ? "vertically" : "horizontally");
    }
    std::string operator()(const op::Zoom& o) const {
        return fmt::format("zoom {} to {}x{}", say_clips(o.target, "the video"), say_number(o.factor),
                           o.gradual ? " gradually" : "");
    }
    std::string operator()(const op::KenBurns& o) const {
        return (o.on ? "ken burns on " : "no ken burns on ") + say_clips(o.target, "the video");
    }
    std::string operator()(const op::AdjustLook& o) const {
        const std::string clips = say_clips(o.target, "the video");
        if (o.plain) return "original colours for " + clips;
        const std::string said = say_look(o.by);
        return fmt::format("{} {} {}", said.starts_with(' ') ? "adjust" : "make", clips,
                           said.substr(said.find_first_not_of(' ')));
    }
    std::string operator()(const op::Stabilise& o) const {
        return (o.on ? "stabilize " : "don't stabilize ") + say_clips(o.target, "the video");
    }
    template <typename Op>
    std::string operator()(const Op&) const {
        return {};
    }
};

}  // namespace

std::string say_picture_op(const EditOp& op) {
    return std::visit(Sayer{}, op);
}

}  // namespace takt::language
