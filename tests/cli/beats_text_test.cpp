// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/beats_text.h"

#include "takt/error.h"

#include <gtest/gtest.h>

#include <utility>

namespace takt::cli {
namespace {

BeatGrid grid(double confidence, bool musical = true) {
    BeatGrid::Parts parts;
    parts.duration = Us{65'432'100};
    parts.musical = musical;
    parts.tempo = {120, confidence, true, {}};
    if (musical) parts.beats = {{Us{500'000}, 1, true, 0}, {Us{1'000'000}, 1, false, 0}};
    if (musical) parts.tempo.alternatives = {{60, "half", 0.4}};
    parts.sections = {{{Us{0}, parts.duration}, 1, "drop"}};
    return BeatGrid(std::move(parts));
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST(BeatsText, TellsWhatWasFound) {
    EXPECT_EQ(beats_text(grid(0.9), "music/song.mp3", false),
              "song      song.mp3, 1:05.432\n"
              "tempo     120.0 BPM, confidence 0.90; or half 60.0 (0.40)\n"
              "meter     4 beats in a bar, the first bar at 0:00.500\n"
              "beats     2 in 1 bars, 0:00.500 to 0:01.000\n"
              "sections  0:00.000  1:05.432  drop     energy 1.00\n");
}

TEST(BeatsText, SaysWhatToDoWhenItIsDoubtful) {
    const std::string text = beats_text(grid(0.3), "my song.mp3", true);
    EXPECT_TRUE(holds(text, "twice too fast: takt beats 'my song.mp3' --half\n"));
    EXPECT_TRUE(holds(text, "takt beats 'my song.mp3' --click check.wav"));
    EXPECT_FALSE(holds(beats_text(grid(0.9), "song.mp3", true), "twice too fast"));
}

TEST(BeatsText, SaysWhatToDoWhenThereIsNoBeat) {
    const std::string text = beats_text(grid(0.1, false), "it's.mp3", true);
    EXPECT_TRUE(holds(text, "not musical"));
    EXPECT_TRUE(holds(text, "takt beats 'it'\\''s.mp3' --bpm 120"));
}

TEST(BeatsText, TellsTheCorrection) {
    const BeatGrid half = corrected(grid(0.3), {.level = -1, .offset = Us{-20'500}, .downbeat = Us{500'000}});
    EXPECT_TRUE(holds(beats_text(half, "song.mp3", true),
                      "corrected 2 times slower, 20.5 ms earlier, a bar begins at 0:00.500 (dropped by --forget)\n"));
}

constexpr Us kSong{60'000'000};

TEST(BeatChange, ReplacesTheFieldsThatAreNamed) {
    const BeatCorrection stored{.bpm = 100, .level = 1, .offset = Us{5}, .downbeat = Us{7}};
    EXPECT_EQ(changed(stored, {}, kSong), stored);
    EXPECT_EQ(changed(stored, {.offset = Us{9}}, kSong),
              (BeatCorrection{.bpm = 100, .level = 1, .offset = Us{9}, .downbeat = Us{7}}));
    EXPECT_EQ(changed(stored, {.forget = true, .level = -1}, kSong), (BeatCorrection{.level = -1}));
}

TEST(BeatChange, HalfAfterDoubleIsTheOriginal) {
    const BeatCorrection twice = changed({}, {.level = 1}, kSong);
    EXPECT_EQ(changed(twice, {.level = -1}, kSong), BeatCorrection{});
}

TEST(BeatChange, ATempoStandsForItself) {
    EXPECT_EQ(changed({.level = 2}, {.bpm = 90}, kSong), (BeatCorrection{.bpm = 90}));
    EXPECT_EQ(changed({.level = 2}, {.level = -1, .bpm = 90}, kSong), (BeatCorrection{.bpm = 90, .level = -1}));
}

TEST(BeatChange, CountsANegativeDownbeatFromTheEnd) {
    EXPECT_EQ(changed({}, {.downbeat = Us{-1'000'000}}, kSong).downbeat, Us{59'000'000});
    EXPECT_THROW((void)changed({}, {.downbeat = kSong}, kSong), Error);
}

TEST(BeatChange, RefusesToHalveForever) {
    BeatCorrection correction;
    for (int i = 0; i < 3; ++i) correction = changed(correction, {.level = -1}, kSong);
    EXPECT_THROW((void)changed(correction, {.level = -1}, kSong), Error);
}

}  // namespace
}  // namespace takt::cli
