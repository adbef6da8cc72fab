// SPDX-License-Identifier: GPL-3.0-or-later
// What people ask of a montage: pins, exclusions, how often to cut, where the song starts, how long it is.
#include "takt/error.h"

#include "support/edit_inputs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace takt {
namespace {

using namespace edit_tests;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

EditInputs two_clips(BeatGrid grid) {
    return {{clip("IMG_1.MOV", 60), clip("IMG_2.MOV", 60)}, {song(std::move(grid))}, {}};
}

std::vector<Segment> shots(const EditInputs& inputs, const EditSettings& settings, const CutPlan& plan = {}) {
    return segments(plan_music_video(inputs, settings, plan).draft, TrackType::Video);
}

std::vector<int> starts(const std::vector<Segment>& all) {
    std::vector<int> ms;
    for (const Segment& segment : all) ms.push_back(static_cast<int>(segment.start.count()));
    return ms;
}

const Segment& shown_at(const std::vector<Segment>& all, Ms time) {
    return *std::find_if(all.begin(), all.end(), [&](const Segment& shot) { return time < shot.end(); });
}

std::string complaint(const EditInputs& inputs, const EditSettings& settings) {
    try {
        (void)plan_music_video(inputs, settings, {});
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::EditUnclear);
        return error.what();
    }
    return "nothing";
}

TEST(Pins, GiveTheShotAtTheirTimeToTheirClip) {
    const EditInputs inputs = two_clips(steady_grid(120, 16));
    for (int second = 0; second < 16; ++second) {
        const Ms time{1000 * second + 300};
        EXPECT_EQ(shown_at(shots(inputs, {.pins = {{"img_2", time, {}}}}), time).name, "IMG_2.MOV") << second;
    }
}

