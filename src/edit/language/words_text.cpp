// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/saying.h"

#include <fmt/format.h>

#include <array>

namespace takt::language {
namespace {

std::string say_style(const op::StyleChange& style) {
    constexpr auto kPlaces = std::to_array<std::string_view>({"at the top", "in the centre", "at the bottom"});
    std::string said;
    if (style.place) said += fmt::format(" {}", kPlaces[static_cast<std::size_t>(*style.place)]);
    if (style.size) said += fmt::format(" size {}", say_percent(*style.size));
    if (style.scale) said += fmt::format(" scaled {}x", say_number(*style.scale));
    if (style.colour) said += " " + *style.colour;
    if (style.bold) said += *style.bold ? " bold" : " not bold";
    if (style.italic) said += *style.italic ? " italic" : " not italic";
    if (style.box) said += *style.box ? " boxed" : " not boxed";
    return said;
}

struct Sayer {
    std::string operator()(const op::AddText& o) const {
        return fmt::format("add the {} {}{}{}", o.caption ? "caption" : "title", say_quoted(o.text),
                           o.stretch ? " " + say_stretch(*o.stretch) : "", say_style(o.style));
    }
    std::string operator()(const op::ChangeText& o) const {
        std::string said = "change " + say_texts(o.target);
        if (o.text) said += " to " + say_quoted(*o.text);
        if (o.begin) said += " beginning at " + say_point(*o.begin);
        if (o.end) said += " until " + say_point(*o.end);
        return said + say_style(o.style);
    }
    std::string operator()(const op::RemoveText& o) const { return "remove " + say_texts(o.target); }
    std::string operator()(const op::AddCaptions& o) const {
        return "add captions" + (o.file.empty() ? "" : " from the file " + say_quoted(o.file));
    }
    template <typename Op>
    std::string operator()(const Op&) const {
        return {};
    }
};

struct SessionSayer {
    std::string operator()(const op::Undo& o) const {
        return o.steps == 1 ? "undo" : fmt::format("undo {} steps", o.steps);
    }
    std::string operator()(const op::Redo& o) const {
        return o.steps == 1 ? "redo" : fmt::format("redo {} steps", o.steps);
    }
    std::string operator()(const op::Reset&) const { return "reset"; }
    std::string operator()(const op::Show&) const { return "show the tracks"; }
    std::string operator()(const op::Compare& o) const {
        if (o.before == -1 && !o.after) return "compare with the last revision";
        const std::string before = o.before < 0 ? fmt::format("compare with {} revisions ago", -o.before)
                                                : fmt::format("compare revision {}", o.before);
        return before + (o.after ? fmt::format(" and revision {}", *o.after) : "");
    }
    std::string operator()(const op::Export& o) const {
        return "export" + (o.preset.empty() ? "" : " for " + say_quoted(o.preset)) +
               (o.height ? fmt::format(" at {} lines", *o.height) : "");
    }
    std::string operator()(const op::ShowCredits&) const { return "show the credits"; }
    std::string operator()(const op::ShowStatus&) const { return "show the status"; }
    std::string operator()(const op::Upload& o) const {
        std::string said = "upload";
        for (const std::string& file : o.files) said += " " + say_quoted(file);
        return said;
    }
    template <typename Op>
    std::string operator()(const Op&) const {
        return {};
    }
};

}  // namespace

std::string say_text_op(const EditOp& op) {
    return std::visit(Sayer{}, op);
}

std::string say_session_op(const EditOp& op) {
    return std::visit(SessionSayer{}, op);
}

}  // namespace takt::language
