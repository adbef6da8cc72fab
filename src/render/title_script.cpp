// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/title_script.h"

#include "render/ass_handles.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace takt::render {
namespace {

struct Role {
    int height_percent;  // of a line, of the canvas's shorter side
    int bottom_percent;  // clear below, of its height
};
constexpr Role kTitle{8, 14};
constexpr Role kCaption{5, 8};
constexpr int kSidesPercent = 10;
constexpr int kTopPercent = 12;

constexpr std::uint32_t kWhite = 0xFFFFFF;
constexpr std::uint32_t kDark = 110;  // of 255: text that is darker stands out of a white outline

/// White when it is not "#RRGGBB".
std::uint32_t rgb_of(const std::string& colour) {
    const bool hexadecimal = colour.size() == 7 && colour[0] == '#' &&
                             colour.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
    return hexadecimal ? static_cast<std::uint32_t>(std::stoul(colour.substr(1), nullptr, 16)) : kWhite;
}

std::uint32_t lightness(std::uint32_t rgb) {
    return ((rgb >> 16 & 0xFFU) * 54 + (rgb >> 8 & 0xFFU) * 183 + (rgb & 0xFFU) * 19) / 256;
}

std::uint32_t bgr_of(std::uint32_t rgb) {
    return (rgb & 0xFFU) << 16U | (rgb & 0xFF00U) | (rgb >> 16U & 0xFFU);
}

/// libass numbers places as on a keypad.
int alignment(TextPlace place) {
    return place == TextPlace::Top ? 8 : place == TextPlace::Centre ? 5 : 2;
}

bool overlap(const Area& a, const Area& b) {
    return a.x < b.x + b.size.width && b.x < a.x + a.size.width && a.y < b.y + b.size.height &&
           b.y < a.y + a.size.height;
}

}  // namespace

std::string title_script(std::string_view text, const TextStyle& style, Size canvas) {
    const Role role = style.caption ? kCaption : kTitle;
    const int usual = std::min(canvas.width, canvas.height) * role.height_percent / 100;
    const int size = std::max(4, static_cast<int>(std::lround(usual * std::clamp(style.size, 0.25, 4.0))));
    const std::uint32_t rgb = rgb_of(style.colour);
    const std::uint32_t outline = lightness(rgb) < kDark ? kWhite : 0;
    // Border style 4 is libass's own: one box behind all lines, as far beyond them as the shadow would fall.
    const int border_style = style.box ? 4 : 1;
    const int shadow = style.box ? size / 5 : std::max(1, size / 30);
    const int margin_v = canvas.height * (style.place == TextPlace::Top ? kTopPercent : role.bottom_percent) / 100;
    return fmt::format(
        "[Script Info]\nScriptType: v4.00+\nPlayResX: {0}\nPlayResY: {1}\nWrapStyle: 0\nScaledBorderAndShadow: yes\n"
        "[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, OutlineColour, BackColour, Bold, Italic, "
        "BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding\n"
        "Style: Title,DejaVu Sans,{2},&H00{3:06X},&H00{4:06X},&H{5}000000,{6},{7},{8},{9},{10},{11},{12},{12},{13},1\n"
        "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        "Dialogue: 0,0:00:00.00,9:00:00.00,Title,,0,0,0,,{14}\n",
        canvas.width, canvas.height, size, bgr_of(rgb), outline, style.box ? "50" : "80", style.bold ? -1 : 0,
        style.italic ? -1 : 0, border_style, style.box ? 0 : std::max(1, size / 18), shadow, alignment(style.place),
        canvas.width * kSidesPercent / 100, margin_v, ass_escaped(text));
}

std::vector<int> moved_apart(std::span<const PlacedText> texts, Size canvas) {
    std::vector<std::size_t> order(texts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_partition(order.begin(), order.end(), [&](std::size_t i) { return texts[i].caption; });
    std::vector<int> down(texts.size(), 0);
    std::vector<Area> taken;
    for (const std::size_t i : order) {
        Area area = texts[i].area;
        const auto in_the_way = [&] {
            return std::find_if(taken.begin(), taken.end(), [&](const Area& other) { return overlap(area, other); });
        };
        for (auto other = in_the_way(); other != taken.end(); other = in_the_way()) {
            const int free =
                texts[i].place == TextPlace::Bottom ? other->y - area.size.height : other->y + other->size.height;
            if (free < 0 || free + area.size.height > canvas.height) break;
            area.y = free;
        }
        down[i] = area.y - texts[i].area.y;
        taken.push_back(area);
    }
    return down;
}

}  // namespace takt::render
