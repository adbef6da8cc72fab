// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/saying.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace takt::language {
namespace {

std::string say_refs(const std::vector<int>& refs, const std::string& noun) {
    std::string said;
    for (std::size_t i = 0; i < refs.size(); ++i) {
        if (i > 0) said += " and ";
        const int ref = refs[i];
        if (ref > 0) {
            said += fmt::format("{} {}", noun, ref);
        } else if (ref == kMiddleClip) {
            said += "the middle " + noun;
        } else {
            said += fmt::format("the {}last {}", ref == -1 ? "" : fmt::format("{}th to ", -ref), noun);
        }
    }
    return said;
}

std::string with_stretch(std::string said, const Target& target) {
    return target.stretch ? said + " " + say_stretch(*target.stretch) : said;
}

}  // namespace

std::string say_number(double value) {
    return fmt::format("{}", value);
}

std::string say_percent(double part) {
    constexpr int kFewest = 6;
    constexpr int kMost = 17;
    std::string said;
    for (int digits = kFewest; digits <= kMost; ++digits) {  // 1.15 is 115, but 1.15 * 100 is not
        said = fmt::format("{:.{}g}", part * 100, digits);
        if (std::strtod(said.c_str(), nullptr) / 100 == part) break;
    }
    return said + '%';
}

std::string say_time(Ms time) {
    const std::int64_t ms = std::abs(time.count());
    std::string said = fmt::format("{}{}.{:03}", time.count() < 0 ? "-" : "", ms / 1000, ms % 1000);
    said.resize(said.find_last_not_of('0') + 1);
    if (said.back() == '.') said.pop_back();
    return said + " s";
}

std::string say_point(const Moment& moment) {
    if (!moment.from_end) return say_time(moment.at);
    return moment.at == Ms{0} ? "the end" : say_time(moment.at) + " before the end";
}

std::string say_stretch(const Stretch& stretch) {
    return fmt::format("from {} to {}", say_point(stretch.begin), say_point(stretch.end));
}

std::string say_quoted(const std::string& text) {
    constexpr auto kPairs = std::to_array<std::pair<std::string_view, std::string_view>>(
        {{"\"", "\""}, {"“", "”"}, {"「", "」"}, {"《", "》"}, {"«", "»"}});
    for (const auto& [open, close] : kPairs) {
        if (text.find(close) == std::string::npos) return std::string(open) + text + std::string(close);
    }
    // A text with every closing quote stands behind as many signs as no part of it has.
    std::string fence = "##";
    while (text.find(fence + '"') != std::string::npos) fence += '#';
    return fence + '"' + text + '"' + fence;
}

std::string say_clips(const Target& target, const std::string& all) {
    return with_stretch(target.clips.empty() ? all : say_refs(target.clips, "clip"), target);
}

std::string say_sound(const Target& target) {
    using Kind = Target::Kind;
    if (target.kind == Kind::Original) {
        return with_stretch(
            target.clips.empty() ? "the original sound" : "the original sound of " + say_refs(target.clips, "clip"),
            target);
    }
    if (target.kind == Kind::Titles || target.kind == Kind::Captions) return say_texts(target);
    return with_stretch(target.kind == Kind::Music ? "the music"
                        : target.kind == Kind::Mix ? "everything"
                                                   : say_clips({target.kind, target.clips, {}}, "the video"),
                        target);
}

std::string say_texts(const Target& target) {
    const std::string noun = target.kind == Target::Kind::Captions ? "caption" : "title";
    return target.clips.empty() ? "the " + noun + "s" : say_refs(target.clips, noun);
}

}  // namespace takt::language
