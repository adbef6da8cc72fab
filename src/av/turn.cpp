// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/turn.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace takt::av {
namespace {

/// Bytes in rows; a negative stride walks upwards, which is all it takes to mirror.
template <typename Byte>
struct Plane {
    Byte* first;
    std::ptrdiff_t stride;
    [[nodiscard]] Byte* at(int x, int y) const { return first + y * stride + x; }
    [[nodiscard]] Plane upside_down(int height) const { return {at(0, height - 1), -stride}; }
};
using Source = Plane<const std::uint8_t>;
using Target = Plane<std::uint8_t>;

constexpr int kBlock = 16;
// Blocks are taken in squares of whole cache lines, on both sides.
constexpr int kSquare = 64;

/// Column x of `from` becomes row x of `to`.
void transpose_plain(const Source& from, const Target& to, int left, int top, int right, int bottom) {
    for (int x = left; x < right; ++x) {
        for (int y = top; y < bottom; ++y) *to.at(y, x) = *from.at(x, y);
    }
}

#if defined(__SSE2__)
struct Block {
    __m128i row[kBlock];
};

/// One of four equal rounds: row i is interleaved with row i + 8. After the fourth, rows are columns.
Block interleaved(const Block& rows) {
    Block out;
    for (int i = 0; i < kBlock / 2; ++i) {
        out.row[2 * i] = _mm_unpacklo_epi8(rows.row[i], rows.row[i + kBlock / 2]);
        out.row[2 * i + 1] = _mm_unpackhi_epi8(rows.row[i], rows.row[i + kBlock / 2]);
    }
    return out;
}

void transpose_block(const Source& from, const Target& to, int left, int top) {
    Block block;
    for (int i = 0; i < kBlock; ++i) {
        block.row[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from.at(left, top + i)));
    }
    block = interleaved(interleaved(interleaved(interleaved(block))));
    for (int i = 0; i < kBlock; ++i) {
        _mm_storeu_si128(reinterpret_cast<__m128i*>(to.at(top, left + i)), block.row[i]);
    }
}
#else
void transpose_block(const Source& from, const Target& to, int left, int top) {
    transpose_plain(from, to, left, top, left + kBlock, top + kBlock);
}
#endif

void transpose_square(const Source& from, const Target& to, int left, int top, int right, int bottom) {
    const int whole_right = left + (right - left) / kBlock * kBlock;
    const int whole_bottom = top + (bottom - top) / kBlock * kBlock;
    for (int x = left; x < whole_right; x += kBlock) {
        for (int y = top; y < whole_bottom; y += kBlock) transpose_block(from, to, x, y);
    }
    transpose_plain(from, to, left, whole_bottom, whole_right, bottom);
    transpose_plain(from, to, whole_right, top, right, bottom);
}

void transpose(const Source& from, const Target& to, int width, int height) {
    for (int top = 0; top < height; top += kSquare) {
        for (int left = 0; left < width; left += kSquare) {
            transpose_square(from, to, left, top, std::min(left + kSquare, width), std::min(top + kSquare, height));
        }
    }
}

void copy_rows(const Source& from, const Target& to, int width, int height, bool mirrored) {
    for (int y = 0; y < height; ++y) {
        if (mirrored) {
            std::reverse_copy(from.at(0, y), from.at(width, y), to.at(0, y));
        } else {
            std::copy_n(from.at(0, y), width, to.at(0, y));
        }
    }
}

void turn_plane(Source from, Target to, int width, int height, const Orientation& orientation) {
    switch (orientation.clockwise_deg) {
        case 90:  // the lowest row becomes the first column
            transpose(from.upside_down(height), orientation.mirrored ? to.upside_down(width) : to, width, height);
            break;
        case 270:  // the last column becomes the first row
            transpose(from, orientation.mirrored ? to : to.upside_down(width), width, height);
            break;
        case 180: copy_rows(from.upside_down(height), to, width, height, !orientation.mirrored); break;
        default: copy_rows(from, to, width, height, orientation.mirrored); break;
    }
}

}  // namespace

void turn(const AVFrame& from, AVFrame& to, const Orientation& orientation) {
    for (int plane = 0; plane < 3; ++plane) {
        const int part = plane == 0 ? 1 : 2;
        turn_plane({from.data[plane], from.linesize[plane]}, {to.data[plane], to.linesize[plane]}, from.width / part,
                   from.height / part, orientation);
    }
}

}  // namespace takt::av
