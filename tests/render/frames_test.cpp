// SPDX-License-Identifier: GPL-3.0-or-later
// Frame-exactness: clips whose frames carry their number are rendered and read back.
#include "drafts.h"

#include <gtest/gtest.h>

namespace takt::render::test {
namespace {

using namespace std::chrono_literals;

/// The number the draft puts on output frame `n`, for a segment alone on the screen.
int expected(const Segment& segment, std::int64_t n, FrameRate output, FrameRate source) {
    const Us time = segment.source_begin + (frame_time(n, output) - segment.start);
    // Half a millisecond of slack, inclusive: draft times are whole milliseconds.
    const double number = seconds(time + Us{501}) * source.fps();
    return std::max(0, static_cast<int>(number));
}

class FrameExactness : public testing::TestWithParam<FrameRate> {};

TEST_P(FrameExactness, EveryOutputFrameShowsTheSourceFrameTheDraftSays) {
    const TempDir folder;
    const FrameRate rate = GetParam();
    make_clip(folder / "a.mp4", {.rate = rate, .frames = 150});
    make_clip(folder / "b.mp4", {.rate = rate, .frames = 150});
    Draft draft = small_draft(4s);
    draft.tracks = {
        track(TrackType::Video, {segment(0ms, 1s, folder / "a.mp4", 200ms), segment(1s, 500ms, folder / "b.mp4", 2s),
                                 segment(1500ms, 1100ms, folder / "a.mp4", 1400ms),
                                 segment(2600ms, 400ms, folder / "a.mp4", 400ms), segment(3s, 1s, folder / "b.mp4")})};
    const RenderResult result = render(draft, folder / "out.mp4");
    EXPECT_EQ(result.frames, 120);
    const std::vector<int> numbers = read_numbers(folder / "out.mp4");
    ASSERT_EQ(numbers.size(), 120U);
    for (int n = 0; n < 120; ++n) {
        const auto& segments = draft.tracks[0].segments;
        const auto shown = std::find_if(segments.begin(), segments.end(),
                                        [&](const Segment& s) { return frame_time(n, draft.rate) < s.end(); });
        EXPECT_EQ(numbers[static_cast<std::size_t>(n)], expected(*shown, n, draft.rate, rate)) << "output frame " << n;
    }
}

INSTANTIATE_TEST_SUITE_P(Rates, FrameExactness,
                         testing::Values(FrameRate{30, 1}, FrameRate{25, 1}, FrameRate{30000, 1001}, FrameRate{60, 1}));

TEST(Rendering, CutsPlannedOnRoundedMillisecondsRepeatAndDropNothing) {
    const TempDir folder;
    make_clip(folder / "a.mp4", {.frames = 60});
    Draft draft = small_draft(2s);
    // 1067 ms is frame 32, 667 ms is source frame 20: neither is a whole millisecond.
    draft.tracks = {track(TrackType::Video,
                          {segment(0ms, 1067ms, folder / "a.mp4"), segment(1067ms, 933ms, folder / "a.mp4", 667ms)})};
    (void)render(draft, folder / "out.mp4");
    const std::vector<int> numbers = read_numbers(folder / "out.mp4");
    ASSERT_EQ(numbers.size(), 60U);
    for (int n = 0; n < 60; ++n) EXPECT_EQ(numbers[static_cast<std::size_t>(n)], n < 32 ? n : n - 32 + 20);
}

TEST(Rendering, ShowsAStillForAsLongAsTheDraftSays) {
    const TempDir folder;
    for (const char* name : {"still.jpg", "still.png"}) {
        make_still(folder / name, {.number = 77});
        (void)render(one_clip(folder / name, 500ms), folder / "out.mp4");
        EXPECT_EQ(read_numbers(folder / "out.mp4"), std::vector<int>(15, 77)) << name;
    }
}

TEST(Rendering, ShowsTurnedClipsUpright) {
    const TempDir folder;
    make_clip(folder / "a.mp4", {.size = {320, 180}, .frames = 10, .clockwise_deg = 90});
    (void)render(one_clip(folder / "a.mp4", 300ms), folder / "out.mp4");
    EXPECT_EQ(read_numbers(folder / "out.mp4").at(5), 5);
}

TEST(Rendering, HoldsTheLastFrameAfterTheSourcesEnd) {
    const TempDir folder;
    make_clip(folder / "a.mp4", {.frames = 15});
    (void)render(one_clip(folder / "a.mp4", 1s), folder / "out.mp4");
    EXPECT_EQ(read_numbers(folder / "out.mp4").back(), 14);
}

TEST(Rendering, LengthIsTheDraftsToTheFrame) {
    const TempDir folder;
    make_clip(folder / "a.mp4", {.frames = 90});
    Draft draft = one_clip(folder / "a.mp4", 1517ms);
    draft.rate = {30000, 1001};
    EXPECT_EQ(render(draft, folder / "out.mp4").frames, 45);
    EXPECT_EQ(read_numbers(folder / "out.mp4").size(), 45U);
}

}  // namespace
}  // namespace takt::render::test
