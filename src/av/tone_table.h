// SPDX-License-Identifier: GPL-3.0-or-later
// The curves of tone_curve.h as tables of 50 KB, and the matrices before and after them: what a row step needs to map
// a colour. Signals and output are integers; light between the two tables is float, in an order of operations that
// every implementation keeps, so that all give the same integers. Made in a millisecond, once per kind of signal.
#pragma once

#include "av/tone_curve.h"

#include <array>
#include <cstdint>
#include <vector>

namespace takt::av {

/// Chroma samples of a ToneRow are in eighths of a 10-bit code, so that they can lie between two stored ones.
constexpr int kChromaScale = 8;
constexpr int kChromaMax = 1024 * kChromaScale - 1;
constexpr int kChromaZero = 512 * kChromaScale;
constexpr int kLumaMax = 1023;

/// R'G'B' of the screen, in whole numbers: 1 is white. Chroma is made of sums of them.
constexpr int kScreenWhite = 8192;

struct ToneTable {
    explicit ToneTable(const HdrSignal& signal);

    HdrSignal signal;

    // Signals of a colour, as entry numbers: (luma · y + factors · (u, v) + offset) >> kSignalShift, clamped to light.
    static constexpr int kSignalShift = 12;
    std::int16_t luma;
    std::int16_t red_v;
    std::int16_t green_u;
    std::int16_t green_v;
    std::int16_t blue_u;
    std::int32_t offset;
    std::vector<float> light;  ///< by signal, over [0, 1.5]; zscale reads impossible ones above as 1.5 too

    /// BT.2020 light to BT.709 light, both of white D65 (ITU-R BT.2087); rows are red, green, blue.
    static constexpr std::array<float, 9> kPrimaries = {1.660491F,  -0.587641F, -0.072850F, -0.124550F, 1.132900F,
                                                        -0.008349F, -0.018151F, -0.100579F, 1.118730F};
    ToneScale scale;

    // Screen signals by the bits of the light's magnitude as a float: 256 entries from each power of two to the next.
    static constexpr int kMantissaShift = 15;
    static constexpr int kLowestLight = (127 - 24) << 8;  ///< entry number of 2^-24, which is black
    std::vector<std::int32_t> screen;
};

/// BT.709 limited range from screen signals, scaled by 2^kCodeShift: rows are Y, Cb, Cr.
constexpr int kCodeShift = 20;
constexpr std::array<std::array<std::int16_t, 3>, 3> kCodes = {
    {{5959, 20049, 2024}, {-3285, -11051, 14336}, {14336, -13021, -1315}}};
constexpr std::int32_t kLumaOffset = (16 << kCodeShift) + (1 << (kCodeShift - 1));
constexpr std::int32_t kChromaOffset = (128 << kCodeShift) + (1 << (kCodeShift - 1));

}  // namespace takt::av
