// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/tone_rows_avx2.h"

#if defined(__x86_64__)

#include "av/tone_rows_inner.h"

#include <immintrin.h>

// The rest of takt is compiled for any x86-64; these functions run after the processor was asked.
#define TAKT_AVX2 __attribute__((target("avx2")))

namespace takt::av {
namespace {

using rows::U16;
using rows::U8;

constexpr int kLanes = 16;

TAKT_AVX2 inline __m256i load(const U16* from) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
}

TAKT_AVX2 inline void store(U16* to, __m256i values) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), values);
}

/// a[0] + a[1], a[2] + a[3], …, b[0] + b[1], …
TAKT_AVX2 inline __m256i pair_sums(__m256i a, __m256i b) {
    return _mm256_permute4x64_epi64(_mm256_hadd_epi16(a, b), 0xD8);
}

TAKT_AVX2 void halve(const U16* above, const U16* below, U16* out, int width) {
    const __m256i round = _mm256_set1_epi16(2);
    int x = 0;
    for (; x + kLanes <= width; x += kLanes) {
        const __m256i left = _mm256_add_epi16(load(above + 2 * x), load(below + 2 * x));
        const __m256i right = _mm256_add_epi16(load(above + 2 * x + kLanes), load(below + 2 * x + kLanes));
        store(out + x, _mm256_srli_epi16(_mm256_add_epi16(pair_sums(left, right), round), 2));
    }
    for (; x < width; ++x) out[x] = rows::halved(above, below, x);
}

TAKT_AVX2 void shift_chroma(const U16* from, U16* out, int width) {
    int x = 0;
    for (; x + kLanes < width; x += kLanes) {
        const __m256i here = load(from + x);
        const __m256i thrice = _mm256_add_epi16(here, _mm256_slli_epi16(here, 1));
        store(out + x, _mm256_slli_epi16(_mm256_add_epi16(thrice, load(from + x + 1)), 1));
    }
    for (; x < width; ++x) out[x] = rows::shifted(from, x, width);
}

TAKT_AVX2 inline __m256i between_rows(const U16* near, const U16* far) {
    const __m256i close = load(near);
    return _mm256_add_epi16(_mm256_add_epi16(close, _mm256_slli_epi16(close, 1)), load(far));
}

TAKT_AVX2 void double_chroma(const U16* near, const U16* far, U16* out, int width) {
    int x = 0;
    // One more sample than the lanes is read.
    for (; x + 2 * kLanes < width; x += 2 * kLanes) {
        const __m256i here = between_rows(near + x / 2, far + x / 2);
        const __m256i next = between_rows(near + x / 2 + 1, far + x / 2 + 1);
        const __m256i on = _mm256_slli_epi16(here, 1);
        const __m256i off = _mm256_add_epi16(here, next);
        const __m256i low = _mm256_unpacklo_epi16(on, off);
        const __m256i high = _mm256_unpackhi_epi16(on, off);
        store(out + x, _mm256_permute2x128_si256(low, high, 0x20));
        store(out + x + kLanes, _mm256_permute2x128_si256(low, high, 0x31));
    }
    for (; x < width; ++x) out[x] = rows::doubled(near, far, x, width);
}

/// Two factors for the two 16-bit halves of each lane.
TAKT_AVX2 inline __m256i factors(int low, int high) {
    return _mm256_set1_epi32(static_cast<int>(static_cast<std::uint32_t>(high) << 16 | (low & 0xFFFF)));
}

/// Luma with one chroma each, as pairs of 16 bits for eight colours.
struct Pairs {
    __m256i yu;
    __m256i yv;
};

struct Eight {
    __m256i red;
    __m256i green;
    __m256i blue;
};

TAKT_AVX2 inline __m256 light_at(const ToneTable& table, __m256i sum) {
    const __m256i entry =
        _mm256_srai_epi32(_mm256_add_epi32(sum, _mm256_set1_epi32(table.offset)), ToneTable::kSignalShift);
    const __m256i last = _mm256_set1_epi32(static_cast<int>(table.light.size()) - 1);
    const __m256i inside = _mm256_min_epi32(_mm256_max_epi32(entry, _mm256_setzero_si256()), last);
    return _mm256_i32gather_ps(table.light.data(), inside, 4);
}

