// SPDX-License-Identifier: GPL-3.0-or-later
// The single elements of RowSteps, shared by plain loops and by the ends of vectorised ones: what defines the integers.
#pragma once

#include "av/tone_rows.h"

#include <algorithm>
#include <bit>

namespace takt::av::rows {

using U8 = std::uint8_t;
using U16 = std::uint16_t;

// Darker than any picture; keeps the scale finite. FFmpeg's tonemap filter has the same.
constexpr float kLeastLight = 1e-6F;

inline U16 halved(const U16* above, const U16* below, int x) {
    // Sums wrap in 16 bits, which only samples beyond 10 bits can make them do.
    return static_cast<U16>(static_cast<U16>(above[2 * x] + above[2 * x + 1] + below[2 * x] + below[2 * x + 1] + 2) >>
                            2);
}

inline U16 shifted(const U16* from, int x, int width) {
    return static_cast<U16>(6 * from[x] + 2 * from[std::min(x + 1, width - 1)]);
}

inline U16 doubled(const U16* near, const U16* far, int x, int width) {
    const int from = x / 2;
    const int next = x % 2 == 0 ? from : std::min(from + 1, (width + 1) / 2 - 1);
    return static_cast<U16>(3 * near[from] + far[from] + 3 * near[next] + far[next]);
}

inline float light_at(const ToneTable& table, int signal) {
    return table.light[std::clamp(signal >> ToneTable::kSignalShift, 0, static_cast<int>(table.light.size()) - 1)];
}

inline int screen_at(const ToneTable& table, float light) {
    const auto bits = std::bit_cast<std::uint32_t>(light);
    const int entry = static_cast<int>((bits & 0x7FFF'FFFF) >> ToneTable::kMantissaShift) - ToneTable::kLowestLight;
    const int signal = table.screen[std::clamp(entry, 0, static_cast<int>(table.screen.size()) - 1)];
    return bits >> 31 != 0 ? -signal : signal;
}

inline U8 code(int r, int g, int b, int row, std::int32_t offset) {
    return static_cast<U8>(
        std::clamp((kCodes[row][0] * r + kCodes[row][1] * g + kCodes[row][2] * b + offset) >> kCodeShift, 0, 255));
}

inline void map_one(const ToneTable& table, const ToneRow& row, int x, U8* y, const ColourSums& sums) {
    const int luma = table.luma * std::min<int>(row.y[x], kLumaMax) + table.offset;
    const int u = std::min<int>(row.u[x], kChromaMax) - kChromaZero;
    const int v = std::min<int>(row.v[x], kChromaMax) - kChromaZero;
    const float red = light_at(table, luma + table.red_v * v);
    const float green = light_at(table, luma + table.green_u * u + table.green_v * v);
    const float blue = light_at(table, luma + table.blue_u * u);

    const auto& m = ToneTable::kPrimaries;
    const float r = m[0] * red + m[1] * green + m[2] * blue;
    const float g = m[3] * red + m[4] * green + m[5] * blue;
    const float b = m[6] * red + m[7] * green + m[8] * blue;
    const float scale = table.scale.at(std::max(std::max(r, g), std::max(b, kLeastLight)));

    const int screen_r = screen_at(table, r * scale);
    const int screen_g = screen_at(table, g * scale);
    const int screen_b = screen_at(table, b * scale);
    y[x] = code(screen_r, screen_g, screen_b, 0, kLumaOffset);
    sums.red[x] = static_cast<std::int16_t>(sums.red[x] + screen_r);
    sums.green[x] = static_cast<std::int16_t>(sums.green[x] + screen_g);
    sums.blue[x] = static_cast<std::int16_t>(sums.blue[x] + screen_b);
}

/// Mean over two rows and 1 2 1 columns around 2x.
inline int folded(const std::int16_t* sums, int x, int width) {
    return (sums[std::max(2 * x - 1, 0)] + 2 * sums[2 * x] + sums[std::min(2 * x + 1, width - 1)] + 4) >> 3;
}

inline void fold_one(const ColourSums& sums, int x, U8* u, U8* v, int width) {
    const int r = folded(sums.red, x, width);
    const int g = folded(sums.green, x, width);
    const int b = folded(sums.blue, x, width);
    u[x] = code(r, g, b, 1, kChromaOffset);
    v[x] = code(r, g, b, 2, kChromaOffset);
}

}  // namespace takt::av::rows
