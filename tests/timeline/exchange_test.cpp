// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/exchange.h"

#include "takt/error.h"

#include "base/atomic_file.h"
#include "exchange_draft.h"
#include "timeline/exchange/frame_timeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

namespace takt {
namespace {

using test::shot;
using test::small_beats;
using test::small_draft;
using test::small_facts;
using testing::HasSubstr;
using testing::Not;
using timeline::FrameTimeline;
using timeline::on_frames;
using timeline::Piece;

std::string document(TimelineFormat format, const Draft& draft = small_draft()) {
    return timeline_document(draft, small_beats(), small_facts, format);
}

void expect_golden(const std::string& name, const std::string& text) {
    const auto file = std::filesystem::path(TAKT_SOURCE_DIR) / "tests/golden" / name;
    if (std::getenv("TAKT_UPDATE_GOLDEN") != nullptr) write_file(file, text);
    ASSERT_TRUE(std::filesystem::exists(file)) << "TAKT_UPDATE_GOLDEN=1 writes it";
    EXPECT_EQ(text, read_file(file));
}

TEST(TimelineDocument, IsTheGoldenOtio) {
    expect_golden("timeline.otio", document(TimelineFormat::Otio));
}
TEST(TimelineDocument, IsTheGoldenFcpxml) {
    expect_golden("timeline.fcpxml", document(TimelineFormat::Fcpxml));
}
TEST(TimelineDocument, IsTheGoldenEdl) {
    expect_golden("timeline.edl", document(TimelineFormat::Edl));
}
TEST(TimelineDocument, IsTheGoldenCsv) {
    expect_golden("timeline.csv", document(TimelineFormat::Csv));
}

/// Cuts as a beat planner leaves them: no two lengths alike, rounded to milliseconds.
Draft many_cuts(FrameRate rate) {
    Draft draft;
    draft.rate = rate;
    draft.tracks = {{0, {}, ""}};
    int at = 0;
    for (int i = 0; i < 200; ++i) {
        const int length = 333 + (i * 37) % 411;
        draft.tracks[0].segments.push_back(shot("/clips/a.mov", at, length, i));
        at += length;
    }
    draft.duration = Ms{at};
    return draft;
}

class FramesAtRate : public testing::TestWithParam<FrameRate> {};

TEST_P(FramesAtRate, AreGaplessAndEndWithTheDraft) {
    const Draft draft = many_cuts(GetParam());
    const FrameTimeline timeline = on_frames(draft, {}, small_facts);
    EXPECT_EQ(timeline.frames, nearest_frame(draft.duration, draft.rate));
    std::int64_t end = 0;
    for (const Piece& piece : timeline.tracks.at(0).pieces) {
        EXPECT_EQ(piece.begin, end);
        EXPECT_EQ(piece.begin, nearest_frame(piece.segment->start, draft.rate));
        EXPECT_EQ(piece.source_frames, piece.frames());
        end = piece.end;
    }
    EXPECT_EQ(end, timeline.frames);
}

INSTANTIATE_TEST_SUITE_P(Usual, FramesAtRate,
                         testing::Values(FrameRate{24, 1}, FrameRate{25, 1}, FrameRate{30000, 1001}, FrameRate{30, 1},
                                         FrameRate{60, 1}));

TEST(OnFrames, FillsHolesWithGaps) {
    const FrameTimeline timeline = on_frames(small_draft(), {}, small_facts);
    const auto& pieces = timeline.tracks.at(0).pieces;
    ASSERT_EQ(pieces.size(), 5U);
    EXPECT_TRUE(pieces[3].is_gap());
    EXPECT_EQ(pieces[3].begin, 150);
    EXPECT_EQ(pieces[3].end, 180);
}

TEST(OnFrames, CentresATransition) {
    const Piece second = on_frames(small_draft(), {}, small_facts).tracks.at(0).pieces.at(1);
    EXPECT_EQ(second.begin, 60);
    EXPECT_EQ(second.lead_in, 6);
    EXPECT_EQ(second.lead_out, 6);
}

TEST(OnFrames, NeverAskForAFrameAfterTheSourcesLast) {
    Draft draft;
    draft.duration = Ms{1000};
    draft.tracks = {{0, {shot("/clips/a.mov", 0, 1000, 9017)}, ""}};  // 9017 ms is nearest to frame 271
    EXPECT_EQ(on_frames(draft, {}, small_facts).tracks[0].pieces[0].source_begin, 270);
}

TEST(OnFrames, LeaveOutBeatsAfterTheEnd) {
    EXPECT_EQ(on_frames(small_draft(), small_beats(), small_facts).beats.size(), 3U);
}

ErrorCode error_of(TimelineFormat format, const Draft& draft) {
    try {
        (void)document(format, draft);
    } catch (const Error& error) {
        return error.code();
    }
    return ErrorCode::Internal;
}

TEST(TimelineDocument, RefusesABrokenDraft) {
    Draft draft = small_draft();
    draft.duration = Ms{100};
    EXPECT_EQ(error_of(TimelineFormat::Otio, draft), ErrorCode::Corrupt);
}

TEST(TimelineDocument, RefusesMoreThanADay) {
    Draft draft = small_draft();
    draft.duration = std::chrono::hours{25};
    EXPECT_EQ(error_of(TimelineFormat::Csv, draft), ErrorCode::TooLarge);
    draft.tracks[0].segments[0].source_begin = Ms::max() / 2;
    EXPECT_EQ(error_of(TimelineFormat::Csv, draft), ErrorCode::TooLarge);
}

TEST(TimelineDocument, NamesAnEmptyDraft) {
    for (const TimelineFormat format :
         {TimelineFormat::Otio, TimelineFormat::Fcpxml, TimelineFormat::Edl, TimelineFormat::Csv}) {
        EXPECT_THAT(document(format, Draft{}), Not(HasSubstr("a.mov")));
    }
    EXPECT_THAT(document(TimelineFormat::Edl, Draft{}), HasSubstr("TITLE: untitled"));
}

TEST(TimelineDocument, IsWellFormedWhateverThingsAreCalled) {
    Draft draft = small_draft();
    Segment& first = draft.tracks[0].segments[0];
    first.name = "\x01\xff]]>&<\"'\n* LOC: 00:00:00:00";
    first.source = "/clips/\xfe.mov";
    for (const TimelineFormat format :
         {TimelineFormat::Otio, TimelineFormat::Fcpxml, TimelineFormat::Edl, TimelineFormat::Csv}) {
        const std::string text = document(format, draft);
        EXPECT_THAT(text, Not(HasSubstr("\xff")));
        EXPECT_THAT(text, Not(HasSubstr("\x01")));
        EXPECT_THAT(text, Not(HasSubstr("\n* LOC: 00:00:00:00")));
    }
}

}  // namespace
}  // namespace takt
