// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/scenes.h"

#include "generator/drawing.h"

#include <cmath>
#include <cstdint>

namespace takt::samples {
namespace {

int whole(double value) {
    return static_cast<int>(std::lround(value));
}

/// 0..1, always the same for the same number.
double scatter(int number) {
    auto bits = static_cast<std::uint32_t>(number) * 2654435761U;
    bits ^= bits >> 15U;
    bits *= 2246822519U;
    bits ^= bits >> 13U;
    return (bits & 0xFFFFFFU) / static_cast<double>(0x1000000);
}

/// Like %, but never negative.
double wrapped(double value, double period) {
    return value - period * std::floor(value / period);
}

/// Height of a ball that bounces once in `period` seconds, 0 on the floor and 1 at the top.
double bounce(double time_s, double period) {
    const double phase = 2 * wrapped(time_s, period) / period - 1;
    return 1 - phase * phase;
}

void draw_hill_line(AVFrame& picture, double base, double height, double shift, Yuv colour) {
    constexpr int kStep = 4;
    for (int x = 0; x < picture.width; x += kStep) {
        const double at = (x + shift) / picture.width;
        const double top = base - height * (0.6 * std::sin(5 * at) + 0.4 * std::sin(13 * at + 1));
        rectangle(picture, x, whole(top), kStep, picture.height - whole(top), colour);
    }
}

}  // namespace

void draw_sea(AVFrame& picture, double time_s) {
    const double width = picture.width;
    const double height = picture.height;
    vertical_gradient(picture, from_rgb(0.25, 0.2, 0.5), from_rgb(1, 0.65, 0.35));
    disc(picture, width * (0.3 + 0.02 * time_s), height * (0.38 + 0.01 * time_s), height * 0.12, from_rgb(1, 0.9, 0.6));
    for (int wave = 0; wave < 9; ++wave) {
        const double depth = wave / 8.0;
        const double base = height * (0.55 + 0.45 * depth * depth);
        const Yuv colour = mix(from_rgb(0.9, 0.5, 0.4), from_rgb(0.05, 0.2, 0.35), depth);
        constexpr int kStep = 6;
        for (int x = 0; x < picture.width; x += kStep) {
            const double swell = std::sin(x / width * (30 - 20 * depth) + time_s * (1.5 + depth) + wave * 1.7);
            const int top = whole(base + height * 0.012 * (1 + 3 * depth) * swell);
            rectangle(picture, x, top, kStep, picture.height - top, colour);
        }
    }
}

void draw_city(AVFrame& picture, double time_s) {
    const double width = picture.width;
    const double height = picture.height;
    vertical_gradient(picture, from_rgb(0.06, 0.06, 0.22), from_rgb(0.45, 0.22, 0.42));
    for (int star = 0; star < 120; ++star) {
        const double x = wrapped(scatter(star) * width - 12 * time_s, width);
        const double twinkle = 0.6 + 0.4 * std::sin(3 * time_s + star);
        disc(picture, x, scatter(star + 500) * height * 0.5, height / 300 * (1 + scatter(star + 900)),
             from_rgb(twinkle, twinkle, 0.9 * twinkle));
    }
    const double house = width / 8;
    const double passed = time_s * width * 0.08;
    const int first = static_cast<int>(passed / house);
    for (int number = first; number < first + 10; ++number) {
        const double left = number * house - passed;
        const double top = height * (0.3 + 0.4 * scatter(number + 40));
        rectangle(picture, whole(left), whole(top), whole(house * 0.92), picture.height, from_rgb(0.06, 0.07, 0.12));
        const double pane = house / 7;
        for (int row = 0; top + (row + 1) * pane < height; ++row) {
            for (int column = 0; column < 5; ++column) {
                const int window = number * 977 + row * 5 + column;
                if (scatter(window + static_cast<int>(time_s * 0.5 + scatter(window))) < 0.45) continue;
                rectangle(picture, whole(left + (column + 0.8) * pane), whole(top + (row + 0.4) * pane),
                          whole(pane * 0.55), whole(pane * 0.5), from_hue(0.1 + 0.08 * scatter(window), 0.6, 0.75));
            }
        }
    }
}

void draw_balls(AVFrame& picture, double time_s) {
    const double width = picture.width;
    const double height = picture.height;
    vertical_gradient(picture, from_rgb(0.95, 0.85, 0.55), from_rgb(0.9, 0.55, 0.5));
    rectangle(picture, 0, whole(height * 0.88), picture.width, picture.height, from_rgb(0.45, 0.25, 0.3));
    for (int ball = 0; ball < 5; ++ball) {
        const double radius = width * (0.06 + 0.025 * ball);
        const double floor = height * 0.9 - radius;
        const double leap = height * (0.65 - 0.08 * ball);
        const double x = width * 0.5 + width * 0.36 * std::sin(0.7 * time_s + 1.3 * ball);
        const double y = floor - leap * bounce(time_s + 0.31 * ball, 1.1 + 0.17 * ball);
        const Yuv colour = from_hue(0.5 + 0.13 * ball, 0.75, 0.85);
        disc(picture, x, y, radius, colour);
        disc(picture, x - radius * 0.35, y - radius * 0.35, radius * 0.25, mix(colour, kWhite, 0.7));
    }
}

void draw_road(AVFrame& picture, double time_s) {
    const double width = picture.width;
    const int horizon = picture.height * 2 / 5;
    vertical_gradient(picture, from_rgb(0.35, 0.6, 0.95), from_rgb(0.95, 0.95, 0.9));
    for (int y = horizon; y < picture.height; ++y) {
        const double near = static_cast<double>(y - horizon + 1) / (picture.height - horizon);
        // Distance grows as 1 / near: stripes that are even on the ground.
        const double along = 3 / near + 9 * time_s;
        const bool odd = wrapped(along, 4) < 2;
        const double middle = width * (0.5 + 0.12 * (1 - near) * std::sin(0.8 * time_s));
        const double half = width * 0.42 * near;
        rectangle(picture, 0, y, picture.width, 1, odd ? from_rgb(0.75, 0.6, 0.3) : from_rgb(0.65, 0.5, 0.25));
        rectangle(picture, whole(middle - half * 1.1), y, whole(half * 2.2), 1,
                  odd ? from_rgb(0.9, 0.2, 0.15) : from_rgb(0.95, 0.95, 0.95));
        rectangle(picture, whole(middle - half), y, whole(half * 2), 1, from_rgb(0.28, 0.28, 0.3));
        if (odd) rectangle(picture, whole(middle - half * 0.03), y, whole(half * 0.06) + 1, 1, kWhite);
    }
}

void draw_hills(AVFrame& picture, double time_s) {
    const double width = picture.width;
    const double height = picture.height;
    vertical_gradient(picture, from_rgb(0.55, 0.85, 0.85), from_rgb(0.9, 1, 0.85));
    for (int cloud = 0; cloud < 4; ++cloud) {
        const double x = wrapped(width * (0.3 * cloud) + 40 * time_s, width * 1.2) - width * 0.1;
        const double y = height * (0.12 + 0.07 * scatter(cloud));
        for (int puff = 0; puff < 4; ++puff) disc(picture, x + puff * width * 0.03, y, height * 0.05, kWhite);
    }
    draw_hill_line(picture, height * 0.55, height * 0.12, width * 0.10 * time_s, from_rgb(0.45, 0.65, 0.6));
    draw_hill_line(picture, height * 0.70, height * 0.10, width * 0.25 * time_s + 300, from_rgb(0.25, 0.55, 0.3));
    draw_hill_line(picture, height * 0.88, height * 0.08, width * 0.60 * time_s + 700, from_rgb(0.1, 0.35, 0.12));
}

}  // namespace takt::samples
