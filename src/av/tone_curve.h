// SPDX-License-Identifier: GPL-3.0-or-later
// How an HLG or PQ colour becomes one for an SDR screen: the float formulas behind ToneTable, those of the filter chain
//     zscale (to linear light, 100 nits = 1) → zscale (BT.709 primaries) → tonemap=hable:desat=0 → zscale (BT.709)
// so that the table and the chain give the same picture.
//
//     signal → R'G'B' (BT.2020 matrix, not constant luminance)
//            → light: HLG by BT.2100's inverse OETF and OOTF (gamma 1.2 of each colour, 1000 nits), PQ by SMPTE ST 2084
//            → BT.709 primaries, nothing clipped
//            → all three multiplied by H(m)/(m·H(peak)), m the largest of them; H is John Hable's filmic curve
//            → R'G'B' by BT.1886's inverse (power 1/2.4, odd: outside BT.709 negative) → BT.709 matrix, limited range
#pragma once

#include "takt/media_info.h"

namespace takt::av {

/// What a stored HDR colour means.
struct HdrSignal {
    HdrKind transfer = HdrKind::Hlg;  ///< Hlg or Pq
    bool full_range = false;
    float peak = 10;  ///< brightest light of the source, 1 = 100 nits; over 0
    bool operator==(const HdrSignal&) const = default;
};

/// Light of one colour's signal (0 black, 1 white), 1 = 100 nits. Negative signals give none.
[[nodiscard]] double light_of(HdrKind transfer, double signal);

/// What light is multiplied by to fit the screen is a ratio of polynomials in the brightest colour's light m:
/// (top1·m + top0) / (bottom2·m² + bottom1·m + bottom0), which is H(m) / (m·H(peak)) without its removable pole.
struct ToneScale {
    float top1;
    float top0;
    float bottom2;
    float bottom1;
    float bottom0;
    [[nodiscard]] float at(float m) const { return (top1 * m + top0) / ((bottom2 * m + bottom1) * m + bottom0); }
};
[[nodiscard]] ToneScale tone_scale(double peak);

/// The signal that makes an SDR screen show `light` (1 = its white).
[[nodiscard]] double screen_signal(double light);

}  // namespace takt::av
