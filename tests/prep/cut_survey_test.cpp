// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/preparation.h"

#include "prep/cut_grid.h"
#include "support/make_media.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::test {
namespace {

ClipSpec small_clip() {
    return {.size = {160, 90}, .frames = 120, .options = {{"preset", "medium"}, {"bf", "3"}}, .gop_frames = 30};
}

CutSurvey survey(const std::filesystem::path& path, Us begin, Us end) {
    return survey_cut(probe(path), {begin, end});
}

TEST(CutSurvey, StartsAtTheFirstCleanKeyFrameInside) {
    const TempDir folder;
    make_clip(folder / "clip.mp4", small_clip());
    const CutSurvey found = survey(folder / "clip.mp4", Us{1'500'000}, Us{3'700'000});
    ASSERT_TRUE(found.copyable.has_value()) << found.obstacle;
    EXPECT_EQ(found.copyable->begin, Us{2'000'000});
    EXPECT_GE(found.copyable->end, Us{3'000'000});
    EXPECT_LE(found.copyable->end, Us{3'700'000});
}

TEST(CutSurvey, CopiesToTheEndWhenNothingIsCutThere) {
    const TempDir folder;
    make_clip(folder / "clip.mkv", small_clip());
    const MediaInfo info = probe(folder / "clip.mkv");
    const CutSurvey found = survey(folder / "clip.mkv", Us{1'500'000}, info.duration);
    ASSERT_TRUE(found.copyable.has_value()) << found.obstacle;
    EXPECT_GE(found.copyable->end, info.duration - Us{40'000});
}

TEST(CutSurvey, FindsNothingInsideOneGop) {
    const TempDir folder;
    make_clip(folder / "clip.mp4", small_clip());
    const CutSurvey found = survey(folder / "clip.mp4", Us{1'200'000}, Us{1'800'000});
    EXPECT_FALSE(found.copyable.has_value());
    EXPECT_THAT(found.obstacle, testing::HasSubstr("no key frame"));
}

TEST(CutSurvey, RefusesKeyFramesOfOpenGops) {
    const TempDir folder;
    ClipSpec spec = small_clip();
    spec.options["x264-params"] = "open-gop=1:keyint=30:scenecut=0";
    make_clip(folder / "clip.mp4", spec);
    const CutSurvey found = survey(folder / "clip.mp4", Us{500'000}, Us{3'700'000});
    EXPECT_FALSE(found.copyable.has_value());
    EXPECT_THAT(found.obstacle, testing::HasSubstr("open GOPs"));
}

TEST(CutGrid, NumbersFramesFromTheFirstOneKept) {
    const prep::CutGrid grid = prep::cut_grid({Us{1'100'000}, Us{3'000'000}}, {Us{2'000'000}, Us{2'900'000}}, {30, 1});
    EXPECT_EQ(grid.head, 27);
    EXPECT_EQ(grid.first, Us{1'100'000});
    EXPECT_EQ(grid.frames, 57);
    EXPECT_EQ(grid.frame_at(Us{2'000'000}), 27);
    EXPECT_FALSE(grid.is_even(Us{2'015'000}));
}

TEST(CutGrid, CountsAFrameThatBeginsAQuarterBeforeALimitAsBeingAtIt) {
    const prep::CutGrid grid = prep::cut_grid({Us{1'005'000}, Us{1'995'000}}, {Us{1'000'000}, Us{2'000'000}}, {30, 1});
    EXPECT_EQ(grid.head, 0);
    EXPECT_EQ(grid.frames, 30);
}

}  // namespace
}  // namespace takt::test
