// SPDX-License-Identifier: GPL-3.0-or-later
// What is seen on the way from one clip to the next, and of one that fades in and out.
#include "render/transitions.h"

#include "drafts.h"
#include "render/blend.h"

#include <gtest/gtest.h>

namespace takt::render::test {
namespace {

using namespace std::chrono_literals;

constexpr Yuv kRed{81, 90, 200};
constexpr Yuv kBlue{141, 200, 60};
// What x264 at crf 26 may change in a flat area.
constexpr int kCodecTolerance = 4;

void expect_near(const Yuv& got, const Yuv& wanted) {
    EXPECT_NEAR(got.y, wanted.y, kCodecTolerance);
    EXPECT_NEAR(got.u, wanted.u, kCodecTolerance);
    EXPECT_NEAR(got.v, wanted.v, kCodecTolerance);
}

/// Red for a second, then blue.
class TwoColours : public testing::Test {
protected:
    TwoColours() {
        make_clip(folder / "a.mp4", plain(kRed, 60));
        make_clip(folder / "b.mp4", plain(kBlue, 60));
        draft.tracks = {
            track(TrackType::Video, {segment(0ms, 1s, folder / "a.mp4"), segment(1s, 1s, folder / "b.mp4", 300ms)})};
    }
    void render_with(const Transition& transition) {
        draft.tracks[0].segments[1].transition = transition;
        (void)test::render(draft, folder / "out.mp4");
    }
    [[nodiscard]] Yuv at(std::int64_t n, int x, int y) const {
        return mean_yuv(*frame_of(folder / "out.mp4", n, draft.rate), x, y);
    }

    TempDir folder;
    Draft draft = small_draft(2s);
};

TEST_F(TwoColours, FadeThroughBlackIsBlackInItsMiddle) {
    render_with({TransitionKind::FadeBlack, 400ms});
    expect_near(at(23, 160, 90), kRed);
    expect_near(at(27, 160, 90), {48, 109, 164});
    expect_near(at(30, 160, 90), kBlack);
    expect_near(at(33, 160, 90), {79, 164, 94});
    expect_near(at(36, 160, 90), kBlue);
}

TEST_F(TwoColours, FadeThroughWhiteIsWhiteInItsMiddle) {
    render_with({TransitionKind::FadeWhite, 400ms});
    expect_near(at(30, 160, 90), kWhite);
    expect_near(at(36, 160, 90), kBlue);
}

TEST_F(TwoColours, WipeUncoversHalfInItsMiddle) {
    for (const TransitionKind kind : {TransitionKind::Wipe, TransitionKind::Push}) {
        render_with({kind, 400ms, Side::Right});
        expect_near(at(30, 140, 90), kRed);
        expect_near(at(30, 180, 90), kBlue);
        render_with({kind, 400ms, Side::Left});
        expect_near(at(30, 140, 90), kBlue);
        expect_near(at(30, 180, 90), kRed);
        render_with({kind, 400ms, Side::Top});
        expect_near(at(30, 160, 70), kBlue);
        expect_near(at(30, 160, 110), kRed);
        render_with({kind, 400ms, Side::Bottom});
        expect_near(at(30, 160, 70), kRed);
        expect_near(at(30, 160, 110), kBlue);
    }
}

TEST_F(TwoColours, ClipFadesFromAndToBlack) {
    draft.tracks[0].segments[0].fade_in = 400ms;
    draft.tracks[0].segments[1].fade_out = 400ms;
    render_with({});
    expect_near(at(0, 160, 90), kBlack);
    expect_near(at(6, 160, 90), {48, 109, 164});
    expect_near(at(12, 160, 90), kRed);
    expect_near(at(48, 160, 90), kBlue);
    expect_near(at(54, 160, 90), {79, 164, 94});
}

TEST_F(TwoColours, LetterboxCoversThePicture) {
    draft.letterbox = 2.5;
    render_with({});
    // 128 of 180 rows stay.
    expect_near(at(10, 160, 20), kBlack);
    expect_near(at(10, 160, 32), kRed);
    expect_near(at(10, 160, 148), kRed);
    expect_near(at(10, 160, 160), kBlack);
}

TEST(Wipe, BeginsWithNothingAndEndsWithAll) {
    for (const int weight : wipe_weights(100, 0)) EXPECT_EQ(weight, 0);
    for (const int weight : wipe_weights(100, 1)) EXPECT_EQ(weight, 256);
    const std::vector<int> middle = wipe_weights(100, 0.5);
    EXPECT_EQ(middle.front(), 0);
    EXPECT_EQ(middle.back(), 256);
    EXPECT_NEAR(middle[49] + middle[50], 256, 1);
}

TEST(Push, MovesBothPicturesAsOne) {
    const av::FramePtr base = black_picture({64, 32});
    const av::FramePtr over = black_picture({64, 32});
    samples::rectangle(*base, 60, 0, 4, 32, kGrey);
    samples::rectangle(*over, 0, 0, 4, 32, kWhite);
    const av::FramePtr made = between(*base, *over, {TransitionKind::Push, 1s, Side::Right}, 0.25);
    EXPECT_EQ(mean_yuv(*made, 45, 16, 0).y, kGrey.y);
    EXPECT_EQ(mean_yuv(*made, 47, 16, 0).y, kGrey.y);
    EXPECT_EQ(mean_yuv(*made, 48, 16, 0).y, kWhite.y);
    EXPECT_EQ(mean_yuv(*made, 52, 16, 0).y, kBlack.y);
}

}  // namespace
}  // namespace takt::render::test
