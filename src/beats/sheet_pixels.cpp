// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/sheet.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace takt::beats {
namespace {

/// How much of pixel `at` lies in [begin, end).
double covered(int at, double begin, double end) {
    return std::max(0.0, std::min(end, at + 1.0) - std::max(begin, static_cast<double>(at)));
}

class Canvas {
public:
    Canvas(int width, int height)
        : width_(width),
          height_(height),
          pixels_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4, 255) {}

    void draw(const Layer& layer) {
        const std::array<double, 3> colour = {static_cast<double>(layer.rgb >> 16U & 255U),
                                              static_cast<double>(layer.rgb >> 8U & 255U),
                                              static_cast<double>(layer.rgb & 255U)};
        for (const Area& area : layer.areas) {
            each_pixel(area, [&](int x, int y, double share) { blend(x, y, colour, share * layer.opacity); });
        }
    }

    void draw(const Raster& raster) {
        if (raster.columns <= 0 || raster.rows <= 0) return;
        each_pixel(raster.area, [&](int x, int y, double share) {
            const double column = (x + 0.5 - raster.area.x) / raster.area.width * raster.columns - 0.5;
            const double row = (y + 0.5 - raster.area.y) / raster.area.height * raster.rows - 0.5;
            blend(x, y, sample(raster, column, row), share);
        });
    }

    std::vector<std::uint8_t> take() { return std::move(pixels_); }

private:
    template <typename Draw>
    void each_pixel(const Area& area, const Draw& draw) const {
        const int top = std::clamp(static_cast<int>(std::floor(area.y)), 0, height_);
        const int bottom = std::clamp(static_cast<int>(std::ceil(area.y + area.height)), 0, height_);
        const int left = std::clamp(static_cast<int>(std::floor(area.x)), 0, width_);
        const int right = std::clamp(static_cast<int>(std::ceil(area.x + area.width)), 0, width_);
        for (int y = top; y < bottom; ++y) {
            const double down = covered(y, area.y, area.y + area.height);
            for (int x = left; x < right; ++x) draw(x, y, down * covered(x, area.x, area.x + area.width));
        }
    }

    void blend(int x, int y, const std::array<double, 3>& colour, double share) {
        const auto at =
            (static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x)) * 4;
        for (std::size_t i = 0; i < 3; ++i) {
            const double under = pixels_[at + i];
            pixels_[at + i] = static_cast<std::uint8_t>(std::lround(under + (colour[i] - under) * share));
        }
    }

    /// Between the four pixels around; the edge goes on outside.
    static std::array<double, 3> sample(const Raster& raster, double column, double row) {
        const double x = std::clamp(column, 0.0, raster.columns - 1.0);
        const double y = std::clamp(row, 0.0, raster.rows - 1.0);
        const auto left = static_cast<std::size_t>(x);
        const auto top = static_cast<std::size_t>(y);
        const std::size_t right = std::min(left + 1, static_cast<std::size_t>(raster.columns) - 1);
        const std::size_t bottom = std::min(top + 1, static_cast<std::size_t>(raster.rows) - 1);
        const auto width = static_cast<std::size_t>(raster.columns);
        std::array<double, 3> colour{};
        for (std::size_t i = 0; i < 3; ++i) {
            const auto at = [&](std::size_t c, std::size_t r) {
                return double{1} * raster.rgb[(r * width + c) * 3 + i];
            };
            const double upper = std::lerp(at(left, top), at(right, top), x - static_cast<double>(left));
            const double lower = std::lerp(at(left, bottom), at(right, bottom), x - static_cast<double>(left));
            colour[i] = std::lerp(upper, lower, y - static_cast<double>(top));
        }
        return colour;
    }

    int width_;
    int height_;
    std::vector<std::uint8_t> pixels_;
};

}  // namespace

std::vector<std::uint8_t> sheet_pixels(const Sheet& sheet) {
    Canvas canvas(sheet.width, sheet.height);
    for (const auto& drawn : sheet.drawn) std::visit([&](const auto& part) { canvas.draw(part); }, drawn);
    return canvas.take();
}

}  // namespace takt::beats
