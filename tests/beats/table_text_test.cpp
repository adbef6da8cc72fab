// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/table_text.h"

#include <gtest/gtest.h>

namespace takt::test {
namespace {

/// An upbeat, then two bars of two, of which the last is not finished.
BeatGrid waltz() {
    BeatGrid::Parts parts;
    parts.duration = Us{4'000'000};
    parts.meter = 3;
    parts.beats = {{Us{500'000}, 0.25, false, -1},
                   {Us{1'000'000}, 1, true, 0},
                   {Us{1'500'000}, 0.5, false, 0},
                   {Us{2'000'001}, 0.5, false, 0},
                   {Us{2'500'000}, 1, true, 1}};
    parts.sections = {{{Us{0}, Us{1'000'000}}, 1, "intro"}, {{Us{1'000'000}, Us{4'000'000}}, 1, "drop\tor not"}};
    return BeatGrid(parts);
}

TEST(BeatsCsv, CountsAsMusiciansDo) {
    EXPECT_EQ(beats::beats_csv(waltz()),
              "beat,time_s,bar,position,strength,downbeat\n"
              "1,0.500000,0,3,0.250,0\n"
              "2,1.000000,1,1,1.000,1\n"
              "3,1.500000,1,2,0.500,0\n"
              "4,2.000001,1,3,0.500,0\n"
              "5,2.500000,2,1,1.000,1\n");
}

TEST(BeatsCsv, OfNothingIsItsHeader) {
    EXPECT_EQ(beats::beats_csv(BeatGrid{}), "beat,time_s,bar,position,strength,downbeat\n");
}

TEST(BeatsLabels, AreAnAudacityTrackInTheOrderOfTime) {
    EXPECT_EQ(beats::beats_labels(waltz()),
              "0.000000\t1.000000\tintro\n"
              "0.500000\t0.500000\t0.3\n"
              "1.000000\t4.000000\tdrop or not\n"
              "1.000000\t1.000000\t1\n"
              "1.500000\t1.500000\t1.2\n"
              "2.000001\t2.000001\t1.3\n"
              "2.500000\t2.500000\t2\n");
}

}  // namespace
}  // namespace takt::test
