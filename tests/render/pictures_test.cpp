// SPDX-License-Identifier: GPL-3.0-or-later
// What the pixels of a rendered file are: fits, crossfades, gaps.
#include "drafts.h"
#include "render/blend.h"
#include "render/layers.h"

#include <gtest/gtest.h>

namespace takt::render::test {
namespace {

using namespace std::chrono_literals;

// What x264 at crf 26 may change in a flat area.
constexpr int kCodecTolerance = 4;

void expect_near(const Yuv& got, const Yuv& wanted, int tolerance = kCodecTolerance) {
    EXPECT_NEAR(got.y, wanted.y, tolerance);
    EXPECT_NEAR(got.u, wanted.u, tolerance);
    EXPECT_NEAR(got.v, wanted.v, tolerance);
}

av::FramePtr rendered(const TempDir& folder, const Draft& draft, std::int64_t n) {
    (void)test::render(draft, folder / "out.mp4");
    return frame_of(folder / "out.mp4", n, draft.rate);
}

/// A square clip, white in the middle third across, grey beside it, shown on the wide canvas.
av::FramePtr square_clip_as(Fit fit) {
    const TempDir folder;
    ClipSpec square = plain(kGrey, 5);
    square.size = {180, 180};
    square.paint = [](AVFrame& picture, int) { samples::rectangle(picture, 60, 60, 60, 60, kWhite); };
    make_clip(folder / "square.mp4", square);
    Draft draft = small_draft(100ms);
    Segment clip = segment(0ms, 100ms, folder / "square.mp4");
    clip.fit = fit;
    draft.tracks = {track(TrackType::Video, {clip})};
    return rendered(folder, draft, 1);
}

TEST(Fit, PadLeavesBlackBesideAnUprightPicture) {
    const av::FramePtr frame = square_clip_as(Fit::Pad);
    expect_near(mean_yuv(*frame, 30, 90), kBlack);
    expect_near(mean_yuv(*frame, 290, 90), kBlack);
    expect_near(mean_yuv(*frame, 90, 90), kGrey);
    expect_near(mean_yuv(*frame, 160, 90), kWhite);
}

TEST(Fit, CropFillsTheCanvasAroundTheMiddle) {
    const av::FramePtr frame = square_clip_as(Fit::Crop);
    expect_near(mean_yuv(*frame, 10, 90), kGrey);
    expect_near(mean_yuv(*frame, 310, 90), kGrey);
    // The white square, 60 of 180, is 107 of 320 now.
    expect_near(mean_yuv(*frame, 112, 90), kWhite);
    expect_near(mean_yuv(*frame, 208, 90), kWhite);
    expect_near(mean_yuv(*frame, 100, 90), kGrey);
}

TEST(Fit, BlurFillsTheSidesWithTheClipItself) {
    const av::FramePtr frame = square_clip_as(Fit::Blur);
    EXPECT_GT(mean_yuv(*frame, 10, 90).y, 100);
    EXPECT_GT(mean_yuv(*frame, 310, 90).y, 100);
    expect_near(mean_yuv(*frame, 160, 90), kWhite);
    expect_near(mean_yuv(*frame, 90, 20), kGrey);
}

TEST(Rendering, CrossfadeIsTheMeanOfBothInItsMiddle) {
    const TempDir folder;
    const Yuv red{81, 90, 200};
    const Yuv blue{141, 200, 60};
    make_clip(folder / "a.mp4", plain(red, 60));
    make_clip(folder / "b.mp4", plain(blue, 60));
    Draft draft = small_draft(2s);
    draft.tracks = {track(TrackType::Video, {segment(0ms, 1s, folder / "a.mp4"), segment(1s, 1s, folder / "b.mp4")})};
    draft.tracks[0].segments[1].transition = {TransitionKind::Crossfade, 400ms};
    (void)test::render(draft, folder / "out.mp4");
    const auto shown = [&](std::int64_t n) { return mean_yuv(*frame_of(folder / "out.mp4", n, draft.rate), 160, 90); };
    expect_near(shown(23), red);
    expect_near(shown(27), {96, 118, 165});   // a quarter of b
    expect_near(shown(30), {111, 145, 130});  // half of each
    expect_near(shown(36), blue);
}

TEST(Rendering, GapIsBlack) {
    const TempDir folder;
    make_clip(folder / "a.mp4", plain(kWhite, 60));
    Draft draft = small_draft(1s);
    draft.tracks = {
        track(TrackType::Video, {segment(0ms, 300ms, folder / "a.mp4"), segment(600ms, 300ms, folder / "a.mp4")})};
    (void)test::render(draft, folder / "out.mp4");
    const auto luma = [&](std::int64_t n) { return mean_yuv(*frame_of(folder / "out.mp4", n, draft.rate), 160, 90).y; };
    EXPECT_GT(luma(8), 220);
    EXPECT_LT(luma(9), 24);
    EXPECT_LT(luma(17), 24);
    EXPECT_GT(luma(18), 220);
    EXPECT_LT(luma(27), 24);
}

TEST(Blending, WholeAndNoWeightGiveOneSideExactly) {
    const av::FramePtr black = black_picture({64, 32});
    av::FramePtr white = black_picture({64, 32});
    std::fill_n(white->data[0], 32 * white->linesize[0], std::uint8_t{235});
    EXPECT_EQ(mean_yuv(*crossfade(*black, *white, 0), 16, 16).y, 16);
    EXPECT_EQ(mean_yuv(*crossfade(*black, *white, kWhole), 16, 16).y, 235);
    EXPECT_EQ(mean_yuv(*crossfade(*black, *white, kWhole / 2), 16, 16).y, 126);
}

}  // namespace
}  // namespace takt::render::test