TAKT_AVX2 inline __m256i screen_at(const ToneTable& table, __m256 light) {
    const __m256i bits = _mm256_castps_si256(light);
    const __m256i magnitude = _mm256_and_si256(bits, _mm256_set1_epi32(0x7FFF'FFFF));
    const __m256i entry = _mm256_sub_epi32(_mm256_srli_epi32(magnitude, ToneTable::kMantissaShift),
                                           _mm256_set1_epi32(ToneTable::kLowestLight));
    const __m256i last = _mm256_set1_epi32(static_cast<int>(table.screen.size()) - 1);
    const __m256i inside = _mm256_min_epi32(_mm256_max_epi32(entry, _mm256_setzero_si256()), last);
    return _mm256_sign_epi32(_mm256_i32gather_epi32(table.screen.data(), inside, 4), bits);
}

TAKT_AVX2 inline __m256 weighted(const float* m, __m256 r, __m256 g, __m256 b) {
    const __m256 two = _mm256_add_ps(_mm256_mul_ps(_mm256_set1_ps(m[0]), r), _mm256_mul_ps(_mm256_set1_ps(m[1]), g));
    return _mm256_add_ps(two, _mm256_mul_ps(_mm256_set1_ps(m[2]), b));
}

TAKT_AVX2 inline __m256 scale_at(const ToneScale& scale, __m256 m) {
    const __m256 top = _mm256_add_ps(_mm256_mul_ps(_mm256_set1_ps(scale.top1), m), _mm256_set1_ps(scale.top0));
    const __m256 inner = _mm256_add_ps(_mm256_mul_ps(_mm256_set1_ps(scale.bottom2), m), _mm256_set1_ps(scale.bottom1));
    return _mm256_div_ps(top, _mm256_add_ps(_mm256_mul_ps(inner, m), _mm256_set1_ps(scale.bottom0)));
}

/// Screen signals of eight colours.
TAKT_AVX2 inline Eight screen_signals(const ToneTable& table, const Pairs& in) {
    const __m256 red = light_at(table, _mm256_madd_epi16(in.yv, factors(table.luma, table.red_v)));
    const __m256 green = light_at(table, _mm256_add_epi32(_mm256_madd_epi16(in.yv, factors(table.luma, table.green_v)),
                                                          _mm256_madd_epi16(in.yu, factors(0, table.green_u))));
    const __m256 blue = light_at(table, _mm256_madd_epi16(in.yu, factors(table.luma, table.blue_u)));
    const float* const m = ToneTable::kPrimaries.data();
    const __m256 r = weighted(m, red, green, blue);
    const __m256 g = weighted(m + 3, red, green, blue);
    const __m256 b = weighted(m + 6, red, green, blue);
    const __m256 brightest = _mm256_max_ps(_mm256_max_ps(r, g), _mm256_max_ps(b, _mm256_set1_ps(rows::kLeastLight)));
    const __m256 scale = scale_at(table.scale, brightest);
    return {screen_at(table, _mm256_mul_ps(r, scale)), screen_at(table, _mm256_mul_ps(g, scale)),
            screen_at(table, _mm256_mul_ps(b, scale))};
}

/// Codes of eight colours whose signals fit 16 bits; not clipped yet.
TAKT_AVX2 inline __m256i codes(const Eight& in, int row, std::int32_t offset) {
    const __m256i red_green = _mm256_blend_epi16(in.red, _mm256_slli_epi32(in.green, 16), 0xAA);
    const __m256i two = _mm256_madd_epi16(red_green, factors(kCodes[row][0], kCodes[row][1]));
    const __m256i blue = _mm256_madd_epi16(in.blue, factors(kCodes[row][2], 0));
    return _mm256_srai_epi32(_mm256_add_epi32(_mm256_add_epi32(two, blue), _mm256_set1_epi32(offset)), kCodeShift);
}

/// Sixteen codes, clipped, out of words in order.
TAKT_AVX2 inline void store_bytes(U8* to, __m256i words) {
    const __m256i bytes = _mm256_permute4x64_epi64(_mm256_packus_epi16(words, words), 0xD8);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), _mm256_castsi256_si128(bytes));
}

