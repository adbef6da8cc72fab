// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/readers.h"

#include <cmath>

namespace takt::language {
namespace {

std::optional<Fit> fit_of(const Clause& clause) {
    const bool negated = clause.has_any({"not", "no"});
    if (clause.has("blurred_fill")) return Fit::Blur;
    const bool bars = clause.has("letterbox") && clause.has_any({"#ratio", "horizontal", "vertical", "square"});
    if (bars || clause.has("pad") || (clause.has("crop") && negated)) return Fit::Pad;
    if (clause.has("crop")) return Fit::Crop;
    return std::nullopt;
}

Answer aspect(const Clause& clause) {
    op::SetAspect set;
    if (clause.has_any({"not", "no"}) && !clause.has("crop")) return NotThis{};
    if (const Token* ratio = clause.first("#ratio")) {
        set.ratio = ratio->ratio;
    } else if (clause.has("four_five")) {
        set.ratio = {4, 5};
    } else if (clause.has("vertical")) {
        set.ratio = {9, 16};
    } else if (clause.has("square")) {
        set.ratio = {1, 1};
    }
    set.fit = fit_of(clause);
    if (set.fit != Fit::Crop || !clause.has("follow")) return Ops{set};
    return Ops{set, op::FollowSubject{}};
}

Answer aspect_followed(const Clause& clause) {
    const Answer set = aspect(clause);
    if (!std::holds_alternative<Ops>(set)) return set;
    Ops ops = std::get<Ops>(set);
    if (ops.size() == 1) ops.emplace_back(op::FollowSubject{});
    return ops;
}

Answer set_fit(const Clause& clause) {
    const auto fit = fit_of(clause);
    return fit ? Answer{Ops{op::SetFit{*fit, clause.picture()}}} : NotThis{};
}

Answer letterbox(const Clause& clause) {
    const Token* ratio = clause.first("#ratio");
    if (clause.has_any({"remove", "no", "not"})) return Ops{op::SetLetterbox{0}};
    if (ratio != nullptr) return Ops{op::SetLetterbox{static_cast<double>(ratio->ratio.width) / ratio->ratio.height}};
    return Ops{op::SetLetterbox{clause.number("#number").value_or(2.39)}};
}

Answer follow(const Clause& clause) {
    if (clause.has("show_verb")) return NotThis{};
    return Ops{op::FollowSubject{clause.picture()}};
}

Answer rotate(const Clause& clause) {
    double degrees = clause.number("#degrees").value_or(clause.number("#number").value_or(90));
    if (clause.has("upside_down") && !clause.has("#degrees")) degrees = 180;
    if (clause.has("left")) degrees = -std::abs(degrees);
    if (std::fmod(degrees, 90) != 0 || std::abs(degrees) > 270) {
        return Question{"pictures turn by 90, 180 or 270 degrees; say \"rotate clip 2 by 90 degrees\""};
    }
    return Ops{op::Rotate{clause.picture(), static_cast<int>(degrees)}};
}

Answer flip(const Clause& clause) {
    return Ops{op::Flip{clause.picture(), clause.has_any({"vertically", "upside_down"})}};
}

Answer zoom(const Clause& clause) {
    constexpr double kIn = 1.3;
    const bool out = clause.has("zoom_out") || (clause.has("zoom") && clause.has("out"));
    double factor = clause.has("a_little") ? 1.15 : clause.has("a_lot") ? 1.6 : kIn;
    if (const auto percent = clause.number("#percent")) {
        factor = clause.role("#percent") == Role::To || *percent > 100 ? *percent / 100 : 1 + *percent / 100;
    }
    if (const auto times = clause.number("#factor")) factor = *times;
    if (factor <= 0 || factor > 10) return Question{"a zoom is up to 10 times; say \"zoom in to 1.5x\""};
    if (out && factor > 1) factor = 1 / factor;
    return Ops{op::Zoom{clause.picture(), factor, clause.has("gradual")}};
}

Answer ken_burns(const Clause& clause) {
    return Ops{op::KenBurns{clause.picture(), !clause.has_any({"no", "not", "remove"})}};
}

Answer stabilise(const Clause& clause) {
    return Ops{op::Stabilise{clause.picture(), !clause.has_any({"no", "not", "remove"})}};
}

Answer limit_height(const Clause& clause) {
    const auto lines = clause.number("#lines");
    if (!lines || *lines < 144) return NotThis{};
    const bool below = clause.has_any({"not", "no"}) && !clause.has("at_most");
    const int most = *lines >= 2160 ? 1440 : *lines >= 1440 ? 1080 : 720;
    return Ops{op::LimitHeight{below ? most : static_cast<int>(*lines)}};
}

}  // namespace

std::span<const Rule> picture_rules() {
    static const auto kRules = std::to_array<Rule>({
        {"#ratio|vertical|square|horizontal|four_five",
         "@do aspect video it for all crop blurred_fill pad not no background use fit_verb #lines reel_word clip "
         "square #ratio vertical horizontal letterbox instead preset_tiktok preset_reels preset_shorts preset_youtube",
         aspect},
        {"#ratio|vertical|square|horizontal|four_five follow", "@do aspect video it for all crop subject",
         aspect_followed},
        {"blurred_fill|crop|pad",
         "@do @clips not no use instead background add fit_verb blurred_fill top bottom left right horizontally "
         "vertically",
         set_fit},
        {"not|no crop", "@clips blurred_fill pad instead use background add top bottom left right", set_fit},
        {"letterbox", "@do video it all #ratio #number look for", letterbox},
        {"remove|no|not letterbox", "video it all", letterbox},
        {"keep|stay subject frame|centre", "of all in video clip frame centre", follow},
        {"follow subject", "@do @clips crop", follow},
        {"rotate", "@do #stretch @clips #degrees #number left right upside_down by sideways", rotate},
        {"upside_down|sideways", "@clips make rotate", rotate},
        {"flip", "@do #stretch @clips horizontally vertically upside_down left right", flip},
        {"zoom|zoom_out", "@do @clips #factor #percent a_little a_lot gradual #stretch out subject again", zoom},
        {"ken_burns", "@do @clips use for #stretch", ken_burns},
        {"remove|no|not ken_burns", "@clips #stretch", ken_burns},
        {"stop_verb|down|change shaky", "@clips #stretch turn make", stabilise},
        {"stabilise", "@do @clips #stretch shaky", stabilise},
        {"remove|no|not stabilise", "@clips #stretch", stabilise},
        {"not|no|at_most #lines", "video it export more make at_most quality want", limit_height},
    });
    return kRules;
}

}  // namespace takt::language
