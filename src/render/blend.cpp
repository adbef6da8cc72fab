// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/blend.h"

#include "render/layers.h"

#include <algorithm>

namespace takt::render {
namespace {

Size plane_size(Size size, int plane) {
    return plane == 0 ? size : Size{size.width / 2, size.height / 2};
}

void mix_row(const std::uint8_t* base, const std::uint8_t* over, std::uint8_t* out, int width, int weight) {
    const auto w = static_cast<std::uint16_t>(weight);
    const auto rest = static_cast<std::uint16_t>(kWhole - weight);
    for (int x = 0; x < width; ++x) {
        out[x] = static_cast<std::uint8_t>(static_cast<std::uint16_t>(base[x] * rest + over[x] * w + kWhole / 2) >> 8);
    }
}

void lay_row(std::uint8_t* row, const std::uint8_t* colour, const std::uint8_t* alpha, int width, int opacity) {
    constexpr int kOne = 255 * kWhole;
    for (int x = 0; x < width; ++x) {
        const int covered = alpha[x] * opacity;
        row[x] = static_cast<std::uint8_t>((row[x] * (kOne - covered) + colour[x] * 255 * opacity + kOne / 2) / kOne);
    }
}

}  // namespace

av::FramePtr black_picture(Size canvas) {
    av::FramePtr picture = av::make_picture(canvas.width, canvas.height, AV_PIX_FMT_YUV420P);
    for (int plane = 0; plane < 3; ++plane) {
        const std::size_t bytes = static_cast<std::size_t>(picture->linesize[plane]) *
                                  static_cast<std::size_t>(plane_size(canvas, plane).height);
        std::fill_n(picture->data[plane], bytes, static_cast<std::uint8_t>(plane == 0 ? 16 : 128));
    }
    return picture;
}

av::FramePtr crossfade(const AVFrame& base, const AVFrame& over, int weight) {
    av::FramePtr mixed = av::make_picture(base.width, base.height, AV_PIX_FMT_YUV420P);
    for (int plane = 0; plane < 3; ++plane) {
        const Size size = plane_size({base.width, base.height}, plane);
        for (std::ptrdiff_t y = 0; y < size.height; ++y) {
            mix_row(base.data[plane] + y * base.linesize[plane], over.data[plane] + y * over.linesize[plane],
                    mixed->data[plane] + y * mixed->linesize[plane], size.width, weight);
        }
    }
    return mixed;
}

void cover(AVFrame& picture, int luma, int weight) {
    for (int plane = 0; plane < 3; ++plane) {
        const Size size = plane_size({picture.width, picture.height}, plane);
        const std::vector<std::uint8_t> colour(static_cast<std::size_t>(size.width),
                                               static_cast<std::uint8_t>(plane == 0 ? luma : 128));
        for (std::ptrdiff_t y = 0; y < size.height; ++y) {
            std::uint8_t* row = picture.data[plane] + y * picture.linesize[plane];
            mix_row(row, colour.data(), row, size.width, weight);
        }
    }
}

void lay_on(AVFrame& picture, const Stamp& stamp, int opacity, int down) {
    const std::vector<std::uint8_t>* colours[] = {&stamp.luma, &stamp.cb, &stamp.cr};
    for (int plane = 0; plane < 3; ++plane) {
        const Size size = plane_size(stamp.size, plane);
        const int left = plane == 0 ? stamp.x : stamp.x / 2;
        const std::ptrdiff_t top = (stamp.y + down) / (plane == 0 ? 1 : 2);
        const std::vector<std::uint8_t>& alpha = plane == 0 ? stamp.luma_alpha : stamp.chroma_alpha;
        for (std::ptrdiff_t y = 0; y < size.height; ++y) {
            lay_row(picture.data[plane] + (top + y) * picture.linesize[plane] + left,
                    colours[plane]->data() + y * size.width, alpha.data() + y * size.width, size.width, opacity);
        }
    }
}

}  // namespace takt::render
