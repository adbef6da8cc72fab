// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/layers.h"

#include "drafts.h"

#include <gtest/gtest.h>

namespace takt::render {
namespace {

using namespace std::chrono_literals;
using test::segment;
using test::small_draft;
using test::track;

Draft two_clips(Transition transition = {}) {
    Draft draft = small_draft(4s);
    std::vector<Segment> clips{segment(0ms, 2s, "a.mp4", 500ms), segment(2s, 2s, "b.mp4", 1s)};
    clips[1].transition = transition;
    draft.tracks = {track(TrackType::Video, clips)};
    return draft;
}

Draft with_title(Ms fade_in, Ms fade_out) {
    Draft draft = small_draft(4s);
    Segment title = segment(1s, 2s);
    title.text = "Title";
    title.fade_in = fade_in;
    title.fade_out = fade_out;
    draft.tracks = {track(TrackType::Text, {title})};
    return draft;
}

TEST(Layers, CutBelongsToTheSegmentThatBegins) {
    const Draft draft = two_clips();
    EXPECT_EQ(layers_at(draft, 1999ms).base->segment->source, "a.mp4");
    EXPECT_EQ(layers_at(draft, 2000ms).base->segment->source, "b.mp4");
    EXPECT_FALSE(layers_at(draft, 2000ms).over);
}

TEST(Layers, SourceTimeRunsFromTheSegmentsBegin) {
    EXPECT_EQ(layers_at(two_clips(), Us{1'033'333}).base->source_time, Us{1'533'333});
    EXPECT_EQ(layers_at(two_clips(), Us{2'033'333}).base->source_time, Us{1'033'333});
}

TEST(Layers, CutThatWasRoundedUpFromAFramesBeginFallsOnThatFrame) {
    Draft draft = small_draft(4s);
    draft.tracks = {track(TrackType::Video, {segment(0ms, 1067ms, "a.mp4"), segment(1067ms, 1s, "b.mp4")})};
    EXPECT_EQ(layers_at(draft, frame_time(32, {30, 1})).base->segment->source, "b.mp4");
    EXPECT_EQ(layers_at(draft, frame_time(31, {30, 1})).base->segment->source, "a.mp4");
}

TEST(Layers, GapsAndTheEndAreBlack) {
    Draft draft = small_draft(4s);
    draft.tracks = {track(TrackType::Video, {segment(0ms, 1s, "a.mp4"), segment(2s, 1s, "b.mp4")})};
    EXPECT_FALSE(layers_at(draft, 1500ms).base);
    EXPECT_FALSE(layers_at(draft, 3s).base);
}

TEST(Layers, CrossfadeIsCentredOnTheCutAndBothNeighboursRunOn) {
    const Draft draft = two_clips({TransitionKind::Crossfade, 1s});
    EXPECT_FALSE(layers_at(draft, 1499ms).over);
    const Layers before = layers_at(draft, 1750ms);
    EXPECT_EQ(before.base->segment->source, "a.mp4");
    EXPECT_EQ(before.over->segment->source, "b.mp4");
    EXPECT_EQ(before.over->source_time, Us(750ms));
    EXPECT_EQ(before.progress, 0.25);
    const Layers after = layers_at(draft, 2250ms);
    EXPECT_EQ(after.base->segment->source, "a.mp4");
    EXPECT_EQ(after.base->source_time, Us(2750ms));
    EXPECT_EQ(after.progress, 0.75);
    EXPECT_EQ(layers_at(draft, 2500ms).base->segment->source, "b.mp4");
    EXPECT_FALSE(layers_at(draft, 2500ms).over);
}

TEST(Layers, CrossfadeAfterAGapIsACut) {
    Draft draft = two_clips({TransitionKind::Crossfade, 1s});
    draft.tracks[0].segments[0].duration = 1s;
    EXPECT_FALSE(layers_at(draft, 1800ms).base);
    EXPECT_FALSE(layers_at(draft, 2100ms).over);
}

TEST(Layers, FadeThroughBlackShowsEachShotOnItsOwnSide) {
    const Draft draft = two_clips({TransitionKind::FadeBlack, 1s});
    const Layers before = layers_at(draft, 1750ms);
    EXPECT_EQ(before.base->segment->source, "a.mp4");
    EXPECT_EQ(before.base->to_black, kWhole / 2);
    EXPECT_FALSE(before.over);
    const Layers middle = layers_at(draft, 2s);
    EXPECT_EQ(middle.base->segment->source, "b.mp4");
    EXPECT_EQ(middle.base->to_black, kWhole);
    EXPECT_EQ(layers_at(draft, 2500ms).base->to_black, 0);
}

TEST(Layers, WipeAndPushSayHowFarTheyAre) {
    for (const TransitionKind kind : {TransitionKind::Wipe, TransitionKind::Push}) {
        const Draft draft = two_clips({kind, 1s, Side::Top});
        const Layers layers = layers_at(draft, 2250ms);
        EXPECT_EQ(layers.over->segment->transition.from, Side::Top);
        EXPECT_EQ(layers.progress, 0.75);
        EXPECT_EQ(layers.over->to_black, 0);
    }
}

TEST(Layers, ClipsFadeFromAndToBlack) {
    Draft draft = two_clips();
    draft.tracks[0].segments[0].fade_in = 1s;
    draft.tracks[0].segments[0].fade_out = 500ms;
    EXPECT_EQ(layers_at(draft, 0ms).base->to_black, kWhole);
    EXPECT_EQ(layers_at(draft, 500ms).base->to_black, kWhole / 2);
    EXPECT_EQ(layers_at(draft, 1200ms).base->to_black, 0);
    EXPECT_EQ(layers_at(draft, 1750ms).base->to_black, kWhole / 2);
    EXPECT_EQ(layers_at(draft, 2s).base->to_black, 0);
}

TEST(Layers, TitleFadesInAndOut) {
    const Draft draft = with_title(500ms, 1s);
    EXPECT_TRUE(layers_at(draft, 999ms).titles.empty());
    EXPECT_EQ(layers_at(draft, 1250ms).titles.at(0).opacity, kWhole / 2);
    EXPECT_EQ(layers_at(draft, 1750ms).titles.at(0).opacity, kWhole);
    EXPECT_EQ(layers_at(draft, 2500ms).titles.at(0).opacity, kWhole / 2);
    EXPECT_TRUE(layers_at(draft, 3s).titles.empty());
}

TEST(Layers, UpperVideoTrackCoversTheLower) {
    Draft draft = two_clips();
    draft.tracks.push_back(track(TrackType::Video, {segment(1s, 1s, "top.mp4")}));
    EXPECT_EQ(layers_at(draft, 1500ms).base->segment->source, "top.mp4");
    EXPECT_EQ(layers_at(draft, 2500ms).base->segment->source, "b.mp4");
}

}  // namespace
}  // namespace takt::render
