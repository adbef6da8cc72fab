// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/lettering.h"

#include "render/ass_handles.h"

#include <ass/ass.h>
#include <fmt/format.h>

#include <cstddef>
#include <iterator>

namespace takt::render {
namespace {

// libass, as the players it follows, takes a size for ascent and descent together: in DejaVu Sans 0.928 and 0.236 em.
constexpr double kLineInEms = 1.164;
constexpr double kDescentInEms = 0.236;

std::string script_of(std::span<const Words> words, Size canvas) {
    std::string script = fmt::format(
        "[Script Info]\nScriptType: v4.00+\nPlayResX: {}\nPlayResY: {}\nWrapStyle: 2\n"
        "[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, OutlineColour, BackColour, Bold, BorderStyle, "
        "Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding\n"
        "Style: W,DejaVu Sans,12,&H00000000,&H00000000,&H00000000,0,1,0,0,1,0,0,0,1\n"
        "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n",
        canvas.width, canvas.height);
    for (const Words& word : words) {
        const std::uint32_t bgr = (word.rgb & 0xFFU) << 16U | (word.rgb & 0xFF00U) | (word.rgb >> 16U & 0xFFU);
        fmt::format_to(
            std::back_inserter(script),
            "Dialogue: 0,0:00:00.00,9:00:00.00,W,,0,0,0,,{{\\an{}\\pos({:.2f},{:.2f})\\fs{:.2f}\\b{}\\c&H{:06X}&"
            "}}{}\n",
            1 + static_cast<int>(word.anchor), word.x, word.y + kDescentInEms * word.size, kLineInEms * word.size,
            word.bold ? 1 : 0, bgr, ass_escaped(word.text));
    }
    return script;
}

void lay_on(std::span<std::uint8_t> rgba, Size canvas, const ASS_Image& image) {
    const std::uint32_t opacity = 255 - (image.color & 0xFFU);
    for (int y = 0; y < image.h; ++y) {
        const unsigned char* row = image.bitmap + static_cast<std::ptrdiff_t>(y) * image.stride;
        // libass clips to the frame it was told of.
        std::uint8_t* out =
            &rgba[4 * (static_cast<std::size_t>(image.dst_y + y) * static_cast<std::size_t>(canvas.width) +
                       static_cast<std::size_t>(image.dst_x))];
        for (int x = 0; x < image.w; ++x, out += 4) {
            const std::uint32_t alpha = row[x] * opacity / 255;
            for (unsigned i = 0; i < 3; ++i) {
                const std::uint32_t ink = image.color >> (24 - 8 * i) & 0xFFU;
                out[i] = static_cast<std::uint8_t>((ink * alpha + out[i] * (255 - alpha) + 127) / 255);
            }
        }
    }
}

}  // namespace

void letter(std::span<std::uint8_t> rgba, Size canvas, std::span<const Words> words) {
    const AssLibraryPtr library = make_ass_library();
    const AssRendererPtr renderer = make_ass_renderer(*library, canvas);
    const AssTrackPtr track = read_ass_script(*library, script_of(words, canvas));
    const ASS_Image* image = ass_render_frame(renderer.get(), track.get(), 1000, nullptr);
    for (; image != nullptr; image = image->next) {
        if (image->w > 0 && image->h > 0) lay_on(rgba, canvas, *image);
    }
}

}  // namespace takt::render
