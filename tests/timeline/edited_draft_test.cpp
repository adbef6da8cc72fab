// SPDX-License-Identifier: GPL-3.0-or-later
// What an edit can do to a segment survives JSON, is named in differences, and is judged by the invariants.
#include "takt/draft.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

namespace takt {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Draft two_clips() {
    Draft draft;
    draft.duration = Ms{4000};
    Track video;
    for (const int i : {0, 1}) {
        Segment segment;
        segment.start = Ms{2000 * i};
        segment.duration = Ms{2000};
        segment.name = segment.source = i == 0 ? "a.mp4" : "b.mp4";
        video.segments.push_back(segment);
    }
    draft.tracks.push_back(video);
    return draft;
}

Segment& second(Draft& draft) {
    return draft.tracks[0].segments[1];
}

struct Change {
    const char* words;  ///< in the difference
    std::function<void(Draft&)> make;
};

class EveryChange : public testing::TestWithParam<Change> {};

TEST_P(EveryChange, SurvivesJsonAndIsNamed) {
    Draft draft = two_clips();
    GetParam().make(draft);
    EXPECT_THAT(broken_invariants(draft), IsEmpty());
    EXPECT_EQ(draft_from_json(draft_to_json(draft)), draft) << draft_to_json(draft);
    EXPECT_THAT(diff(two_clips(), draft), ElementsAre(HasSubstr(GetParam().words)));
}

INSTANTIATE_TEST_SUITE_P(
    OfADraft, EveryChange,
    testing::Values(Change{"volume 100% -> 200%", [](Draft& d) { second(d).volume = 2; }},
                    Change{"speed 1x -> 0.5x", [](Draft& d) { second(d).speed = 0.5; }},
                    Change{"speed 1x -> still", [](Draft& d) { second(d).speed = 0; }},
                    Change{"speed 1x -> 1x backwards", [](Draft& d) { second(d).reversed = true; }},
                    Change{"1x, pitch as the speed", [](Draft& d) { second(d).keep_pitch = false; }},
                    Change{"fade-out 0s -> 1s", [](Draft& d) { second(d).fade_out = Ms{1000}; }},
                    Change{"denoised no -> yes", [](Draft& d) { second(d).denoise = true; }},
                    Change{"turned by 0 -> 270", [](Draft& d) { second(d).rotation = 270; }},
                    Change{"mirrored no -> yes", [](Draft& d) { second(d).mirrored = true; }},
                    Change{"upside down no -> yes", [](Draft& d) { second(d).flipped = true; }},
                    Change{"view to 1x around 50%, 50% -> 1.3x around 40%, 50%",
                           [](Draft& d) {
                               second(d).view_end = {0.4, 0.5, 1.3};
                           }},
                    Change{"look as filmed -> brightness +20%, saturation -100%",
                           [](Draft& d) {
                               second(d).look.brightness = 0.2;
                               second(d).look.saturation = -1;
                           }},
                    Change{"stabilised no -> yes", [](Draft& d) { second(d).stabilised = true; }},
                    Change{"-> title 125% #FFD400 bold at the top",
                           [](Draft& d) {
                               second(d).style = {.place = TextPlace::Top, .size = 1.25, .colour = "#FFD400"};
                           }},
                    Change{"begins with cut -> wipe of 0.5s from the left",
                           [](Draft& d) {
                               second(d).transition = {TransitionKind::Wipe, Ms{500}, Side::Left};
                           }},
                    Change{"begins with cut -> flash of 0.1s",
                           [](Draft& d) {
                               second(d).transition = {TransitionKind::FadeWhite, Ms{100}};
                           }},
                    Change{"music under speech: as loud as ever -> 30% in 1 places",
                           [](Draft& d) {
                               d.ducking = Ducking{0.3, {{Ms{100}, Ms{900}}}};
                           }},
                    Change{"cuts: by hand -> every 2 beats, with crossfades",
                           [](Draft& d) { d.plan = CutPlan{.unit = CutUnit::Beat, .every = 2, .transitions = true}; }},
                    Change{"loudness: as rendered -> -16 LUFS", [](Draft& d) { d.loudness_lufs = -16; }},
                    Change{"black bars: none -> 2.39:1", [](Draft& d) { d.letterbox = 2.39; }}));

TEST(ADraft, ThatDoesNothingSpecialHoldsNoFieldsOfOurs) {
    const std::string json = draft_to_json(two_clips());
    for (const char* key : {"speed", "look", "view", "style", "transition", "ducking", "plan", "boost", "rotation"}) {
        EXPECT_THAT(json, Not(HasSubstr(key)));
    }
}

TEST(ADraft, KeepsFieldsInAShapeThatIsNotOurs) {
    const std::string theirs =
        R"({"t":[{"tt":0,"sg":[{"s":0,"d":1000,"m":{"src":"a","speed":"fast","look":{"grain":1},"rotation":45}}]}],"d":1000,"m":{}})";
    const Draft draft = draft_from_json(theirs);
    EXPECT_EQ(draft.tracks[0].segments[0].speed, 1);
    for (const char* kept : {R"("speed":"fast")", R"("look":{"grain":1})", R"("rotation":45)"}) {
        EXPECT_THAT(draft_to_json(draft), HasSubstr(kept));
    }
}

TEST(ASpedUpSegment, EndsInItsSourceWhereItsSpeedSays) {
    Draft draft = two_clips();
    second(draft).speed = 2;
    second(draft).source_begin = Ms{500};
    EXPECT_THAT(draft_to_json(draft), HasSubstr(R"("in":500,"out":4500)"));
}

TEST(BrokenInvariants, NameEveryNumberOutOfRange) {
    const auto broken = [](const std::function<void(Segment&)>& change) {
        Draft draft = two_clips();
        change(second(draft));
        return broken_invariants(draft);
    };
    EXPECT_THAT(broken([](Segment& s) { s.speed = 17; }), ElementsAre(HasSubstr("speed out of range")));
    EXPECT_THAT(broken([](Segment& s) { s.volume = 4.1; }), ElementsAre(HasSubstr("volume out of range")));
    EXPECT_THAT(broken([](Segment& s) { s.rotation = 45; }), ElementsAre(HasSubstr("turned by quarters")));
    EXPECT_THAT(broken([](Segment& s) { s.view_end.zoom = 0.5; }), ElementsAre(HasSubstr("view out of range")));
    EXPECT_THAT(broken([](Segment& s) { s.look.contrast = 2; }), ElementsAre(HasSubstr("look out of range")));
    EXPECT_THAT(broken([](Segment& s) { s.style.colour = "red"; }), ElementsAre(HasSubstr("not #RRGGBB")));
    EXPECT_THAT(broken([](Segment& s) {
                    s.transition = {TransitionKind::Push, Ms{2500}};
                }),
                ElementsAre(HasSubstr("transition longer than a neighbour")));
    EXPECT_THAT(broken([](Segment& s) { s.transition.duration = Ms{1}; }), ElementsAre(HasSubstr("cut that takes")));
}

TEST(PlannedCuts, LeaveOutAPictureThatStandsWhereItStopped) {
    Draft draft = two_clips();
    Segment& still = second(draft);
    still.source = "a.mp4";
    still.source_begin = Ms{2000};
    still.speed = 0;
    EXPECT_THAT(planned_cuts(draft), IsEmpty());
    still.look.saturation = -1;
    EXPECT_THAT(planned_cuts(draft), testing::SizeIs(1));
}

}  // namespace
}  // namespace takt
