// SPDX-License-Identifier: GPL-3.0-or-later
// What the pixels of a rendered file are: fits, crossfades, gaps, titles.
#include "drafts.h"
#include "render/blend.h"
#include "render/titles.h"

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

TEST(Titles, UsersTextIsNeverReadAsACommand) {
    const std::string script = title_script("{\\b0}a\\Nb\nc", {1280, 720});
    EXPECT_NE(script.find(",,\\{\\\u2060b0\\}a\\\u2060Nb\\Nc\n"), std::string::npos) << script;
}

TEST(Titles, BracesAreDrawn) {
    Titles titles({640, 360});
    EXPECT_GT(titles.rasterise("{\\alpha&HFF&}Hello").size.width, titles.rasterise("Hello").size.width);
}

TEST(Titles, EmptyTextDrawsNothing) {
    EXPECT_EQ(Titles({640, 360}).rasterise("").size, (Size{0, 0}));
}

TEST(Titles, ChineseHasItsOwnGlyphs) {
    Titles titles({640, 360});
    const Stamp one = titles.rasterise("城");
    const Stamp other = titles.rasterise("市");
    EXPECT_NE(one.luma, other.luma);
}

TEST(Titles, StayInsideTheSafeZone) {
    for (const Size canvas : {Size{1920, 1080}, Size{1080, 1920}}) {
        const Stamp stamp = Titles(canvas).rasterise("A long title that has to be broken into several lines to fit");
        EXPECT_GE(stamp.x, canvas.width * 9 / 100);
        EXPECT_LE(stamp.x + stamp.size.width, canvas.width * 91 / 100);
        EXPECT_GT(stamp.y, canvas.height / 2);
        EXPECT_LE(stamp.y + stamp.size.height, canvas.height * 88 / 100);
    }
}

TEST(Titles, ChangeOnlyTheirRectangle) {
    const Size canvas{320, 180};
    Titles titles(canvas);
    const Segment segment{.text = "Title"};
    const Stamp stamp = titles.rasterise(segment.text);
    const av::FramePtr picture = black_picture(canvas);
    titles.draw(*picture, {{&segment, kWhole}});
    EXPECT_EQ(brightest(*picture), 235);
    // Blackened inside the rectangle, the picture is what it was.
    samples::rectangle(*picture, stamp.x, stamp.y, stamp.size.width, stamp.size.height, kBlack);
    const av::FramePtr untouched = black_picture(canvas);
    for (std::size_t plane = 0; plane < 3; ++plane) {
        const int height = plane == 0 ? canvas.height : canvas.height / 2;
        const int width = plane == 0 ? canvas.width : canvas.width / 2;
        for (std::ptrdiff_t y = 0; y < height; ++y) {
            const std::ptrdiff_t row = y * picture->linesize[plane];
            ASSERT_TRUE(std::equal(picture->data[plane] + row, picture->data[plane] + row + width,
                                   untouched->data[plane] + row))
                << "plane " << plane << ", row " << y;
        }
    }
}

TEST(Titles, OpacityMixesWithThePicture) {
    Titles titles({320, 180});
    const Segment segment{.text = "Title"};
    const auto brightest_at = [&](int opacity) {
        const av::FramePtr picture = black_picture({320, 180});
        titles.draw(*picture, {{&segment, opacity}});
        return brightest(*picture);
    };
    EXPECT_EQ(brightest_at(0), 16);
    EXPECT_NEAR(brightest_at(kWhole / 2), 126, 1);
}

TEST(Titles, AreThereOnlyInTheirTime) {
    const TempDir folder;
    Draft draft = small_draft(1s);
    Segment title = segment(400ms, 200ms);
    title.text = "Title";
    draft.tracks = {track(TrackType::Text, {title})};
    (void)test::render(draft, folder / "out.mp4");
    const auto shown = [&](std::int64_t n) { return brightest(*frame_of(folder / "out.mp4", n, draft.rate)); };
    EXPECT_LT(shown(11), 30);
    EXPECT_GT(shown(12), 200);
    EXPECT_GT(shown(17), 200);
    EXPECT_LT(shown(18), 30);
}

}  // namespace
}  // namespace takt::render::test
