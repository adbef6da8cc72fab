// SPDX-License-Identifier: GPL-3.0-or-later
// Cuts are found in the pixels, and held against plan and beats.
#include "takt/verify.h"

#include "verify/shots.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace takt::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr FrameRate kRate{30, 1};
constexpr Us kFrame = frame_time(1, kRate);

const Check& check_named(const Verification& verification, const std::string& name) {
    const auto found = std::find_if(verification.checks.begin(), verification.checks.end(),
                                    [&](const Check& check) { return check.name == name; });
    if (found == verification.checks.end()) throw std::runtime_error("no check " + name);
    return *found;
}

std::vector<std::int64_t> found_frames(const Verification& verification) {
    std::vector<std::int64_t> frames;
    for (const MeasuredCut& cut : verification.cuts) frames.push_back(nearest_frame(cut.time, kRate));
    return frames;
}

class Cuts : public testing::Test {
protected:
    Verification verify(const ClipSpec& spec, const Expectation& expected) {
        make_clip(folder_ / "v.mp4", spec);
        NoProgress silent;
        return verify_video(folder_ / "v.mp4", expected, silent);
    }
    TempDir folder_;
};

TEST_F(Cuts, AreFoundOnTheirExactFrames) {
    const Shots shots{{15, 31, 46, 60, 68}};
    const Verification verification = verify(clip_of_shots(shots, 90), {.cuts = plan_of(shots)});
    EXPECT_THAT(found_frames(verification), ElementsAre(15, 31, 46, 60, 68));
    EXPECT_LE(verification.max_cut_error, Us{1000}) << "a draft's milliseconds are all that is lost";
    EXPECT_TRUE(verification.ok) << verification_to_json(verification);
}

TEST_F(Cuts, AreFoundWithoutAPlan) {
    EXPECT_THAT(found_frames(verify(clip_of_shots({{15, 31, 46}}, 70), {})), ElementsAre(15, 31, 46));
}

TEST_F(Cuts, OfTheFootageItselfDoNotStandInForThePlannedOnes) {
    // The shot that ends at 30 has a cut of its own three frames before.
    const Verification verification = verify(clip_of_shots({{27, 30}}, 60), {.cuts = plan_of({{30}})});
    EXPECT_THAT(found_frames(verification), ElementsAre(30));
    EXPECT_TRUE(verification.ok) << verification_to_json(verification);
}

TEST_F(Cuts, AreNotSeenInOneMovingShot) {
    EXPECT_THAT(verify(clip_of_shots({}, 60), {}).cuts, IsEmpty());
}

TEST_F(Cuts, AreNotMadeByAFlash) {
    ClipSpec spec = clip_of_shots({}, 60);
    spec.paint = [draw = spec.paint](AVFrame& picture, int n) {
        draw(picture, n);
        if (n == 30) samples::fill(picture, samples::kWhite);
    };
    EXPECT_THAT(verify(spec, {}).cuts, IsEmpty());
    EXPECT_THAT(verify(spec, {.cuts = {{at_frame(28), {}}}}).cuts, IsEmpty());
}

class ShiftedCuts : public Cuts, public testing::WithParamInterface<int> {};

TEST_P(ShiftedCuts, FailAndSayHowFarTheyAre) {
    const Shots planned{{20, 40, 60}};
    const Shots made{{20, 40 + GetParam(), 60}};
    const Verification verification = verify(clip_of_shots(made, 90), {.cuts = plan_of(planned)});
    EXPECT_FALSE(verification.ok);
    EXPECT_FALSE(check_named(verification, "cuts_found").ok);
    ASSERT_THAT(verification.cuts, SizeIs(3));
    EXPECT_EQ(nearest_frame(verification.cuts[1].error, kRate), GetParam());
    EXPECT_FALSE(verification.cuts_within_one_frame);
}

