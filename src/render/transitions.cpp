// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/transitions.h"

#include "render/blend.h"
#include "render/layers.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace takt::render {
namespace {

bool sideways(Side side) {
    return side == Side::Left || side == Side::Right;
}

/// One plane of both pictures and of what is made of them.
struct Planes {
    const AVFrame& base;
    const AVFrame& over;
    AVFrame& made;
    int plane;
    [[nodiscard]] int step() const { return plane == 0 ? 1 : 2; }
    [[nodiscard]] int width() const { return made.width / step(); }
    [[nodiscard]] int height() const { return made.height / step(); }
    [[nodiscard]] const std::uint8_t* row(const AVFrame& frame, int y) const {
        return frame.data[plane] + static_cast<std::ptrdiff_t>(y) * frame.linesize[plane];
    }
    [[nodiscard]] std::uint8_t* row(int y) const {
        return made.data[plane] + static_cast<std::ptrdiff_t>(y) * made.linesize[plane];
    }
};

/// The weight at each sample of a plane: those of the pixels' weights that it stands on.
std::vector<std::uint16_t> plane_weights(const std::vector<int>& weights, int step, bool reversed) {
    std::vector<std::uint16_t> made;
    for (std::size_t i = 0; i < weights.size(); i += static_cast<std::size_t>(step)) {
        made.push_back(static_cast<std::uint16_t>(weights[i]));
    }
    if (reversed) std::reverse(made.begin(), made.end());
    return made;
}

void mix(const std::uint8_t* base, const std::uint8_t* over, std::uint8_t* out, int width, const std::uint16_t* weights,
         std::size_t weight_step) {
    for (int x = 0; x < width; ++x, weights += weight_step) {
        out[x] = static_cast<std::uint8_t>((base[x] * (kWhole - *weights) + over[x] * *weights + kWhole / 2) / kWhole);
    }
}

void wipe(const Planes& planes, Side from, double progress) {
    const int length = sideways(from) ? planes.made.width : planes.made.height;
    const bool reversed = from == Side::Left || from == Side::Top;
    const auto weights = plane_weights(wipe_weights(length, progress), planes.step(), reversed);
    for (int y = 0; y < planes.height(); ++y) {
        const std::uint16_t* row_weights = weights.data() + (sideways(from) ? 0 : y);
        mix(planes.row(planes.base, y), planes.row(planes.over, y), planes.row(y), planes.width(), row_weights,
            sideways(from) ? 1 : 0);
    }
}

/// The new picture's row `y` (or part of a row) beside the old one's.
void push(const Planes& planes, Side from, int moved_pixels) {
    const int moved = moved_pixels / planes.step();
    const int width = planes.width();
    const int height = planes.height();
    for (int y = 0; y < height; ++y) {
        const std::uint8_t* base = planes.row(planes.base, y);
        const std::uint8_t* over = planes.row(planes.over, y);
        std::uint8_t* out = planes.row(y);
        if (from == Side::Right) {
            std::copy_n(over, moved, std::copy_n(base + moved, width - moved, out));
        } else if (from == Side::Left) {
            std::copy_n(base, width - moved, std::copy_n(over + width - moved, moved, out));
        } else {
            const int shown = from == Side::Bottom ? y + moved : y - moved;  // row of the old picture
            const bool old = shown >= 0 && shown < height;
            const std::uint8_t* row =
                old ? planes.row(planes.base, shown) : planes.row(planes.over, shown + (shown < 0 ? height : -height));
            std::copy_n(row, width, out);
        }
    }
}

}  // namespace

std::vector<int> wipe_weights(int length, double progress) {
    const double edge = (1 - progress) * (length + kWipeEdge) - kWipeEdge / 2.0;
    std::vector<int> weights;
    weights.reserve(static_cast<std::size_t>(length));
    for (int x = 0; x < length; ++x) {
        const double uncovered = std::clamp((x + 0.5 - edge) / kWipeEdge + 0.5, 0.0, 1.0);
        weights.push_back(static_cast<int>(std::lround(kWhole * uncovered)));
    }
    return weights;
}

av::FramePtr between(const AVFrame& base, const AVFrame& over, const Transition& transition, double progress) {
    if (transition.kind != TransitionKind::Wipe && transition.kind != TransitionKind::Push) {
        return crossfade(base, over, static_cast<int>(std::lround(kWhole * progress)));
    }
    av::FramePtr made = av::make_picture(base.width, base.height, AV_PIX_FMT_YUV420P);
    const int length = sideways(transition.from) ? base.width : base.height;
    const int moved = 2 * static_cast<int>(std::lround(progress * length / 2));
    for (int plane = 0; plane < 3; ++plane) {
        const Planes planes{base, over, *made, plane};
        if (transition.kind == TransitionKind::Wipe) {
            wipe(planes, transition.from, progress);
        } else {
            push(planes, transition.from, moved);
        }
    }
    return made;
}

void blacken_outside(AVFrame& picture, const Area& area) {
    for (int plane = 0; plane < 3; ++plane) {
        const int step = plane == 0 ? 1 : 2;
        const auto black = static_cast<std::uint8_t>(plane == 0 ? 16 : 128);
        const int left = area.x / step;
        const int right = (area.x + area.size.width) / step;
        for (int y = 0; y < picture.height / step; ++y) {
            std::uint8_t* row = picture.data[plane] + static_cast<std::ptrdiff_t>(y) * picture.linesize[plane];
            const bool kept = y * step >= area.y && y * step < area.y + area.size.height;
            std::fill(row, row + (kept ? left : picture.width / step), black);
            if (kept) std::fill(row + right, row + picture.width / step, black);
        }
    }
}

}  // namespace takt::render
