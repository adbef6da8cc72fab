// SPDX-License-Identifier: GPL-3.0-or-later
// Turned, mirrored and moved pictures, by their coloured quarters and by where an edge falls.
#include "drafts.h"
#include "render/blend.h"
#include "render/view_sampler.h"

#include <gtest/gtest.h>

#include <cmath>

namespace takt::render::test {
namespace {

using namespace std::chrono_literals;

constexpr Yuv kRed{81, 90, 240};
constexpr Yuv kGreen{145, 54, 34};
constexpr Yuv kBlue{41, 240, 110};
constexpr Yuv kYellow{210, 16, 146};
// What x264 at crf 26 may change in a flat area.
constexpr int kCodecTolerance = 6;

/// Red, green / blue, yellow.
ClipSpec quarters(Size size) {
    ClipSpec spec = plain(kRed, 10);
    spec.size = size;
    spec.paint = [](AVFrame& picture, int) {
        const int x = picture.width / 2;
        const int y = picture.height / 2;
        samples::rectangle(picture, x, 0, x, y, kGreen);
        samples::rectangle(picture, 0, y, x, y, kBlue);
        samples::rectangle(picture, x, y, x, y, kYellow);
    };
    return spec;
}

bool alike(const Yuv& a, const Yuv& b) {
    return std::abs(a.y - b.y) <= kCodecTolerance && std::abs(a.u - b.u) <= kCodecTolerance &&
           std::abs(a.v - b.v) <= kCodecTolerance;
}

char letter_of(const Yuv& colour) {
    if (alike(colour, kRed)) return 'r';
    if (alike(colour, kGreen)) return 'g';
    if (alike(colour, kBlue)) return 'b';
    return alike(colour, kYellow) ? 'y' : '?';
}

std::string corners(const AVFrame& frame) {
    const int x = frame.width / 8;
    const int y = frame.height / 8;
    std::string letters;
    for (const auto& [across, down] : {std::pair{1, 1}, {7, 1}, {1, 7}, {7, 7}}) {
        letters += letter_of(mean_yuv(frame, across * x, down * y));
    }
    return letters;
}

struct Turn {
    int rotation;
    bool mirrored;
    bool flipped;
    const char* corners;
};

class Turned : public testing::TestWithParam<Turn> {};

TEST_P(Turned, ShowsItsCornersWhereTheyBelong) {
    const TempDir folder;
    make_clip(folder / "a.mp4", quarters({320, 180}));
    Draft draft = one_clip(folder / "a.mp4", 200ms);
    Segment& clip = draft.tracks[0].segments[0];
    clip.rotation = GetParam().rotation;
    clip.mirrored = GetParam().mirrored;
    clip.flipped = GetParam().flipped;
    (void)test::render(draft, folder / "out.mp4");
    EXPECT_EQ(corners(*frame_of(folder / "out.mp4", 2, draft.rate)), GetParam().corners);
}

INSTANTIATE_TEST_SUITE_P(AllWays, Turned,
                         testing::Values(Turn{0, false, false, "rgby"}, Turn{90, false, false, "bryg"},
                                         Turn{180, false, false, "ybgr"}, Turn{270, false, false, "gyrb"},
                                         Turn{0, true, false, "gryb"}, Turn{0, false, true, "byrg"},
                                         Turn{90, true, false, "rbgy"}, Turn{90, false, true, "ygbr"}));

TEST(Turned, ClipsThatAreStoredTurnedTurnFromTheirUprightSide) {
    const TempDir folder;
    ClipSpec spec = quarters({320, 180});
    spec.clockwise_deg = 90;
    make_clip(folder / "a.mp4", spec);
    Draft draft = one_clip(folder / "a.mp4", 200ms);
    draft.tracks[0].segments[0].rotation = 90;
    (void)test::render(draft, folder / "out.mp4");
    EXPECT_EQ(corners(*frame_of(folder / "out.mp4", 2, draft.rate)), "bryg");
}

TEST(View, ZoomShowsTheNamedQuarter) {
    const TempDir folder;
    make_clip(folder / "a.mp4", quarters({640, 360}));
    Draft draft = one_clip(folder / "a.mp4", 300ms);
    Segment& clip = draft.tracks[0].segments[0];
    clip.view_begin = clip.view_end = {0, 1, 2};
    (void)test::render(draft, folder / "out.mp4");
    EXPECT_EQ(corners(*frame_of(folder / "out.mp4", 2, draft.rate)), "bbbb");
}

TEST(View, ZoomedPadGrowsOverItsBars) {
    const TempDir folder;
    make_clip(folder / "a.mp4", quarters({180, 180}));
    Draft draft = one_clip(folder / "a.mp4", 300ms);
    Segment& clip = draft.tracks[0].segments[0];
    clip.fit = Fit::Pad;
    clip.view_begin = clip.view_end = {0.5, 0.5, 1.25};
    (void)test::render(draft, folder / "out.mp4");
    const av::FramePtr frame = frame_of(folder / "out.mp4", 2, draft.rate);
    // 225 wide now: from 47.5 to 272.5.
    EXPECT_LT(mean_yuv(*frame, 36, 40).y, 20);
    EXPECT_EQ(letter_of(mean_yuv(*frame, 58, 40)), 'r');
    EXPECT_EQ(letter_of(mean_yuv(*frame, 262, 140)), 'y');
    EXPECT_LT(mean_yuv(*frame, 284, 40).y, 20);
}

/// Where luma crosses the middle between black and white, in the row's pixels, between them too.
double edge_in(const AVFrame& frame) {
    const std::uint8_t* row = frame.data[0] + static_cast<std::ptrdiff_t>(frame.height / 2) * frame.linesize[0];
    for (int x = 1; x < frame.width; ++x) {
        const double middle = (16 + 235) / 2.0;
        if (row[x - 1] < middle && row[x] >= middle) return x - 1 + (middle - row[x - 1]) / (row[x] - row[x - 1]) + 0.5;
    }
    return -1;
}

TEST(View, SlowMovesFallBetweenPixels) {
    const Size size{320, 180};
    const av::FramePtr whole = black_picture(size);
    samples::rectangle(*whole, 160, 0, 160, 180, kWhite);
    const Framing move{.begin = {0.5, 0.5, 1.02}, .end = {0.49, 0.5, 1.08}};
    double last = 0;
    for (int step = 0; step <= 100; ++step) {
        Framing framing = move;
        framing.passed = step / 100.0;
        const Window window = window_of(framing, size, size);
        av::FramePtr canvas = black_picture(size);
        draw_view(*whole, window, *canvas);
        const double due = (0.5 - window.left) / window.width * size.width;
        // A tenth of a pixel: what rounding to bytes leaves.
        EXPECT_NEAR(edge_in(*canvas), due, 0.1) << step;
        if (step > 0) {
            EXPECT_LT(std::abs(edge_in(*canvas) - last), 0.3) << step;
        }
        last = edge_in(*canvas);
    }
}

TEST(View, WholeWindowIsThePictureItself) {
    const Size size{64, 36};
    const av::FramePtr whole = black_picture(size);
    for (int i = 0; i < 36; ++i) samples::rectangle(*whole, i, i, 3, 1, kWhite);
    av::FramePtr canvas = black_picture(size);
    draw_view(*whole, {}, *canvas);
    for (int y = 0; y < 36; ++y) {
        const auto* got = canvas->data[0] + static_cast<std::ptrdiff_t>(y) * canvas->linesize[0];
        const auto* wanted = whole->data[0] + static_cast<std::ptrdiff_t>(y) * whole->linesize[0];
        ASSERT_TRUE(std::equal(got, got + 64, wanted)) << "row " << y;
    }
}

TEST(View, FlatColoursStayWhatTheyAreAtEveryScale) {
    const av::FramePtr whole = black_picture({130, 74});
    samples::fill(*whole, kYellow);
    for (const double width : {0.07, 0.31, 0.77, 1.0}) {
        av::FramePtr canvas = black_picture({64, 36});
        draw_view(*whole, {0, 0, width, width}, *canvas);
        for (const int x : {1, 32, 62}) {
            EXPECT_EQ(mean_yuv(*canvas, x, 18, 1).y, kYellow.y);
            EXPECT_EQ(mean_yuv(*canvas, x, 18, 1).u, kYellow.u);
        }
    }
}

TEST(View, TinyPicturesAreMagnifiedToo) {
    const av::FramePtr whole = black_picture({2, 2});
    samples::fill(*whole, kGreen);
    av::FramePtr canvas = black_picture({64, 36});
    draw_view(*whole, {0.25, 0.25, 0.5, 0.5}, *canvas);
    EXPECT_EQ(mean_yuv(*canvas, 32, 18).y, kGreen.y);
}

}  // namespace
}  // namespace takt::render::test
