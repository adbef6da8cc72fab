// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/readers.h"

#include <algorithm>

namespace takt::language {
namespace {

/// Words that move a slider of the look, and which way.
struct Slider {
    std::string_view said;
    double Look::*field;
    int towards;
};
constexpr auto kSliders = std::to_array<Slider>({{"brighter", &Look::brightness, 1},
                                                 {"darker", &Look::brightness, -1},
                                                 {"saturated", &Look::saturation, 1},
                                                 {"desaturated", &Look::saturation, -1},
                                                 {"warm", &Look::temperature, 1},
                                                 {"cool", &Look::temperature, -1}});
/// Sliders by their own name need a direction: "more contrast".
struct Named {
    std::string_view said;
    double Look::*field;
};
constexpr auto kNamed = std::to_array<Named>({{"brightness", &Look::brightness},
                                              {"contrast", &Look::contrast},
                                              {"saturation", &Look::saturation},
                                              {"vignette", &Look::vignette}});
constexpr double kStep = 0.2;
constexpr std::string_view kMay =
    "@do @clips #stretch brighter darker saturated desaturated warm cool brightness contrast saturation temperature "
    "vignette up down more less a_little a_lot look even too #percent #number black_and_white big small again";

double amount(const Clause& clause) {
    if (const auto percent = clause.number("#percent")) return *percent / 100;
    if (const auto number = clause.number("#number")) return *number > 1 ? *number / 100 : *number;
    return kStep * clause.degree();
}

Answer adjust(const Clause& clause) {
    op::AdjustLook adjust;
    adjust.target = clause.picture();
    if (clause.has_any({"up", "more"}) && clause.has_any({"down", "less"})) return NotThis{};
    const double by = amount(clause);
    const bool down = clause.has_any({"down", "less", "small"});
    bool said = false;
    for (const Slider& slider : kSliders) {
        if (!clause.has(slider.said)) continue;
        const bool against = clause.has("too") || clause.has("less");
        adjust.by.*(slider.field) += (against ? -1 : 1) * slider.towards * by;
        said = true;
    }
    for (const Named& named : kNamed) {
        if (said || !clause.has(named.said)) continue;
        adjust.by.*(named.field) += (down ? -1 : 1) * by;
        said = true;
    }
    if (clause.has("black_and_white")) {
        adjust.by.saturation = -1;
        said = true;
    }
    if (!said || adjust.by == Look{}) return NotThis{};
    return Ops{adjust};
}

/// "brightness +10% contrast -20%": each with its own.
Answer sliders(const Clause& clause) {
    op::AdjustLook adjust;
    adjust.target = clause.picture();
    constexpr auto kAll = std::to_array<Named>({{"brightness", &Look::brightness},
                                                {"contrast", &Look::contrast},
                                                {"saturation", &Look::saturation},
                                                {"temperature", &Look::temperature},
                                                {"vignette", &Look::vignette}});
    const Named* slider = nullptr;
    int set = 0;
    for (const Token& token : clause.tokens()) {
        for (const Named& named : kAll) {
            if (token.is(named.said)) slider = &named;
        }
        if (!token.is("#percent")) continue;
        if (slider == nullptr || !token.signed_number) return NotThis{};
        adjust.by.*(slider->field) += *token.number / 100;
        slider = nullptr;
        ++set;
    }
    return set > 0 && slider == nullptr ? Answer{Ops{adjust}} : NotThis{};
}

Answer vignette(const Clause& clause) {
    op::AdjustLook adjust;
    adjust.target = clause.picture();
    const bool less = clause.has_any({"less", "down", "remove", "no", "not"});
    adjust.by.vignette =
        clause.has_any({"remove", "no", "not"})
            ? -1
            : (less ? -1 : 1) *
                  (clause.has_any({"#percent", "#number", "a_little", "a_lot", "more", "less"}) ? amount(clause) : 0.4);
    return Ops{adjust};
}

Answer plain(const Clause& clause) {
    op::AdjustLook adjust;
    adjust.target = clause.picture();
    adjust.plain = true;
    return Ops{adjust};
}

Answer back_in_colour(const Clause& clause) {
    return plain(clause);
}

Answer which_way(const Clause&) {
    return Question{"which way is missing; say \"brighter\", \"more contrast\" or \"a bit warmer\""};
}

}  // namespace

std::span<const Rule> look_rules() {
    static const auto kRules = std::to_array<Rule>({
        {"brightness|contrast|saturation|temperature|vignette #percent",
         "@do @clips #stretch brightness contrast saturation temperature vignette #percent look", sliders},
        {"brighter|darker|saturated|desaturated|warm|cool|black_and_white", kMay, adjust},
        {"brightness|contrast|saturation up|down|more|less|#percent|big|small|a_lot|a_little", kMay, adjust},
        {"add|make contrast|saturation", kMay, adjust},
        {"vignette", "@do @clips #stretch more less a_little a_lot #percent #number up down look", vignette},
        {"remove|no|not vignette", "@clips", vignette},
        {"plain_look", "@do @clips #stretch", plain},
        {"remove|no|not black_and_white|look", "@clips #stretch", back_in_colour},
        {"change brightness|contrast|saturation|temperature", "@clips", which_way},
    });
    return kRules;
}

}  // namespace takt::language
