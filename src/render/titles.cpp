// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/titles.h"

#include "render/title_script.h"

#include <ass/ass.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace takt::render {
namespace {

/// Premultiplied Y'CbCr and alpha at full resolution, while libass's pieces are laid over each other.
struct Layer {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    std::vector<std::array<float, 4>> pixels;
};

bool has_pixels(const ASS_Image& image) {
    return image.w > 0 && image.h > 0;
}

Layer bounds(const ASS_Image* images, Size canvas) {
    int left = canvas.width;
    int top = canvas.height;
    int right = 0;
    int bottom = 0;
    for (const ASS_Image* image = images; image != nullptr; image = image->next) {
        if (!has_pixels(*image)) continue;
        left = std::min(left, image->dst_x);
        top = std::min(top, image->dst_y);
        right = std::max(right, image->dst_x + image->w);
        bottom = std::max(bottom, image->dst_y + image->h);
    }
    if (left >= right || top >= bottom) return {};
    Layer layer{.x = left & ~1, .y = top & ~1};
    // The canvas has even sides, so rounding out stays inside it.
    layer.width = ((right + 1) & ~1) - layer.x;
    layer.height = ((bottom + 1) & ~1) - layer.y;
    layer.pixels.resize(static_cast<std::size_t>(layer.width) * static_cast<std::size_t>(layer.height));
    return layer;
}

/// BT.709, limited range, from 0xRRGGBBTT.
std::array<float, 3> yuv(std::uint32_t colour) {
    const auto part = [&](unsigned shift) { return static_cast<float>((colour >> shift) & 0xFFU) / 255; };
    const float r = part(24);
    const float g = part(16);
    const float b = part(8);
    const float y = 0.2126F * r + 0.7152F * g + 0.0722F * b;
    return {16 + 219 * y, 128 + 224 * (b - y) / 1.8556F, 128 + 224 * (r - y) / 1.5748F};
}

void compose(Layer& layer, const ASS_Image& image) {
    const std::array<float, 3> colour = yuv(image.color);
    const float strength = static_cast<float>(255 - (image.color & 0xFFU)) / (255.0F * 255.0F);
    for (int y = 0; y < image.h; ++y) {
        const unsigned char* row = image.bitmap + static_cast<std::ptrdiff_t>(y) * image.stride;
        auto* out =
            &layer.pixels[static_cast<std::size_t>(image.dst_y - layer.y + y) * static_cast<std::size_t>(layer.width) +
                          static_cast<std::size_t>(image.dst_x - layer.x)];
        for (int x = 0; x < image.w; ++x) {
            const float alpha = row[x] * strength;
            for (std::size_t i = 0; i < 3; ++i) out[x][i] += (colour[i] - out[x][i]) * alpha;
            out[x][3] += (255 - out[x][3]) * alpha;
        }
    }
}

/// "Over" of a colour on nothing leaves colour · alpha, which is what a stamp holds.
Stamp to_stamp(const Layer& layer) {
    Stamp stamp{.x = layer.x, .y = layer.y, .size = {layer.width, layer.height}};
    const auto byte = [](float value) { return static_cast<std::uint8_t>(std::lround(value)); };
    for (const auto& pixel : layer.pixels) {
        stamp.luma.push_back(byte(pixel[0]));
        stamp.luma_alpha.push_back(byte(pixel[3]));
    }
    const auto width = static_cast<std::size_t>(layer.width);
    for (std::size_t row = 0; row < layer.pixels.size(); row += 2 * width) {
        for (std::size_t i = row; i < row + width; i += 2) {
            const auto mean = [&](std::size_t part) {
                const auto& p = layer.pixels;
                return byte((p[i][part] + p[i + 1][part] + p[i + width][part] + p[i + width + 1][part]) / 4);
            };
            stamp.cb.push_back(mean(1));
            stamp.cr.push_back(mean(2));
            stamp.chroma_alpha.push_back(mean(3));
        }
    }
    return stamp;
}

}  // namespace

Titles::Titles(Size canvas) : canvas_(canvas), library_(make_ass_library()) {}

Stamp Titles::rasterise(std::string_view text, const TextStyle& style) {
    if (!renderer_) renderer_ = make_ass_renderer(*library_, canvas_);
    const AssTrackPtr track = read_ass_script(*library_, title_script(text, style, canvas_));
    const ASS_Image* images = ass_render_frame(renderer_.get(), track.get(), 1000, nullptr);
    Layer layer = bounds(images, canvas_);
    for (const ASS_Image* image = images; image != nullptr; image = image->next) {
        if (has_pixels(*image)) compose(layer, *image);
    }
    return to_stamp(layer);
}

void Titles::draw(AVFrame& picture, const std::vector<TitleLayer>& titles) {
    std::map<const Segment*, Stamp> shown;
    std::vector<const Stamp*> stamps;
    std::vector<PlacedText> texts;
    for (const TitleLayer& title : titles) {
        const Segment& segment = *title.segment;
        auto node = stamps_.extract(&segment);
        const Stamp& stamp = node ? shown.insert(std::move(node)).position->second
                                  : shown.emplace(&segment, rasterise(segment.text, segment.style)).first->second;
        stamps.push_back(&stamp);
        texts.push_back({{stamp.x, stamp.y, stamp.size}, segment.style.place, segment.style.caption});
    }
    const std::vector<int> down = moved_apart(texts, canvas_);
    for (std::size_t i = 0; i < titles.size(); ++i) lay_on(picture, *stamps[i], titles[i].opacity, down[i]);
    stamps_ = std::move(shown);
}

}  // namespace takt::render
