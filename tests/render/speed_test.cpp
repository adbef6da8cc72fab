// SPDX-License-Identifier: GPL-3.0-or-later
// Time inside a segment: frames that carry their number, at every speed, backwards and standing.
#include "drafts.h"
#include "render/backwards.h"
#include "render/source_time.h"

#include <gtest/gtest.h>

#include <cmath>

namespace takt::render::test {
namespace {

using namespace std::chrono_literals;

constexpr FrameRate k25{25, 1};
constexpr FrameRate k2997{30000, 1001};
constexpr FrameRate k30{30, 1};
constexpr FrameRate k60{60, 1};

Segment at_speed(double speed, bool reversed = false) {
    Segment made = segment(1s, 2s, "a.mp4", 500ms);
    made.speed = speed;
    made.reversed = reversed;
    return made;
}

TEST(SourceTime, RunsAsFastAsTheSegment) {
    EXPECT_EQ(source_time(at_speed(1), 1500ms, k30), Us{1s});
    EXPECT_EQ(source_time(at_speed(2), 1500ms, k30), Us{1500ms});
    EXPECT_EQ(source_time(at_speed(0.25), 1500ms, k30), Us{625ms});
    EXPECT_EQ(source_time(at_speed(0), 2500ms, k30), Us{500ms});
}

TEST(SourceTime, ReversedShowsTheFramesOfTheForwardSegmentInReverse) {
    for (const double speed : {0.5, 1.0, 3.0}) {
        for (int n = 0; n < 60; ++n) {
            EXPECT_EQ(source_time(at_speed(speed, true), frame_time(30 + n, k30), k30),
                      source_time(at_speed(speed), frame_time(30 + 59 - n, k30), k30))
                << speed << ", frame " << n;
        }
    }
}

TEST(SourceTime, GoesOnOutsideTheSegment) {
    EXPECT_EQ(source_time(at_speed(2), 900ms, k30), Us{300ms});
    EXPECT_LT(source_time(at_speed(1, true), 3100ms, k30), Us{500ms});
}

TEST(Backwards, MemoryIsBoundedByTheCanvas) {
    EXPECT_EQ(run_length({320, 180}), 120);
    EXPECT_EQ(run_length({1920, 1080}), 30);
    EXPECT_EQ(run_length({8192, 8192}), 2);
}

struct Ride {
    FrameRate source;
    FrameRate output;
    double speed;
    bool reversed;
};

std::ostream& operator<<(std::ostream& out, const Ride& ride) {
    return out << ride.source.fps() << " in " << ride.output.fps() << " at " << ride.speed
               << (ride.reversed ? " backwards" : "");
}

/// The frame on screen at `time`, for draft times that are half a millisecond off at most.
int on_screen(Us time, FrameRate rate, int frames) {
    return std::clamp(static_cast<int>(std::floor(seconds(time + Us{501}) * rate.fps())), 0, frames - 1);
}

class EverySpeed : public testing::TestWithParam<Ride> {};

TEST_P(EverySpeed, ShowsTheSourceFrameTheDraftSays) {
    const TempDir folder;
    const Ride ride = GetParam();
    constexpr int kFrames = 300;
    make_clip(folder / "a.mp4", {.rate = ride.source, .frames = kFrames, .gop_frames = 50});
    Draft draft = one_clip(folder / "a.mp4", 2s);
    draft.rate = ride.output;
    Segment& clip = draft.tracks[0].segments[0];
    clip.source_begin = 400ms;
    clip.speed = ride.speed;
    clip.reversed = ride.reversed;
    const std::int64_t count = render(draft, folder / "out.mp4").frames;
    const std::vector<int> numbers = read_numbers(folder / "out.mp4");
    ASSERT_EQ(numbers.size(), static_cast<std::size_t>(count));
    for (std::int64_t n = 0; n < count; ++n) {
        const std::int64_t forwards = ride.reversed ? nearest_frame(2s, ride.output) - 1 - n : n;
        const Us passed = from_seconds(seconds(frame_time(forwards, ride.output)) * ride.speed);
        EXPECT_EQ(numbers[static_cast<std::size_t>(n)], on_screen(400ms + passed, ride.source, kFrames))
            << "output frame " << n;
    }
}

INSTANTIATE_TEST_SUITE_P(Speeds, EverySpeed,
                         testing::Values(Ride{k25, k30, 0.25, false}, Ride{k2997, k30, 0.5, false},
                                         Ride{k30, k30, 1.5, false}, Ride{k60, k30, 2, false},
                                         Ride{k30, k2997, 2, false}, Ride{k30, k25, 4, false},
                                         Ride{k2997, k60, 4, false}, Ride{k30, k30, 16, false}));
INSTANTIATE_TEST_SUITE_P(Reversed, EverySpeed,
                         testing::Values(Ride{k30, k30, 1, true}, Ride{k25, k30, 0.5, true}, Ride{k60, k30, 1, true},
                                         Ride{k2997, k25, 2, true}, Ride{k30, k60, 4, true}));
INSTANTIATE_TEST_SUITE_P(Standing, EverySpeed, testing::Values(Ride{k30, k30, 0, false}, Ride{k25, k60, 0, false}));

TEST(Speed, ReversedSegmentsCrossFrameExactly) {
    const TempDir folder;
    make_clip(folder / "a.mp4", {.frames = 90});
    Draft draft = small_draft(2s);
    draft.tracks = {
        track(TrackType::Video, {segment(0ms, 1s, folder / "a.mp4", 1s), segment(1s, 1s, folder / "a.mp4", 500ms)})};
    for (Segment& clip : draft.tracks[0].segments) clip.reversed = true;
    draft.tracks[0].segments[1].transition = {TransitionKind::Wipe, 400ms, Side::Right};
    (void)render(draft, folder / "out.mp4");
    const std::vector<int> numbers = read_numbers(folder / "out.mp4");
    ASSERT_EQ(numbers.size(), 60U);
    for (int n = 0; n < 24; ++n) EXPECT_EQ(numbers[static_cast<std::size_t>(n)], 59 - n);
    for (int n = 36; n < 60; ++n) EXPECT_EQ(numbers[static_cast<std::size_t>(n)], 15 + 59 - n);
}

TEST(Speed, ReversedFramesOfVariableRateAreThoseOfTheForwardOnes) {
    const TempDir folder;
    std::vector<Us> times;
    for (int n = 0; n < 40; ++n) times.push_back(Us{n * 40'000 + (n % 3) * 9'000});
    make_clip(folder / "a.mp4", {.frames = 40, .times = times});
    Draft draft = one_clip(folder / "a.mp4", 1s);
    (void)render(draft, folder / "forwards.mp4");
    draft.tracks[0].segments[0].reversed = true;
    (void)render(draft, folder / "backwards.mp4");
    std::vector<int> numbers = read_numbers(folder / "forwards.mp4");
    std::reverse(numbers.begin(), numbers.end());
    EXPECT_EQ(read_numbers(folder / "backwards.mp4"), numbers);
}

}  // namespace
}  // namespace takt::render::test
