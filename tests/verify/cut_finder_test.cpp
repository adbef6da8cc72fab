// SPDX-License-Identifier: GPL-3.0-or-later
// Transitions of every kind, drawn cell by cell: found in their middle, or known to be invisible.
#include "verify/cut_finder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <vector>

namespace takt::verify {
namespace {

using namespace std::chrono_literals;

constexpr FrameRate kRate{30, 1};
constexpr Us kFrame = frame_time(1, kRate);
constexpr int kCells = av::LumaGrid::kWidth * av::LumaGrid::kHeight;

int old_shot(int cell) {
    return 60 + cell * 7 % 90;
}
int new_shot(int cell) {
    return 170 - cell * 11 % 120;
}

/// Value of a cell at `progress` 0..1 of the transition.
using Draw = std::function<double(int cell, double progress)>;

std::vector<Seen> pictures(const Cut& cut, const Draw& draw) {
    std::vector<Seen> made;
    for (int n = 0; n < 60; ++n) {
        const Us time = frame_time(n, kRate);
        const double passed = seconds(time - cut.time) / seconds(cut.transition.duration) + 0.5;
        Seen seen{time, {}};
        for (int i = 0; i < kCells; ++i) {
            seen.grid.cells[static_cast<std::size_t>(i)] =
                static_cast<std::uint8_t>(draw(i, std::clamp(passed, 0.0, 1.0)));
        }
        made.push_back(seen);
    }
    return made;
}

double fading(double through, int cell, double progress) {
    const double shot = progress < 0.5 ? old_shot(cell) : new_shot(cell);
    return shot + (through - shot) * (1 - std::abs(2 * progress - 1));
}

TEST(Transitions, ThroughBlackAndWhiteAreFoundInTheirMiddle) {
    const Cut black{1s, {TransitionKind::FadeBlack, 400ms}};
    const auto dark = pictures(black, [](int cell, double at) { return fading(0, cell, at); });
    ASSERT_TRUE(locate(black, dark, kFrame));
    EXPECT_LE(std::chrono::abs(*locate(black, dark, kFrame) - black.time), kFrame);
    const Cut white{1s, {TransitionKind::FadeWhite, 400ms}};
    const auto bright = pictures(white, [](int cell, double at) { return fading(255, cell, at); });
    ASSERT_TRUE(locate(white, bright, kFrame));
    EXPECT_LE(std::chrono::abs(*locate(white, bright, kFrame) - white.time), kFrame);
}

TEST(Transitions, ThroughBlackFromABlackShotAreInvisible) {
    const Cut cut{1s, {TransitionKind::FadeBlack, 400ms}};
    const auto seen = pictures(cut, [](int cell, double at) { return at < 0.5 ? 0 : fading(0, cell, at); });
    EXPECT_FALSE(locate(cut, seen, kFrame));
}

TEST(Transitions, WipeIsFoundWhereHalfIsUncovered) {
    const Cut cut{1s, {TransitionKind::Wipe, 400ms, Side::Right}};
    const auto seen = pictures(cut, [](int cell, double at) {
        const double x = (cell % av::LumaGrid::kWidth + 0.5) / av::LumaGrid::kWidth;
        return x > 1 - at ? new_shot(cell) : old_shot(cell);
    });
    ASSERT_TRUE(locate(cut, seen, kFrame));
    EXPECT_LE(std::chrono::abs(*locate(cut, seen, kFrame) - cut.time), 2 * kFrame);
}

TEST(Transitions, PushIsInvisible) {
    const Cut cut{1s, {TransitionKind::Push, 400ms}};
    const auto seen = pictures(cut, [](int cell, double at) { return at < 0.5 ? old_shot(cell) : new_shot(cell); });
    EXPECT_FALSE(locate(cut, seen, kFrame));
}

TEST(Transitions, WindowsReachBeyondTheTransition) {
    const std::vector<Cut> cuts{{1s, {TransitionKind::Wipe, 400ms}}};
    EXPECT_LT(window_of(cuts, 0, kFrame).begin, Us{800ms});
    EXPECT_GT(window_of(cuts, 0, kFrame).end, Us{1200ms});
}

}  // namespace
}  // namespace takt::verify