INSTANTIATE_TEST_SUITE_P(Frames, ShiftedCuts, testing::Values(-9, -3, -2, 2, 3, 9));

TEST_F(Cuts, AllFarFromTheirPlacesFail) {
    const Shots planned{{40, 90, 140}};
    const Verification verification = verify(clip_of_shots({{60, 110, 160}}, 180), {.cuts = plan_of(planned)});
    EXPECT_FALSE(check_named(verification, "cuts_found").ok);
}

TEST_F(Cuts, BesideTheirBeatsFail) {
    const Shots shots{{20, 40, 60}};
    const std::vector<Us> beats{frame_time(20, kRate), frame_time(43, kRate), frame_time(60, kRate)};
    const Verification verification = verify(clip_of_shots(shots, 90), {.cuts = plan_of(shots), .beats = beats});
    EXPECT_TRUE(check_named(verification, "cuts_found").ok);
    EXPECT_FALSE(check_named(verification, "cuts_on_beat").ok);
    EXPECT_EQ(nearest_frame(verification.max_cut_error, kRate), 3);
}

TEST_F(Cuts, NotPlannedOnBeatsAreOnlyMeasured) {
    const Shots shots{{20}};
    const Verification verification =
        verify(clip_of_shots(shots, 60),
               {.cuts = plan_of(shots), .beats = {frame_time(30, kRate)}, .cuts_follow_beats = false});
    EXPECT_TRUE(verification.ok) << verification_to_json(verification);
    EXPECT_EQ(nearest_frame(verification.cuts.at(0).error, kRate), -10);
}

TEST_F(Cuts, WithinAFrameOfTheirBeatsPass) {
    const Shots shots{{20, 40}};
    const std::vector<Us> beats{frame_time(40, kRate) + kFrame * 9 / 10, frame_time(20, kRate) - kFrame * 9 / 10};
    const Verification verification = verify(clip_of_shots(shots, 60), {.cuts = plan_of(shots), .beats = beats});
    EXPECT_TRUE(verification.ok) << verification_to_json(verification);
    EXPECT_TRUE(verification.cuts_within_one_frame);
}

TEST_F(Cuts, OfCrossfadesAreFoundInTheirMiddle) {
    const Shots shots{{30, 70, 110}, 12};
    const Verification verification = verify(clip_of_shots(shots, 140), {.cuts = plan_of(shots)});
    ASSERT_THAT(verification.cuts, SizeIs(3)) << verification_to_json(verification);
    EXPECT_LE(verification.max_cut_error, kFrame);
    EXPECT_TRUE(verification.ok) << verification_to_json(verification);
}

TEST_F(Cuts, OfCrossfadesThatComeLateFail) {
    const Verification verification = verify(clip_of_shots({{35}, 12}, 80), {.cuts = plan_of({{30}, 12})});
    EXPECT_FALSE(check_named(verification, "cuts_found").ok) << verification_to_json(verification);
}

TEST_F(Cuts, BetweenStillPicturesAreFound) {
    ClipSpec spec = clip_of_shots({}, 60);
    spec.paint = [](AVFrame& picture, int n) {
        samples::vertical_gradient(picture, n < 25 ? samples::kBlack : samples::kWhite, samples::from_rgb(0.5, 0, 0));
    };
    EXPECT_THAT(found_frames(verify(spec, {.cuts = {{at_frame(25), {}}}})), ElementsAre(25));
}

TEST_F(Cuts, ThatCannotBeSeenAreCountedAndPass) {
    const Shots made{{20, 60}};
    const Verification verification = verify(clip_of_shots(made, 90), {.cuts = plan_of({{20, 40, 60}})});
    EXPECT_TRUE(verification.ok) << verification_to_json(verification);
    EXPECT_THAT(check_named(verification, "cuts_found").value, testing::HasSubstr("1 invisible"));
    EXPECT_THAT(found_frames(verification), ElementsAre(20, 60));
}

}  // namespace
}  // namespace takt::test
