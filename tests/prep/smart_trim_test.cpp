// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/cut.h"
#include "support/make_media.h"
#include "support/read_media.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <random>

namespace takt::test {
namespace {

constexpr double kSync_s = 0.005;

const std::map<std::string, std::string> kReordered{{"preset", "medium"}, {"bf", "3"}, {"crf", "23"}};

std::vector<int> numbers_from(int first, int end) {
    std::vector<int> list(static_cast<std::size_t>(std::max(0, end - first)));
    std::iota(list.begin(), list.end(), first);
    return list;
}

std::vector<double> clicks_every(double step_s, double end_s) {
    std::vector<double> list;
    for (double at = step_s / 2; at < end_s; at += step_s) list.push_back(at);
    return list;
}

/// What a player shows and sounds of a clip, read once.
struct Played {
    explicit Played(const std::filesystem::path& path)
        : numbers(read_numbers(path)), times(read_times(path)), clicks(find_clicks(path)) {}
    std::vector<int> numbers;
    std::vector<Us> times;
    std::vector<double> clicks;
};

/// Exactly the frames that begin in [begin, end), each limit a quarter of a frame earlier, evenly spaced from zero on,
/// and the clicks where they stood, seen from the first frame kept.
void expect_cut(const Cut& made, const Played& source, Us begin, Us end, FrameRate rate) {
    const Us early = frame_time(1, rate) / 4;
    std::vector<int> wanted;
    std::optional<Us> first;
    for (std::size_t n = 0; n < source.times.size(); ++n) {
        if (source.times[n] < begin - early || source.times[n] >= end - early) continue;
        wanted.push_back(source.numbers[n]);
        if (!first) first = source.times[n];
    }
    const Played found(made.path);
    EXPECT_EQ(found.numbers, wanted);
    for (std::size_t n = 0; n < found.times.size(); ++n) {
        EXPECT_LE(std::abs((found.times[n] - frame_time(static_cast<std::int64_t>(n), rate)).count()), 1);
    }
    std::size_t inside = 0;
    for (const double click : source.clicks) {
        // A click that is cut in half may be found or not.
        if (click < seconds(*first) + 0.03 || click > seconds(end) - 0.06) continue;
        ++inside;
        const double at = click - seconds(*first);
        EXPECT_THAT(found.clicks, testing::Contains(testing::DoubleNear(at, kSync_s)));
    }
    EXPECT_LE(found.clicks.size(), inside + 2);
}

TEST(SmartTrim, CopiesWholeGopsAndEncodesOnlyTheEdges) {
    const TempDir folder;
    const ClipSpec spec{.frames = 300, .options = kReordered, .gop_frames = 60, .clicks_s = clicks_every(0.7, 10)};
    make_clip(folder / "clip.mp4", spec);
    const Cut made = cut(folder / "clip.mp4", {.begin = Us{1'100'000}, .end = Us{8'500'000}});
    ASSERT_TRUE(std::holds_alternative<SmartTrim>(made.plan.action)) << made.survey.obstacle;
    EXPECT_THAT(made.seen.notes, testing::IsEmpty());
    EXPECT_EQ(read_numbers(made.path), numbers_from(33, 255));
    EXPECT_EQ(made.survey.copyable->begin, Us{2'000'000});
    EXPECT_GE(made.survey.copyable->end, Us{8'000'000});
    expect_cut(made, Played(folder / "clip.mp4"), Us{1'100'000}, Us{8'500'000}, spec.rate);
}

TEST(SmartTrim, KeepsExactlyTheWantedFramesOfAnyRange) {
    const TempDir folder;
    std::mt19937 random(4);
    const std::vector<FrameRate> rates{{30, 1}, {30000, 1001}, {25, 1}};
    int copied = 0;
    for (int round = 0; round < 12; ++round) {
        ClipSpec spec{.size = {160, 90}, .rate = rates[static_cast<std::size_t>(round) % rates.size()], .frames = 150};
        spec.options = kReordered;
        if (round % 4 == 1) spec.options = {{"preset", "ultrafast"}, {"bf", "0"}};
        if (round % 4 == 2) spec.options["x264-params"] = "open-gop=1:keyint=30";
        spec.gop_frames = round % 4 == 3 ? 12 : 40;
        const std::string name = round % 2 == 0 ? "clip.mp4" : "clip.mkv";
        spec.clicks_s = clicks_every(0.45, 5);
        make_clip(folder / name, spec);
        const Us length = frame_time(spec.frames, spec.rate);
        std::uniform_int_distribution<std::int64_t> any(0, length.count());
        Us begin{any(random)};
        Us end{any(random)};
        if (begin > end) std::swap(begin, end);
        if (end - begin < Us{200'000}) begin = std::max(Us{0}, end - Us{200'000});
        if (end - begin < Us{100'000}) end = begin + Us{500'000};
        const Cut made = cut(folder / name, {.begin = begin, .end = end});
        SCOPED_TRACE(testing::Message() << "round " << round << ", " << begin.count() << " to " << end.count()
                                        << " µs; " << made.survey.obstacle << testing::PrintToString(made.seen.notes));
        EXPECT_THAT(made.seen.notes, testing::Not(testing::Contains(testing::HasSubstr("could not be cut"))));
        if (!std::holds_alternative<SmartTrim>(made.plan.action)) continue;
        ++copied;
        expect_cut(made, Played(folder / name), begin, end, spec.rate);
    }
    EXPECT_GE(copied, 6);
}

Plan plan_copying(const std::filesystem::path& input, const TimeRange& kept, const TimeRange& copied) {
    const MediaInfo info = probe(input);
    Plan plan;
    plan.input = input;
    plan.extension = "mp4";
    plan.action = SmartTrim{.copied = copied,
                            .rate = info.video()->measured_rate,
                            .otherwise = {.size = info.video()->display, .rate = info.video()->measured_rate}};
    plan.trim = kept;
    plan.duration = kept.duration();
    plan.video_stream = info.video()->index;
    plan.audio_stream = info.audio() != nullptr ? info.audio()->index : -1;
    return plan;
}

TEST(SmartTrim, EncodesAndSaysWhyWhenThePlannedPartDoesNotStartAtAKeyFrame) {
    const TempDir folder;
    make_clip(folder / "clip.mp4", {.size = {160, 90}, .frames = 90, .options = kReordered, .gop_frames = 30});
    const TimeRange kept{Us{300'000}, Us{2'700'000}};
    NoProgress quiet;
    const Executed seen =
        execute(plan_copying(folder / "clip.mp4", kept, {Us{1'400'000}, Us{2'000'000}}), folder / "out.mp4", quiet);
    EXPECT_THAT(seen.notes, testing::Contains(testing::HasSubstr("it was encoded")));
    EXPECT_EQ(read_numbers(folder / "out.mp4"), numbers_from(9, 81));
}

TEST(SmartTrim, CutsHevcWithItsParameterSetsInTheStream) {
    const TempDir folder;
    make_clip(folder / "clip.mp4",
              {.size = {160, 90},
               .frames = 120,
               .codec = "libx265",
               .options = {{"preset", "fast"}, {"x265-params", "open-gop=0:keyint=30:min-keyint=30:log-level=none"}},
               .gop_frames = 30});
    const TimeRange kept{Us{300'000}, Us{3'500'000}};
    const CutSurvey survey = survey_cut(probe(folder / "clip.mp4"), kept);
    ASSERT_TRUE(survey.copyable.has_value()) << survey.obstacle;
    EXPECT_EQ(survey.copyable->begin, Us{1'000'000});
    NoProgress quiet;
    const Executed seen = execute(plan_copying(folder / "clip.mp4", kept, *survey.copyable), folder / "out.mp4", quiet);
    EXPECT_THAT(seen.notes, testing::IsEmpty());
    EXPECT_EQ(read_numbers(folder / "out.mp4"), numbers_from(9, 105));
}

}  // namespace
}  // namespace takt::test
