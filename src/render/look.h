// SPDX-License-Identifier: GPL-3.0-or-later
// A segment's look as tables over 8-bit BT.709 Y'CbCr of limited range: one pass over the pixels, whatever is asked.
// With y = (Y - 16) / 219 and c = C - 128, in this order:
//
//     contrast k      y → (y - 1/2)(1 + k) + 1/2    c → c (1 + k)
//     brightness b    y → y + (1 - y) b, or y (1 + b) below 0    c → c (1 - |b|)
//     saturation s    c → c (1 + s)
//     temperature t   Cb → Cb - 24 t · 4y(1 - y)    Cr → Cr + 18 t · 4y(1 - y)    y as it comes out, before the
//     vignette vignette v      y and c times 1 - v · u²(3 - 2u), u = (r - 0.4) / 0.6 from 0, r = 1 in the corners
//
// The first three are what the same operations on R'G'B' give. Without a temperature grey stays grey, exactly; with
// one, black and white do. Tables are of grades; `Grading` walks the pixels.
#pragma once

#include "takt/segment.h"

#include "av/handles.h"
#include "render/framing.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace takt::render {

struct LookTables {
    std::array<std::uint8_t, 256> luma{};
    std::array<std::uint8_t, 256> chroma{};    ///< of Cb and Cr alike
    std::array<std::int8_t, 256> warmth_cb{};  ///< by the luma that comes out
    std::array<std::int8_t, 256> warmth_cr{};
};
[[nodiscard]] LookTables look_tables(const Look& look);

/// What a vignette leaves at (x, y) of a picture, 0..256.
[[nodiscard]] int vignette_share(double vignette, double x, double y, Size size);

/// Keeps the tables of the look last asked for. Not to be shared between threads.
class Grading {
public:
    /// Inside `area` the picture, which must be writable, takes on the look.
    void apply(const Look& look, const Area& area, AVFrame& picture);

private:
    void prepare(const Look& look, const Area& area);

    std::optional<Look> look_;
    Area area_;
    LookTables tables_;
    std::vector<std::uint16_t> luma_share_;  // of the vignette; empty without one
    std::vector<std::uint16_t> chroma_share_;
};

}  // namespace takt::render
