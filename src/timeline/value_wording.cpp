// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/value_wording.h"

#include "timeline/wording.h"

#include <fmt/format.h>

namespace takt::timeline {
namespace {

const char* kind_text(TransitionKind kind) {
    switch (kind) {
        case TransitionKind::Cut: return "cut";
        case TransitionKind::Crossfade: return "crossfade";
        case TransitionKind::FadeBlack: return "fade through black";
        case TransitionKind::FadeWhite: return "flash";
        case TransitionKind::Wipe: return "wipe";
        case TransitionKind::Push: return "push";
    }
    return "";
}

const char* side_text(Side side) {
    switch (side) {
        case Side::Left: return "left";
        case Side::Right: return "right";
        case Side::Top: return "top";
        case Side::Bottom: return "bottom";
    }
    return "";
}

}  // namespace

std::string transition_text(const Transition& transition) {
    if (transition.kind == TransitionKind::Cut) return "cut";
    const bool sided = transition.kind == TransitionKind::Wipe || transition.kind == TransitionKind::Push;
    return fmt::format("{} of {}s{}{}", kind_text(transition.kind), seconds_text(transition.duration),
                       sided ? " from the " : "", sided ? side_text(transition.from) : "");
}

std::string fit_text(Fit fit) {
    return fit == Fit::Crop ? "crop" : fit == Fit::Pad ? "pad" : "blur";
}

std::string view_text(const View& view) {
    return fmt::format("{:g}x around {:.0f}%, {:.0f}%", view.zoom, 100 * view.x, 100 * view.y);
}

std::string look_text(const Look& look) {
    std::string text;
    const auto add = [&](const char* name, double value) {
        if (value != 0) text += fmt::format("{}{} {:+.0f}%", text.empty() ? "" : ", ", name, 100 * value);
    };
    add("brightness", look.brightness);
    add("contrast", look.contrast);
    add("saturation", look.saturation);
    add("temperature", look.temperature);
    add("vignette", look.vignette);
    return text.empty() ? "as filmed" : text;
}

std::string style_text(const TextStyle& style) {
    const char* place = style.place == TextPlace::Top ? "top" : style.place == TextPlace::Centre ? "centre" : "bottom";
    return fmt::format("{} {:.0f}% {}{}{}{}{}", style.caption ? "caption" : "title", 100 * style.size, style.colour,
                       style.bold ? " bold" : "", style.italic ? " italic" : "", style.box ? " boxed" : "",
                       fmt::format(" at the {}", place));
}

std::string speed_text(const Segment& segment) {
    if (segment.speed == 0) return "still";
    return fmt::format("{:g}x{}{}", segment.speed, segment.reversed ? " backwards" : "",
                       segment.keep_pitch ? "" : ", pitch as the speed");
}

std::string ducking_text(const std::optional<Ducking>& ducking) {
    if (!ducking) return "as loud as ever";
    return fmt::format("{} in {} places", percent_text(ducking->level), ducking->speech.size());
}

std::string plan_text(const std::optional<CutPlan>& plan) {
    if (!plan) return "by hand";
    const char* many = plan->every == 1 ? "" : "s";
    std::string text;
    switch (plan->unit) {
        case CutUnit::Auto: text = plan->pace == 0 ? "calm" : plan->pace == 1 ? "by the music" : "fast"; break;
        case CutUnit::Beat: text = fmt::format("every {} beat{}", plan->every, many); break;
        case CutUnit::Bar: text = fmt::format("every {} bar{}", plan->every, many); break;
        case CutUnit::Section: text = "at the song's sections"; break;
    }
    if (plan->offset != Ms{0}) text += fmt::format(", {}s off the beat", seconds_text(plan->offset));
    if (plan->transitions) text += ", with crossfades";
    if (plan->no_repeats) text += ", nothing twice";
    return text;
}

std::string loudness_text(const std::optional<double>& lufs) {
    return lufs ? fmt::format("{:g} LUFS", *lufs) : "as rendered";
}

std::string letterbox_text(const std::optional<double>& ratio) {
    return ratio ? fmt::format("{:g}:1", *ratio) : "none";
}

}  // namespace takt::timeline
