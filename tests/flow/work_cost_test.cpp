// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/work_cost.h"

#include <gtest/gtest.h>

namespace takt::flow {
namespace {

MediaInfo clip(Size size, int bit_depth, Us duration) {
    MediaInfo info{.size_bytes = 50'000'000, .container = "mov", .duration = duration};
    info.videos.push_back({.bit_depth = bit_depth,
                           .coded = size,
                           .display = size,
                           .measured_rate = {60, 1},
                           .duration = duration,
                           .decodable = true});
    return info;
}

WorkCost encoding(const MediaInfo& info) {
    Plan plan{.duration = info.duration};
    plan.action = Transcode{.video = VideoTarget{.size = {1920, 1080}, .rate = {60, 1}}};
    return cost_of(info, plan, 2);
}

bool fit_together(const WorkCost& one, const WorkCost& other) {
    return one.load.memory_bytes + other.load.memory_bytes <= room_for(2).memory_bytes;
}

constexpr Us kMinute = std::chrono::minutes{1};

TEST(WorkCost, LetsACopyRunBesideA4kHdrClip) {
    const MediaInfo hdr = clip({3840, 2160}, 10, kMinute);
    const MediaInfo plain = clip({1920, 1080}, 8, kMinute);
    EXPECT_TRUE(fit_together(encoding(hdr), cost_of(plain, Plan{.action = Copy{}, .duration = kMinute}, 2)));
}

TEST(WorkCost, KeepsTwo8kClipsApart) {
    const MediaInfo large = clip({7680, 4320}, 10, kMinute);
    EXPECT_FALSE(fit_together(encoding(large), encoding(large)));
}

TEST(WorkCost, CallsOnlyLongEncodesHeavy) {
    EXPECT_TRUE(encoding(clip({1920, 1080}, 8, kMinute)).load.heavy);
    EXPECT_FALSE(encoding(clip({1920, 1080}, 8, std::chrono::seconds{1})).load.heavy);
    EXPECT_FALSE(cost_of(clip({1920, 1080}, 8, kMinute), Plan{.action = Remux{}, .duration = kMinute}, 2).load.heavy);
}

TEST(WorkCost, WeighsAClipByItsLengthAndSize) {
    const auto minute = encoding(clip({1920, 1080}, 8, kMinute)).make_ms;
    EXPECT_NEAR(static_cast<double>(encoding(clip({1920, 1080}, 8, 3 * kMinute)).make_ms),
                3.0 * static_cast<double>(minute), 2);
    EXPECT_GT(encoding(clip({3840, 2160}, 10, kMinute)).make_ms, minute);
}

TEST(WorkCost, UsesHalfTheWorkersForLongEncodes) {
    EXPECT_EQ(room_for(1).heavies, 1);
    EXPECT_EQ(room_for(2).heavies, 1);
    EXPECT_EQ(room_for(8).heavies, 4);
}

}  // namespace
}  // namespace takt::flow