TAKT_AVX2 inline void add_signals(std::int16_t* sums, __m256i low, __m256i high) {
    const auto at = reinterpret_cast<__m256i*>(sums);
    _mm256_storeu_si256(at, _mm256_add_epi16(_mm256_loadu_si256(at), _mm256_packs_epi32(low, high)));
}

TAKT_AVX2 void map(const ToneTable& table, const ToneRow& row, U8* y, const ColourSums& sums) {
    const __m256i chroma_max = _mm256_set1_epi16(kChromaMax);
    const __m256i chroma_zero = _mm256_set1_epi16(kChromaZero);
    int x = 0;
    for (; x + kLanes <= row.width; x += kLanes) {
        const __m256i luma = _mm256_min_epu16(load(row.y + x), _mm256_set1_epi16(kLumaMax));
        const __m256i u = _mm256_sub_epi16(_mm256_min_epu16(load(row.u + x), chroma_max), chroma_zero);
        const __m256i v = _mm256_sub_epi16(_mm256_min_epu16(load(row.v + x), chroma_max), chroma_zero);
        // Unpacking leaves each half in its lane, and packing brings the order back.
        const Eight low = screen_signals(table, {_mm256_unpacklo_epi16(luma, u), _mm256_unpacklo_epi16(luma, v)});
        const Eight high = screen_signals(table, {_mm256_unpackhi_epi16(luma, u), _mm256_unpackhi_epi16(luma, v)});
        store_bytes(y + x, _mm256_packs_epi32(codes(low, 0, kLumaOffset), codes(high, 0, kLumaOffset)));
        add_signals(sums.red + x, low.red, high.red);
        add_signals(sums.green + x, low.green, high.green);
        add_signals(sums.blue + x, low.blue, high.blue);
    }
    for (; x < row.width; ++x) rows::map_one(table, row, x, y, sums);
}

/// Eight means over two rows and 1 2 1 columns around the even samples at `sums`.
TAKT_AVX2 inline __m256i fold_eight(const std::int16_t* sums) {
    const __m256i before = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(sums - 2));
    const __m256i here = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(sums));
    const __m256i two = _mm256_madd_epi16(here, factors(2, 1));
    const __m256i sum = _mm256_add_epi32(_mm256_srai_epi32(before, 16), two);
    return _mm256_srai_epi32(_mm256_add_epi32(sum, _mm256_set1_epi32(4)), 3);
}

TAKT_AVX2 inline Eight fold_eight(const ColourSums& sums, int x) {
    return {fold_eight(sums.red + x), fold_eight(sums.green + x), fold_eight(sums.blue + x)};
}

TAKT_AVX2 inline __m256i joined(__m256i low, __m256i high) {
    return _mm256_permute4x64_epi64(_mm256_packs_epi32(low, high), 0xD8);
}

TAKT_AVX2 void fold(const ColourSums& sums, U8* u, U8* v, int width) {
    int x = 0;
    if (width >= 2) rows::fold_one(sums, x++, u, v, width);
    for (; 2 * (x + kLanes) <= width; x += kLanes) {
        const Eight low = fold_eight(sums, 2 * x);
        const Eight high = fold_eight(sums, 2 * x + kLanes);
        store_bytes(u + x, joined(codes(low, 1, kChromaOffset), codes(high, 1, kChromaOffset)));
        store_bytes(v + x, joined(codes(low, 2, kChromaOffset), codes(high, 2, kChromaOffset)));
    }
    for (; x < width / 2; ++x) rows::fold_one(sums, x, u, v, width);
}

}  // namespace

const RowSteps* avx2_row_steps() {
    static constexpr RowSteps kFast{halve, shift_chroma, double_chroma, map, fold};
    return __builtin_cpu_supports("avx2") ? &kFast : nullptr;
}

}  // namespace takt::av

#undef TAKT_AVX2

#else

namespace takt::av {

const RowSteps* avx2_row_steps() {
    return nullptr;
}

}  // namespace takt::av

#endif
