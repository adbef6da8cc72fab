// SPDX-License-Identifier: GPL-3.0-or-later
// What holds after any sequence of operations on any project.
#include "takt/error.h"

#include "edit/montage/output_clock.h"
#include "random_edits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <variant>

namespace takt {
namespace {

using namespace edit_tests;

constexpr int kProjects = 400;
constexpr int kOperations = 25;

bool on_grid(Ms time, FrameRate rate) {
    const edit::OutputClock clock(rate);
    return clock.begin_of(clock.nearest(time)) == time;
}

void expect_gapless(const Draft& draft) {
    const auto& video = segments(draft, TrackType::Video);
    ASSERT_FALSE(video.empty());
    Ms end{};
    for (const Segment& segment : video) {
        EXPECT_EQ(segment.start, end);
        EXPECT_TRUE(on_grid(segment.start, draft.rate));
        end = segment.end();
    }
    EXPECT_EQ(end, draft.duration);
    EXPECT_TRUE(on_grid(end, draft.rate));
}

void expect_inside_sources(const Draft& draft, const EditInputs& inputs) {
    for (const Segment& segment : segments(draft, TrackType::Video)) {
        const auto clip = std::find_if(inputs.clips.begin(), inputs.clips.end(),
                                       [&](const ClipSource& c) { return c.path == segment.source; });
        ASSERT_NE(clip, inputs.clips.end());
        EXPECT_GE(segment.source_begin, Ms{0});
        if (clip->kind == MediaKind::Still) continue;
        EXPECT_LE(segment.source_begin + segment.source_duration(), clip->duration + Us{500}) << segment.name;
    }
    for (const Segment& segment : segments(draft, TrackType::Audio)) {
        const auto song = std::find_if(inputs.songs.begin(), inputs.songs.end(),
                                       [&](const SongSource& s) { return s.path == segment.source; });
        ASSERT_NE(song, inputs.songs.end());
        EXPECT_LE(segment.source_begin + segment.source_duration(), song->grid.duration());
    }
}

void expect_sound(const Draft& draft, const EditInputs& inputs) {
    EXPECT_THAT(broken_invariants(draft), testing::IsEmpty());
    expect_gapless(draft);
    expect_inside_sources(draft, inputs);
    for (const Track& track : draft.tracks) {
        for (const Segment& segment : track.segments) {
            EXPECT_LE(segment.end(), draft.duration);
            EXPECT_LE(segment.fade_in + segment.fade_out, segment.duration);
        }
    }
    EXPECT_EQ(draft_from_json(draft_to_json(draft)), draft);
}

TEST(AnyOperations, LeaveASoundDraftOrChangeNothing) {
    int obeyed = 0;
    std::set<std::size_t> kinds;
    for (int project = 0; project < kProjects && !testing::Test::HasFailure(); ++project) {
        Dice dice(static_cast<std::uint64_t>(project));
        const EditInputs inputs = random_inputs(dice);
        const EditSettings settings = random_settings(dice);
        Draft draft;
        for (int i = 0; i < kOperations && !testing::Test::HasFailure(); ++i) {
            const EditOp op = random_op(dice, std::max(draft.duration, Ms{3000}));
            SCOPED_TRACE(testing::Message() << "project " << project << " step " << i << " kind " << op.index());
            try {
                draft = apply(draft, {op}, inputs, settings).draft;
                expect_sound(draft, inputs);
                ++obeyed;
                kinds.insert(op.index());
            } catch (const Error& error) {
                EXPECT_EQ(error.code(), ErrorCode::EditUnclear) << error.what();
            }
        }
    }
    constexpr std::size_t kOfSession = 9;
    constexpr std::size_t kNeverObeyed = 1;  // MakeLengths
    EXPECT_EQ(kinds.size(), std::variant_size_v<EditOp> - kOfSession - kNeverObeyed) << "a kind never fitted";
    EXPECT_GT(obeyed, kProjects * kOperations / 4) << "too few operations fit to prove anything";
}

TEST(AnyOperations, GiveTheSameDraftAgain) {
    for (int project = 0; project < 20; ++project) {
        Dice dice(static_cast<std::uint64_t>(project));
        const EditInputs inputs = random_inputs(dice);
        const EditSettings settings = random_settings(dice);
        const EditOp op = random_op(dice, Ms{5000});
        try {
            const Draft once = apply({}, {op}, inputs, settings).draft;
            EXPECT_EQ(once, apply({}, {op}, inputs, settings).draft);
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::EditUnclear);
        }
    }
}

}  // namespace
}  // namespace takt