TEST(Pins, ShowTheMomentAskedFor) {
    const EditInputs inputs = two_clips(steady_grid(120, 16));
    const auto all = shots(inputs, {.pins = {{"IMG_1.MOV", Ms{4500}, Us{31'250'000}}}});
    const Segment& shot = shown_at(all, Ms{4500});
    EXPECT_EQ(shot.source_begin + (Ms{4500} - shot.start), Ms{31'250});
    EXPECT_THAT(shot.reason, HasSubstr("pinned: the moment asked for of IMG_1.MOV"));
}

TEST(Pins, KeepTheirFootageFromTheShotsBefore) {
    EditInputs inputs{{clip("a", 9)}, {song(steady_grid(120, 8))}, {}};
    const auto all = shots(inputs, {.pins = {{"a", Ms{7500}, Us{500'000}}}});
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
        EXPECT_TRUE(all[i].source_begin >= all.back().source_begin + all.back().duration ||
                    all[i].source_begin + all[i].duration <= all.back().source_begin);
    }
}

TEST(Pins, AtTheEndOfAClipShowItsLastMoment) {
    const auto all = shots(two_clips(steady_grid(120, 16)), {.pins = {{"IMG_1", Ms{4100}, Us{59'900'000}}}});
    const Segment& shot = shown_at(all, Ms{4100});
    EXPECT_LE(shot.source_begin, Ms{59'900});
    EXPECT_LE(shot.source_begin + shot.duration, Ms{59'967});
}

TEST(Pins, InOneSlotDivideItOnABeat) {
    const EditInputs inputs = two_clips(steady_grid(120, 16));
    const auto all = shots(inputs, {.pins = {{"IMG_1", Ms{4100}, {}}, {"IMG_2", Ms{5900}, {}}}}, {.pace = 0});
    EXPECT_EQ(shown_at(all, Ms{4100}).name, "IMG_1.MOV");
    EXPECT_EQ(shown_at(all, Ms{5900}).name, "IMG_2.MOV");
    EXPECT_EQ(shown_at(all, Ms{5900}).start.count() % 500, 0);
}

TEST(Pins, ThatCannotBeObeyedAreTold) {
    const EditInputs inputs = two_clips(steady_grid(120, 16));
    EXPECT_THAT(complaint(inputs, {.pins = {{"DSC", Ms{1}, {}}}}), HasSubstr("IMG_1.MOV, IMG_2.MOV"));
    EXPECT_THAT(complaint(inputs, {.pins = {{"IMG", Ms{1}, {}}}}), HasSubstr("several clips"));
    EXPECT_THAT(complaint(inputs, {.pins = {{"IMG_1", Ms{16'000}, {}}}}), HasSubstr("16.00 s long"));
    EXPECT_THAT(complaint(inputs, {.pins = {{"IMG_1", Ms{0}, Us{61'000'000}}}}), HasSubstr("after its end"));
    EXPECT_THAT(complaint(inputs, {.pins = {{"IMG_1", Ms{100}, {}}, {"IMG_2", Ms{150}, {}}}}), HasSubstr("one shot"));
}

TEST(Exclusions, AreNeverShownEvenWhenFootageIsScarce) {
    EditInputs inputs{{clip("a", 10)}, {song(steady_grid(120, 60))}, {}};
    const EditSettings settings{.excluded = {{"a", {Us{3'000'000}, Us{5'500'000}}}}};
    for (const Segment& shot : shots(inputs, settings)) {
        EXPECT_TRUE(shot.source_begin + shot.duration <= Ms{3000} || shot.source_begin >= Ms{5500}) << shot.reason;
    }
}

TEST(Exclusions, OfEverythingAreTold) {
    EditInputs inputs{{clip("a", 10)}, {song(steady_grid(120, 60))}, {}};
    EXPECT_THAT(complaint(inputs, {.excluded = {{"a", {Us{0}, Us{10'000'000}}}}}), HasSubstr("exclude less"));
    EXPECT_THAT(complaint(inputs, {.excluded = {{"b", {Us{0}, Us{1}}}}}), HasSubstr("no clip is called \"b\""));
}

TEST(CutUnits, AreBeatsBarsAndSections) {
    const EditInputs inputs = two_clips(steady_grid(120, 16, {0.2, 0.9}));
    EXPECT_THAT(shots(inputs, {}, {.unit = CutUnit::Beat}), SizeIs(32));
    EXPECT_THAT(starts(shots(inputs, {}, {.unit = CutUnit::Beat, .every = 8})), ElementsAre(0, 4000, 8000, 12'000));
    EXPECT_THAT(starts(shots(inputs, {}, {.unit = CutUnit::Bar, .every = 3})), ElementsAre(0, 6000, 12'000));
    EXPECT_THAT(starts(shots(inputs, {}, {.unit = CutUnit::Section})), ElementsAre(0, 8000));
    EXPECT_THAT(shots(inputs, {}, {.unit = CutUnit::Bar})[1].reason, HasSubstr("bar 2, quiet section: every bar; "));
}

TEST(CutUnits, OfFiveBeatsAreCountedAcrossBars) {
    EXPECT_THAT(starts(shots(two_clips(steady_grid(120, 12)), {}, {.unit = CutUnit::Beat, .every = 5})),
                ElementsAre(0, 2500, 5000, 7500, 10'000));
}

TEST(CutUnits, StandAsMuchBesideTheBeatAsAsked) {
    EXPECT_THAT(starts(shots(two_clips(steady_grid(120, 8)), {}, {.unit = CutUnit::Bar, .offset = Ms{-100}})),
                ElementsAre(0, 1900, 3900, 5900));
}

TEST(CutUnits, TooShortForAShotAreThinnedOutEvenlyWhichIsTold) {
    const PlannedDraft planned =
        plan_music_video(two_clips(steady_grid(180, 16)), {.min_shot = Ms{400}}, {.unit = CutUnit::Beat});
    const auto& all = segments(planned.draft, TrackType::Video);
    for (std::size_t i = 0; i + 1 < all.size(); ++i) EXPECT_NEAR(static_cast<double>(all[i].duration.count()), 667, 34);
    EXPECT_THAT(planned.notes, Contains(HasSubstr("ask for \"every 2 beats\"")));
}

TEST(SongStarts, AreWhereAskedFor) {
    const EditInputs inputs = two_clips(steady_grid(120, 80, {0.2, 0.3, 1, 0.2, 0.1}));
    const auto begin = [&](EditSettings settings) {
        settings.length = Ms{16'000};
        return segments(plan_music_video(inputs, settings, {}).draft, TrackType::Audio).at(0).source_begin;
    };
    EXPECT_EQ(begin({.song_start = SongStart::Beginning}), Ms{0});
    EXPECT_EQ(begin({.song_start = SongStart::Best}), Ms{32'000});
    EXPECT_EQ(begin({.song_start = SongStart::Chorus}), Ms{32'000});
    EXPECT_EQ(begin({.song_start = SongStart::At, .song_at = Us{12'345'000}}), Ms{12'345});
    EXPECT_THAT(complaint(inputs, {.song_start = SongStart::At, .song_at = Us{80'000'000}}),
                HasSubstr("start it earl"));
}

TEST(SongStarts, GoOnAtTheFirstBarWhenTooLittleFollows) {
    const EditInputs inputs = two_clips(steady_grid(120, 20));
    const EditSettings settings{.length = Ms{24'000}, .song_start = SongStart::At, .song_at = Us{14'000'000}};
    const Draft draft = plan_music_video(inputs, settings, {}).draft;
    const auto& music = segments(draft, TrackType::Audio);
    EXPECT_THAT(starts(music), ElementsAre(0, 6000));
    EXPECT_EQ(music[1].source_begin, Ms{0});
    EXPECT_EQ(draft.duration, Ms{24'000});
}

TEST(Length, OfTheFootageEndsOnABarBeforeAnythingIsShownTwice) {
    const EditInputs inputs{{clip("a", 7.5), clip("b", 9)}, {song(steady_grid(120, 120))}, {}};
    const Draft draft = plan_music_video(inputs, {.length_from = LengthFrom::Video}, {}).draft;
    EXPECT_GE(draft.duration, Ms{10'000});
    EXPECT_LE(draft.duration, Ms{16'000});
    EXPECT_EQ(draft.duration.count() % 2000, 0);
    EXPECT_EQ(segments(draft, TrackType::Audio).back().end(), draft.duration);
}

}  // namespace
}  // namespace takt
