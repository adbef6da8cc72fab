// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/tone_rows_avx2.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace takt::av {
namespace {

using Row = std::vector<std::uint16_t>;

Row samples(int count, int most, unsigned seed) {
    std::mt19937 random(seed);
    Row row(count);
    for (std::uint16_t& sample : row) sample = static_cast<std::uint16_t>(random() % (most + 1));
    return row;
}

struct Made {
    Row halved;
    Row shifted;
    Row doubled;
    std::vector<std::int16_t> sums;
    std::vector<std::uint8_t> y;
    std::vector<std::uint8_t> u;
    std::vector<std::uint8_t> v;
    bool operator==(const Made&) const = default;
};

/// Every step over rows of noise up to `most`.
Made made(const RowSteps& steps, const ToneTable& table, int width, int most) {
    Made out{Row(width), Row(width), Row(width), std::vector<std::int16_t>(3 * width), {}, {}, {}};
    out.y.resize(width);
    out.u.resize(width / 2);
    out.v.resize(width / 2);
    const Row a = samples(2 * width, most, 1);
    const Row b = samples(2 * width, most, 2);
    steps.halve(a.data(), b.data(), out.halved.data(), width);
    steps.shift_chroma(a.data(), out.shifted.data(), width);
    steps.double_chroma(a.data(), b.data(), out.doubled.data(), width);
    const ColourSums sums{out.sums.data(), out.sums.data() + width, out.sums.data() + 2 * width};
    for (int row = 0; row < 2; ++row) {
        steps.map(table, {a.data() + row, out.shifted.data(), out.doubled.data(), width}, out.y.data(), sums);
    }
    steps.fold(sums, out.u.data(), out.v.data(), width);
    return out;
}

TEST(ToneRows, AreTheSameBytesInPlainCodeAndInAvx2) {
    const RowSteps* const fast = avx2_row_steps();
    if (fast == nullptr) GTEST_SKIP() << "skipped: this processor has no AVX2";
    for (const HdrKind kind : {HdrKind::Hlg, HdrKind::Pq}) {
        const ToneTable table({.transfer = kind, .full_range = kind == HdrKind::Pq, .peak = 10});
        for (const int width : {2, 14, 16, 34, 66, 1000}) {
            EXPECT_EQ(made(plain_row_steps(), table, width, 1023), made(*fast, table, width, 1023)) << width;
            // Raw video may hold anything in the six bits above.
            EXPECT_EQ(made(plain_row_steps(), table, width, 65535), made(*fast, table, width, 65535)) << width;
        }
    }
}

TEST(ToneTable, KeepsBlackAndGreyColourless) {
    const ToneTable table({.transfer = HdrKind::Hlg});
    constexpr int kWidth = 32;
    for (const int code : {64, 300, 600, 940}) {
        const Row luma(kWidth, static_cast<std::uint16_t>(code));
        const Row zero(kWidth, kChromaZero);
        std::vector<std::int16_t> kept(3 * kWidth);
        const ColourSums sums{kept.data(), kept.data() + kWidth, kept.data() + 2 * kWidth};
        std::vector<std::uint8_t> y(kWidth);
        std::vector<std::uint8_t> u(kWidth / 2);
        std::vector<std::uint8_t> v(kWidth / 2);
        for (int row = 0; row < 2; ++row) {
            best_row_steps().map(table, {luma.data(), zero.data(), zero.data(), kWidth}, y.data(), sums);
        }
        best_row_steps().fold(sums, u.data(), v.data(), kWidth);
        EXPECT_EQ(u[3], 128) << code;
        EXPECT_EQ(v[3], 128) << code;
        if (code == 64) {
            EXPECT_EQ(y[3], 16);
        } else if (code == 940) {
            EXPECT_NEAR(y[3], 235, 1);
        }
    }
}

}  // namespace
}  // namespace takt::av
